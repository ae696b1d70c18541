"""Contrast as WCAG 2.2 reckons it, and the nearest colour that has enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.looks import colours

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


# From the formula of WCAG 2.2; the second is the well-known grey that just fails.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#c5301d", "#fcf9f2", 5.2)],
)
def test_contrast_is_that_of_the_standard(one, other, ratio):
    assert colours.ratio(one, other) == pytest.approx(ratio, abs=0.06)
    assert colours.ratio(one, other) == colours.ratio(other, one)


@given(COLOURS)
def test_a_colour_comes_back_from_oklch_as_it_was(colour):
    again = colours.from_oklch(*colours.oklch(colour))
    for at in (1, 3, 5):
        assert abs(int(colour[at : at + 2], 16) - int(again[at : at + 2], 16)) <= 1


@given(COLOURS, COLOURS)
def test_the_nearest_colour_always_suffices_on_one_ground(colour, ground):
    found = colours.nearest(colour, [ground], colours.TEXT)
    assert colours.ratio(found, ground) >= colours.TEXT


def test_a_colour_that_suffices_stays_as_it_is():
    assert colours.nearest("#c5301d", ["#fcf9f2", "#f3ecdf"], colours.TEXT) == "#c5301d"


def test_yellow_stays_yellow_and_gets_darker():
    light, _chroma, hue = colours.oklch("#ffcc00")
    found = colours.oklch(colours.nearest("#ffcc00", ["#ffffff"], colours.TEXT))
    assert found[0] < light
    assert found[2] == pytest.approx(hue, abs=0.1)


@given(COLOURS)
def test_something_can_always_be_written_on_a_colour(ground):
    assert colours.ratio(colours.partner(ground, ()), ground) >= colours.TEXT


@pytest.mark.parametrize("text", ["#fff", "red", "#GG0000", "#C5301D", "#c5301d ", ""])
def test_other_ways_to_write_a_colour_are_none(text):
    assert not colours.is_colour(text)
