"""What readers see before they scroll: an event on a phone, a page on a desk."""

from playwright.sync_api import expect

from hub.publication.sweep import sweep
from tests.factories.kinds import add_standard
from tests.factories.portal import fresh

PHONE = {"width": 390, "height": 844}


def test_an_event_says_when_where_how_much_and_how_to_get_in_on_the_first_screen(visit, city):
    page = visit(width=390).go(city.path(city.weekly))
    page.set_viewport_size(PHONE)
    facts = page.locator(".key-facts dd")
    said = " ".join(" ".join(facts.all_inner_texts()).split())
    for words in ("15–18 Uhr", "Alte Schule Törten", "Roßlau", "kostenlos", "stufenlos erreichbar"):
        assert words in said
    last = facts.last.bounding_box()
    assert last["y"] + last["height"] <= PHONE["height"]


def test_the_dates_after_the_first_three_are_folded(visit, city):
    page = visit(width=390).go(city.path(city.weekly))
    shown = page.locator("#dates ~ .dates > li")
    assert shown.count() == 3
    folded = page.locator("#dates ~ details .dates > li")
    assert folded.count() in {2, 3}  # today's may be over
    expect(folded.first).to_be_hidden()
    page.locator("#dates ~ details > summary").click()
    expect(folded.first).to_be_visible()


def test_a_section_fills_the_width_of_a_desk_with_its_cards(visit, city):
    for number in range(2):
        add_standard(city.section, f"Seite {number}", summary="Worum es hier geht.")
    sweep()
    fresh()
    page = visit(width=1280).go(city.path(city.section))
    boxes = [one.bounding_box() for one in page.locator(".section-card").all()]
    assert len({box["y"] for box in boxes}) == 1
    assert sum(box["width"] for box in boxes) > 1050
    first = boxes[0]["y"]
    assert first < 900, "the cards begin on the first screen"


def test_no_page_of_text_leaves_the_end_of_the_line_empty(visit, city):
    page = visit(width=1280).go(city.path(city.imprint))
    aside = page.locator("main aside").bounding_box()
    assert aside["x"] > 800
    assert aside["height"] > 100
