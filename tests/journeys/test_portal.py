"""Journeys of readers: by keyboard alone, over month and map, with a list of remembered events."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

# More stops than any page of the small website has.
STOPS_MAXIMUM = 150
ACTIVE = """() => {
  const one = document.activeElement;
  const words = one.getAttribute("aria-label") || (one.labels?.[0] ?? one).innerText || "";
  const own = getComputedStyle(one), after = getComputedStyle(one, "::after");
  const label = getComputedStyle(one.closest("label") ?? one);
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [words.replace(/\\s+/g, " ").trim(), drawn(own) || drawn(after) || drawn(label)];
}"""


def reach(page, words: str) -> None:
    """Press Tab until the focus stands on what is called so; it has to be visible at each stop."""
    seen = []
    for _stop in range(STOPS_MAXIMUM):
        page.keyboard.press("Tab")
        name, is_visible = page.evaluate(ACTIVE)
        seen.append(name)
        assert is_visible, f"the focus cannot be seen on {name!r}"
        if re.fullmatch(words, name):
            return
    raise AssertionError(f"{words!r} is not reached: {seen}")


def test_by_keyboard_alone_from_the_home_page_to_the_calendar_of_a_filtered_list(visit, city):
    one = visit()
    page = one.go("/de/")
    reach(page, "Alle Veranstaltungen")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{city.path(city.events)}")
    reach(page, "Filter")
    page.keyboard.press("Enter")
    reach(page, r"Klima und Natur \(1\)")
    page.keyboard.press("Space")
    page.wait_for_url("**topic=climate**")
    reach(page, "1 Eintrag zeigen")
    page.keyboard.press("Enter")
    assert page.locator("#results").inner_text() == "1 Eintrag"
    reach(page, r"Kalenderdatei \(iCal\)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    text = download.value.path().read_text()
    assert "SUMMARY:Reparieren statt wegwerfen" in text
    assert "Fördermittel" not in text
    assert one.is_clean()


def test_from_the_month_to_a_day_and_its_events(visit, city):
    one = visit()
    page = one.go(city.path(city.events))
    page.get_by_role("link", name="Monat", exact=True).click()
    today = timezone.localdate()
    cell = page.locator("td[aria-current=date]")
    expect(cell.get_by_role("link", name="Reparieren statt wegwerfen")).to_be_visible()
    cell.locator(".month__day").click()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"from": [today.isoformat()], "to": [today.isoformat()]}
    expect(page.get_by_role("link", name="Reparieren statt wegwerfen")).to_be_visible()
    assert one.is_clean()


def test_a_phone_shows_the_month_as_numbers(visit, city):
    page = visit(width=390).go(f"{city.path(city.events)}?view=month")
    cell = page.locator("td[aria-current=date]")
    expect(cell.get_by_role("link", name="Reparieren statt wegwerfen")).to_be_hidden()
    expect(cell.locator(".month__day")).to_be_visible()


def test_the_map_leads_from_a_place_to_its_events_without_asking_anybody(visit, city):
    one = visit()
    page = one.go(f"{city.path(city.events)}?view=map")
    page.wait_for_load_state("networkidle")
    circle = page.locator(".overview__drawing circle").bounding_box()
    assert circle["width"] >= 24
    page.locator(".overview__drawing a").click()
    assert page.url.endswith("#spot-1")
    page.locator("#spot-1").get_by_role("link", name="Reparieren statt wegwerfen").click()
    assert page.locator("h1").inner_text() == "Reparieren statt wegwerfen"
    assert one.is_clean()


def test_the_map_with_streets_asks_its_server_only_after_the_reader_did(
    visit, city, foreign, settings
):
    settings.HUB_MAP_TILES = f"{foreign.base}/{{z}}/{{x}}/{{y}}.png"
    one = visit()
    page = one.go(f"{city.path(city.events)}?view=map")
    page.wait_for_load_state("networkidle")
    assert one.hosts == {urlsplit(one.base).hostname}
    with page.expect_request(f"{foreign.base}/**") as asked:
        page.get_by_role("link", name="Karte mit Straßen zeigen").click()
    assert not asked.value.headers.get("referer")
    pin = page.locator(".streets__pin")
    assert pin.inner_text() == "1"
    pin.click()
    assert page.evaluate("document.activeElement.textContent") == "Reparieren statt wegwerfen"
    page.get_by_role("button", name=re.compile("^Auf der Karte zeigen")).press("Enter")
    assert page.locator(".streets__pin.is-shown").count() == 1
    assert [said for said in one.errors if "404" not in said] == []


def test_what_is_remembered_stands_on_a_page_that_can_be_shared(visit, city):
    one = visit()
    page = one.go(city.path(city.weekly))
    expect(page.get_by_role("link", name=re.compile("Merkliste"))).to_be_hidden()
    button = page.get_by_role("button", name="Merken")
    button.click()
    page.get_by_role("button", name=re.compile("^Gemerkt")).click()
    assert page.get_by_text("Steht nicht mehr auf Ihrer Merkliste.").count() == 1
    button.click()
    assert page.get_by_text("Steht jetzt auf Ihrer Merkliste.").count() == 1
    page.get_by_role("link", name=re.compile(r"Merkliste \(1\)")).click()
    page.wait_for_url("**ids=**")
    expect(page.get_by_role("link", name="Reparieren statt wegwerfen", exact=True)).to_be_visible()
    shared = page.url.removeprefix(one.base)

    other = visit(java_script_enabled=False).go(shared)
    expect(other.get_by_role("link", name="Reparieren statt wegwerfen", exact=True)).to_be_visible()

    page.get_by_role("link", name="Entfernen").click()
    expect(page.get_by_text("Sie haben sich noch nichts gemerkt.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('hub-remembered')") == "[]"
    assert one.is_clean()


def test_from_the_search_on_the_home_page_to_a_result(visit, city):
    one = visit()
    page = one.go("/de/")
    page.get_by_label("Wonach suchen Sie?").fill("Ehrenamtskarte")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Die Ehrenamtskarte", exact=True).click()
    assert page.locator("h1").inner_text() == "Die Ehrenamtskarte"
    assert one.is_clean()


def test_the_address_of_a_page_is_copied_without_asking_anybody(visit, city):
    one = visit()
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = one.go(city.path(city.weekly))
    page.get_by_role("button", name="Adresse dieser Seite kopieren").click()
    page.get_by_text("Kopiert").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert one.is_clean()


@pytest.mark.parametrize("width", [1280, 390])
def test_easy_language_is_large_and_wide_enough(visit, city, width):
    page = visit(width=width).go("/de-x-ls/")
    found = page.evaluate(
        "() => [...document.querySelectorAll('main :is(.lead, .event__where, .facts li)')]"
        ".map((one) => getComputedStyle(one)).map((style) =>"
        " [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize)])"
    )
    assert len(found) > 3
    # DIN SPEC 33429: 14 point, which are 18.67 pixels, and a line height of 1.5.
    assert all(size >= 18.67 and line > 1.49 for size, line in found), found


def test_a_page_that_is_printed_says_where_it_comes_from(visit, city):
    page = visit().go(city.path(city.weekly))
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile(r"http://.*/de/veranstaltungen/")).first).to_be_visible()
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.get_by_text("Weitersagen")).to_be_hidden()
