"""Every theme in a real browser: its colours, focus, forced colours, on paper."""

import pytest
from playwright.sync_api import expect

from hub.looks import themes
from hub.publication.sweep import sweep
from tests.factories.content import site_settings
from tests.factories.portal import fresh
from tests.journeys.quality import probes
from tests.journeys.test_editors import refused, signed_in
from tests.journeys.test_readers import names

# The standard theme is what all other journeys look at.
OTHERS = [key for key in themes.installed() if key != themes.STANDARD]


@pytest.fixture
def worn(city):
    """Return a function that gives the small website a theme and colours."""

    def wear(key: str, **fields: str) -> None:
        site_settings(city.site, theme=key, **fields)
        sweep()
        fresh()

    return wear


@pytest.mark.parametrize("key", OTHERS)
def test_the_policy_lets_all_of_a_theme_through(visit, city, worn, key):
    worn(key, accent_colour="#a01020", action_colour="#004488")
    one = visit()
    for path in [one for one in names(city).values() if one != "/de/nichts/"]:
        one.go(path).wait_for_load_state("networkidle")
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--hub-accent')"
    assert "#a01020" in one.page.evaluate(accent)
    assert one.is_clean()


@pytest.mark.parametrize("key", list(themes.installed()))
def test_focus_targets_forced_colours_and_paper_are_right(visit, city, worn, key):
    worn(key)
    one = visit(width=390)
    page = one.go(names(city)["events"])
    for _number in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(SEEN)
        assert shown["outline"], shown
        assert shown["is_text"] or min(shown["size"]) >= 24, shown
    forced_colours_keep_fields_and_buttons(page)
    on_paper_there_is_the_text_and_no_menu(one.go(names(city)["event"]))


SEEN = """() => {
  const one = document.activeElement;
  const around = one.closest(".choice") ?? one;
  const has = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = around.getBoundingClientRect();
  return {
    html: one.outerHTML.slice(0, 120),
    outline: has(getComputedStyle(around)) || has(getComputedStyle(one, "::after")),
    size: [box.width, box.height],
    is_text: Boolean(one.closest("p, dd, .breadcrumb")),
  };
}"""


def forced_colours_keep_fields_and_buttons(page) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    for selector in ("button.button", "select.input", "input.input"):
        style = page.locator(f"main {selector}").first.evaluate(
            "one => { const s = getComputedStyle(one);"
            " return [s.borderBlockEndStyle, parseFloat(s.borderBlockEndWidth)] }"
        )
        assert style[0] != "none", selector
        assert style[1] >= 1, selector
    page.emulate_media(forced_colors="none")


def on_paper_there_is_the_text_and_no_menu(page) -> None:
    # A window of a desk, whose menu stands open.
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for selector in (".menu", ".service", "main .button"):
        expect(page.locator(selector).first, selector).to_be_hidden()
    # Dark paper would drink all the ink.
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("key", list(themes.installed()))
def test_the_pattern_page_has_no_barrier(visit, city, key):
    one = signed_in(visit, **probes.WATCHED)
    # The second is the same document in other words and colours.
    for locale, scheme, rules in (
        ("de", "light", probes.RULES),
        ("ar", "dark", probes.OF_LOOKS),
    ):
        page = one.go(f"/-/patterns/?theme={key}&locale={locale}&scheme={scheme}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        assert probes.barriers(page, rules) == [], (locale, scheme)


def test_colours_are_shown_and_judged_while_they_are_chosen(visit, city):
    one = signed_in(visit)
    page = one.go(f"/admin/settings/content/sitesettings/{city.site.pk}/")
    summary = page.locator(".hub-colours__summary")
    expect(summary).to_have_text("Diese Farben können alle lesen.")
    page.fill("[name=accent_colour]", "#ffcc00")
    expect(summary).to_have_text("Das können nicht alle lesen: 2 Farbpaare sind sich zu ähnlich.")
    page.get_by_role("button", name="nehmen").first.click()
    expect(summary).to_have_text("Diese Farben können alle lesen.")
    assert page.input_value("[name=accent_colour]") != "#ffcc00"
    assert refused(one) == []
