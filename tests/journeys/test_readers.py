"""What readers do: look, choose, read, take a date along. In their language, on their device."""

from django.utils import timezone
from playwright.sync_api import expect


def names(city) -> dict[str, str]:
    """Return the address of a page of every kind, in German."""
    return {
        "home": "/de/",
        "events": city.path(city.events),
        "event": city.path(city.weekly),
        "news": city.path(city.news.get_parent()),
        "article": city.path(city.news),
        "directory": city.path(city.organisation.get_parent()),
        "organisation": city.path(city.organisation),
        "section": city.path(city.section),
        "page": city.path(city.page),
        "missing": "/de/nichts/",
        "month": f"{city.path(city.events)}?view=month",
        "map": f"{city.path(city.events)}?view=map",
        "search": "/de/suche/?q=Ehrenamtskarte",
        "nothing": "/de/suche/?q=Xylophon",
        "topics": "/de/themen/",
        "topic": "/de/themen/climate/",
        "remembered": f"/de/merkliste/?ids={city.weekly.translation_key}",
    }


def test_from_the_home_page_to_a_date_in_the_calendar(visit, city):
    one = visit()
    page = one.go("/de/")
    page.get_by_role("link", name="Alle Veranstaltungen", exact=True).click()
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("checkbox", name="Klima und Natur").check()
    page.get_by_role("button", name="1 Eintrag zeigen").click()
    page.wait_for_url("**topic=climate**")
    assert page.locator("#results").inner_text() == "1 Eintrag"
    page.get_by_role("link", name="Reparieren statt wegwerfen").click()
    assert page.locator("h1").inner_text() == "Reparieren statt wegwerfen"
    expect(page.get_by_text("abgesagt").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="In den Kalender", exact=True).click()
    text = download.value.path().read_text()
    assert text.startswith("BEGIN:VCALENDAR")
    assert one.is_clean()


def test_everything_works_without_script(visit, city):
    one = visit(java_script_enabled=False)
    page = one.go(city.path(city.events))
    page.get_by_text("Filter", exact=True).first.click()
    page.get_by_role("checkbox", name="Kultur").check()
    page.get_by_role("button", name="Anzeigen").click()
    assert "topic=culture" in page.url
    assert page.locator("#results").inner_text() == "1 Eintrag"
    page.get_by_role("link", name="Kultur Filter entfernen").click()
    assert page.locator("#results").inner_text() == "2 Einträge"
    day = page.locator(".month a").first
    day.click()
    assert f"from={timezone.localdate().replace(day=1):%Y-%m}" in page.url


def test_a_small_screen_has_a_menu_that_opens_without_script(visit, city):
    page = visit(width=390, java_script_enabled=False).go("/de/")
    link = page.locator(".menu a", has_text="Veranstaltungen")
    expect(link).to_be_hidden()
    page.get_by_text("Menü", exact=True).click()
    link.click()
    assert page.url.endswith(city.path(city.events))


def test_arabic_reads_from_right_to_left(visit, city):
    one = visit()
    page = one.go(city.path(city.events, "ar"))
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    picture = page.locator(".event__picture").first.bounding_box()
    title = page.locator(".event__title").first.bounding_box()
    assert picture["x"] > title["x"]
    # Latin figures keep their order.
    assert "15:00–\u206018:00" in page.locator(".event__when").first.inner_text()
    assert one.is_clean()


def test_the_keyboard_begins_with_the_way_to_the_content(visit, city):
    page = visit().go("/de/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_letters_grow_and_stay_grown(visit, city):
    page = visit().go("/de/")
    before = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.get_by_role("button", name="A+").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") > before
