"""What an editor does with a page from its first word to its deletion, in a real browser."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.request import urlopen

import icalendar
import pytest
from dateutil.easter import easter
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from playwright.sync_api import Page, expect

from hub.publication.models import Publication
from plugins.events.models import EventPage
from tests.journeys.test_editors import refused, signed_in


def typed(page: Page, name: str, text: str) -> None:
    """Write into a field as a person does, over what stands there."""
    field = page.locator(f"[name={name}]").first
    field.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def close_pickers(page: Page) -> None:
    """Click where nothing is: pickers of dates and times still lie over the form."""
    page.mouse.click(640, 20)


def begin(one: Any, path: str) -> Page:
    """Open a form and wait until its script is there: it makes the address from the title."""
    page = one.go(path)
    page.wait_for_load_state("networkidle")
    return page


def choose_place(page: Page) -> None:
    """Take the first place that the chooser offers."""
    page.get_by_role("tab", name="Ort und Veranstalter").click()
    page.get_by_role("button", name="Ort auswählen").click()
    page.locator(".modal-content a[data-chooser-modal-choice]").first.click()
    expect(page.locator(".modal-content")).to_have_count(0)


def press(page: Page, name: str) -> None:
    """Choose what the footer offers beside “Entwurf speichern”, and wait until it is done."""
    close_pickers(page)
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator("footer").get_by_role("button", name=re.compile(name)).click()
    expect(page.locator(".messages")).to_contain_text("veröffentlicht")


def first_draft(page: Page) -> Any:
    """Return the history's draft that was published first: older ones were saved while typing."""
    rows = page.locator("main tbody tr")
    texts = rows.all_inner_texts()
    oldest = max(number for number, text in enumerate(texts) if "veröffentlicht" in text.lower())
    after = range(oldest + 1, len(texts))
    return rows.nth(next(number for number in after if "Entwurf gespeichert" in texts[number]))


def german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def read(one: Any, path: str) -> str:
    with urlopen(f"{one.base}{path}") as answer:
        return answer.read().decode()


def test_a_weekly_event_with_a_moved_and_a_cancelled_date(visit, city):
    today = timezone.localdate()
    year = today.year + (easter(today.year) - timedelta(days=30) < today)
    last, easter_monday = date(year, 6, 28), easter(year) + timedelta(days=1)
    first = today + timedelta(days=7 - today.weekday())
    moved, cancelled = first + timedelta(weeks=1), first + timedelta(weeks=2)
    one = signed_in(visit)
    page = begin(one, "/admin/events/choose_parent/?locale=de")
    typed(page, "title", "Offene Fahrradwerkstatt")
    page.get_by_role("tab", name="Termine").click()
    typed(page, "first_day", german(first))
    typed(page, "start_time", "18:00")
    typed(page, "end_time", "19.30")
    close_pickers(page)
    page.select_option("[name=repeats]", index=2)
    page.locator("label:has([name=weekdays][value='0'])").click()
    typed(page, "until_on", german(last))
    typed(page, "exdates", german(easter_monday))
    choose_place(page)
    press(page, "^Veröffentlichen")
    event = EventPage.objects.get(title="Offene Fahrradwerkstatt")
    page = begin(one, f"/admin/pages/{event.pk}/edit/")
    page.get_by_role("tab", name="Termine").click()
    expect(page.get_by_text(re.compile(r"Jeden Montag bis 28\. Juni"))).to_be_visible()
    expect(page.get_by_text("Ostermontag").first).to_be_visible()

    add = page.get_by_role("button", name="Geänderter Termin hinzufügen")
    for number, day, status in ((0, moved, "wird verlegt"), (1, cancelled, "fällt aus")):
        add.click()
        typed(page, f"event_changes-{number}-original_day", german(day))
        page.select_option(f"[name=event_changes-{number}-status]", label=status)
    typed(page, "event_changes-0-first_day", german(moved + timedelta(days=1)))
    typed(page, "event_changes-0-start_time", "17:00")
    press(page, "^Veröffentlichen")

    mondays = [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]
    days = {day: "scheduled" for day in mondays if day != easter_monday}
    del days[moved]
    days |= {moved + timedelta(days=1): "moved", cancelled: "cancelled"}
    document = json.loads(read(one, f"/api/v1/events/{event.translation_key}"))
    dates = {
        datetime.fromisoformat(date["starts_at"]).date(): date["status"]
        for date in document["dates"]
    }
    assert dates == days
    calendar = icalendar.Calendar.from_ical(read(one, f"/api/v1/events/{event.document_id}.ics"))
    changed = {
        component["RECURRENCE-ID"].dt.date(): str(component.get("STATUS", "CONFIRMED"))
        for component in calendar.walk("VEVENT")
        if "RECURRENCE-ID" in component
    }
    assert set(changed) == {moved, cancelled}
    assert changed[cancelled] == "CANCELLED"
    assert "Offene Fahrradwerkstatt" in read(one, "/api/v1/events.rss")
    row = Publication.objects.get(document_id=event.translation_key)
    portal = one.go(f"/de/{row.path}")
    assert portal.locator("h1").inner_text() == "Offene Fahrradwerkstatt"
    expect(portal.get_by_text("abgesagt").first).to_be_visible()
    with override("de"):
        new_day = date_format(moved + timedelta(days=1), "j. F")
    expect(portal.get_by_text(re.compile(rf"{new_day}.*17")).first).to_be_visible()
    assert refused(one) == []


@dataclass(frozen=True)
class Draft:
    """A page that was begun in the admin: its editor, its addresses, its title."""

    one: Any
    admin: str
    title: str

    def publish(self) -> str:
        """Publish it; return its address on the portal."""
        press(begin(self.one, f"{self.admin}/edit/"), "^Veröffentlichen")
        path = f"/de/{Publication.objects.get(title=self.title).path}"
        assert self.one.go(path).locator("h1").inner_text() == self.title
        return path


@pytest.fixture
def drafted(visit, city):
    """Return a function that writes a page and saves it as a draft."""

    def write(model: str, above: Any, title: str) -> Draft:
        one = signed_in(visit)
        page = begin(one, f"/admin/pages/add/{model}/{above.pk}/")
        typed(page, "title", title)
        expect(page.locator("[name=slug]")).not_to_have_value("")
        if model == "events/eventpage":
            page.get_by_role("tab", name="Termine").click()
            typed(page, "first_day", german(timezone.localdate() + timedelta(days=3)))
            typed(page, "start_time", "18:00")
            typed(page, "end_time", "20:00")
            close_pickers(page)
            choose_place(page)
        page.get_by_role("button", name="Entwurf speichern").first.click()
        # Not the address: what saves itself meanwhile changes it, and gives way.
        expect(page.locator(".messages")).to_contain_text(title)
        page.wait_for_url("**/edit/")
        admin = page.url.split("/edit/")[0].removeprefix(one.base)
        draft = one.go(f"{admin}/view_draft/")
        assert draft.locator("h1").inner_text() == title
        assert not Publication.objects.filter(title=title).exists()
        return Draft(one, admin, title)

    return write


@pytest.mark.parametrize(
    ("model", "neighbour", "title"),
    [
        ("editorial/standardpage", "page", "Wer wir sind"),
        ("organisations/organisationpage", "organisation", "Förderverein Stadtpark"),
    ],
)
def test_from_the_first_word_to_the_portal(drafted, city, model, neighbour, title):
    draft = drafted(model, getattr(city, neighbour).get_parent(), title)
    draft.publish()
    assert refused(draft.one) == []


# What comes after the first publication is the same for all kinds of pages.
@pytest.mark.parametrize(
    ("model", "neighbour", "title"),
    [
        ("editorial/newspage", "news", "Die Ehrenamtskarte wird digital"),
        ("events/eventpage", "weekly", "Singen im Park"),
    ],
)
def test_from_the_first_word_to_the_deletion(drafted, city, model, neighbour, title):
    draft = drafted(model, getattr(city, neighbour).get_parent(), title)
    one, admin, path = draft.one, draft.admin, draft.publish()

    page = begin(one, f"{admin}/edit/")
    typed(page, "title", f"{title} und mehr")
    press(page, "^Veröffentlichen")
    assert one.go(path).locator("h1").inner_text() == f"{title} und mehr"

    page = one.go(f"{admin}/unpublish/")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Ja")).first.click()
    assert one.page.request.get(f"{one.base}{path}").status == 410

    page = begin(one, f"{admin}/history/")
    first_draft(page).get_by_role("button", name="Aktionen").click()
    with page.expect_navigation():
        page.locator("a[href$='/revert/']").click()
    page.wait_for_load_state("networkidle")
    press(page, "eröffentlichen")
    assert one.go(path).locator("h1").inner_text() == title

    page = one.go(f"{admin}/delete/")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Ja")).first.click()
    assert one.page.request.get(f"{one.base}{path}").status == 410
    assert not Publication.objects.filter(title__startswith=title).exists()
    assert refused(one) == []
