"""What embeds say is what the portal says; the page "Einbinden" in a real browser."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from django.utils.html import escape
from playwright.sync_api import expect

from hub.publication.query.shared_filters import WEEKDAYS
from hub.publication.sweep import sweep
from hub.words import dates
from hub.words.isolation import isolate_in_html
from tests.factories.events import event
from tests.journeys.foreign import element, script, shown
from tests.journeys.quality import probes

LENGTHS = (
    timedelta(0),
    timedelta(hours=2),
    timedelta(hours=7),
    timedelta(days=2),
    timedelta(days=40),
    timedelta(days=400),
)


def spans() -> list[dict]:
    """Return dates of every shape: hours, nights, days, months, years, noon, other zones."""
    zone, year = "Europe/Berlin", timezone.localdate().year
    made: list[tuple] = []
    for month, day, hour, minute in ((1, 1, 0, 0), (3, 14, 15, 30), (6, 9, 12, 0), (12, 31, 20, 5)):
        start = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
        midnight = start.replace(hour=0, minute=0)
        made += [(start, start + length, False, zone) for length in LENGTHS]
        made += [(midnight, midnight + timedelta(days=n), True, zone) for n in (1, 3, 45, 370)]
        made.append((start.astimezone(UTC), start.astimezone(UTC), False, "America/New_York"))
    names = ("starts_at", "ends_at", "all_day", "timezone")
    return [
        dict(zip(names, (one[0].isoformat(), one[1].isoformat(), *one[2:]), strict=True))
        for one in made
    ]


def test_the_script_says_dates_as_the_portal_does(visit, foreign, live_server):
    one = visit()
    one.page.goto(foreign.page(script(live_server.url)))
    for locale in ("de", "en", "uk", "ar", "de-x-ls"):
        said = one.page.evaluate(
            """async ([hub, spans, locale]) => {
                const { when } = await import(`${hub}/embed/v1/hub.js`);
                return spans.map((one) => when(one, locale));
            }""",
            [live_server.url, spans(), locale],
        )
        with translation.override(locale):
            assert said == [dates.when_in_words(one) for one in spans()]


MIXED = (
    "مهرجان Leipziger Tor الصيفي",
    "الهاتف 0340 204-1401، كل يوم 2",
    "(e. V.) نادي & Co. KG",
    "(مثال SV) ثم (SV مثال) ثم SV (Ost)",
    "أ & ب",
    "(نادي Kino e. V.) وKino.",
    "برنامج „K² – Netzwerke“ في „مدينة Dessau“ و(„SV“)",
    "18 نوفمبر 2026 – 11 فبراير 2027، 10:00 – 12:30",
    "\u2066 10:00–12:00 \u2069 قاعة 3",
    "SV Dessau 05",
    "بلا لاتيني",
    "",
)


def test_the_script_sets_apart_what_the_portal_does(visit, foreign, live_server):
    one = visit()
    one.page.goto(foreign.page(script(live_server.url)))
    drawn = one.page.evaluate(
        """async ([hub, texts, locale]) => {
            const { apart } = await import(`${hub}/embed/v1/hub.js`);
            const drawn = (text) => {
                const box = document.createElement("p");
                box.append(...apart(text, locale));
                return box.innerHTML;
            };
            return texts.map(drawn);
        }""",
        [live_server.url, MIXED, "ar"],
    )
    # Only the portal has rows of boxes, and so an element around a text in pieces.
    by_portal = [isolate_in_html(escape(text), "ar") for text in MIXED]
    assert drawn == [one.replace("<span>", "").replace("</span>", "") for one in by_portal]


@pytest.mark.parametrize("locale", ["de", "en", "ar", "de-x-ls"])
def test_element_and_fragment_say_the_same(visit, foreign, live_server, locale):
    hub = live_server.url
    one = visit()
    for plural in ("events", "news", "organisations"):
        one.page.goto(foreign.page(element(hub, f'lang="{locale}"', plural=plural)))
        by_script = shown(one.page, plural=plural).locator("li").all_inner_texts()
        one.page.goto(f"{hub}/embed/v1/{plural}.html?locale={locale}&frame=true")
        assert by_script == one.page.locator("li").all_inner_texts(), plural
        assert by_script, plural


def test_the_element_shows_the_date_that_was_asked_for(visit, foreign, city, live_server):
    today = timezone.localdate()
    day = today + timedelta(days=3)
    event(city.events, title="Jeden Tag", first_day=today, rrule="FREQ=DAILY;COUNT=14")
    sweep()
    one = visit()
    one.page.goto(foreign.page(element(live_server.url, f'weekday="{WEEKDAYS[day.weekday()]}"')))
    [text] = shown(one.page).locator("li", has_text="Jeden Tag").all_inner_texts()
    with translation.override("de"):
        assert f"{dates.day_in_words(day)}, 18–20 Uhr" in text


def test_the_generators_page_has_no_barrier_and_copies(visit, city, live_server):
    one = visit(bypass_csp=True, permissions=["clipboard-read", "clipboard-write"])
    page = one.go("/de/einbinden/?kind=events&topic=climate")
    assert probes.barriers(page) == []
    page.get_by_role("button", name="Kopieren").first.click()
    page.get_by_text("Kopiert").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("<script type=")
    assert one.is_clean()
    for width in (390, 320):
        narrow = visit(width=width).go("/ar/einbinden/")
        assert narrow.evaluate("document.documentElement.scrollWidth") <= width


def test_the_generators_page_works_without_script(visit, city):
    one = visit(java_script_enabled=False)
    page = one.go("/de/einbinden/")
    page.get_by_label("Inhalt", exact=True).select_option("news")
    page.get_by_label("Gestaltung", exact=True).select_option("cards")
    page.get_by_role("button", name="Vorschau und Zeilen zeigen").click()
    assert "<hub-news" in page.locator("#element-lines").inner_text()
    frame = page.frame_locator("iframe.embedding__preview")
    expect(frame.get_by_role("link", name="Die Ehrenamtskarte bekommt Zuwachs")).to_be_visible()
    assert one.errors == []
