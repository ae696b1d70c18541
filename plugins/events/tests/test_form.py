"""The editing form: what is refused at which field, drafts, repetition, holidays, euros."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from plugins.events.models import EventPage
from tests.factories.content import PlaceFactory, UserFactory
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db
FORMSET = "event_changes"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory()


def data_of(place: Any, /, **fields: Any) -> dict[str, Any]:
    """Return what a browser sends for a valid event, with these fields on top."""
    return {
        "title": "Offene Werkstatt",
        "slug": "offene-werkstatt",
        "first_day": "13.01.2026",
        "start_time": "18:00",
        "end_time": "20:00",
        "type": "event",
        "status": "scheduled",
        "format": "onsite",
        "timezone": "Europe/Berlin",
        "place": place.pk,
        "repeats": "never",
        "interval": "1",
        "is_free": "unknown",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        f"{FORMSET}-TOTAL_FORMS": "0",
        f"{FORMSET}-INITIAL_FORMS": "0",
        **dict.fromkeys(
            ("step_free", "accessible_toilet", "accessible_parking", "lift", "induction_loop"),
            "unknown",
        ),
        **dict.fromkeys(
            ("sign_language", "quiet_room", "guide_dogs", "large_print", "easy_language"), "unknown"
        ),
        **fields,
    }


def form_of(events: Any, data: dict[str, Any], *, is_draft: bool = False, page: Any = None) -> Any:
    """Return the bound admin form of an event."""
    form_class = EventPage.get_edit_handler().get_form_class()
    instance = page or EventPage(locale=events.locale)
    form = form_class(
        data, instance=instance, parent_page=events, for_user=UserFactory(is_superuser=True)
    )
    if is_draft:
        form.defer_required_fields()
    return form


def test_a_complete_event_is_valid(events, place):
    form = form_of(events, data_of(place))
    assert form.is_valid(), form.errors
    assert form.save(commit=False).rrule == ""


@pytest.mark.parametrize(
    ("fields", "at", "words"),
    [
        (
            {"end_time": "10:00"},
            "end_time",
            "Das Ende liegt vor dem Beginn. Beginn ist 18 Uhr, Ende 10 Uhr",
        ),
        ({"end_time": ""}, "end_time", "wann es endet"),
        ({"start_time": ""}, "start_time", "ganztägig"),
        ({"last_day": "12.01.2026"}, "last_day", "Der letzte Tag liegt vor dem ersten"),
        ({"last_day": "01.03.2026"}, "type", "Das sind 48 Tage"),
        ({"last_day": "01.03.9999"}, "last_day", "mehr als zehn Jahre"),
        ({"first_day": "13.01.1926"}, "first_day", "vor 1970"),
        ({"first_day": "31.12.9999", "repeats": "daily"}, "first_day", "mehr als zehn Jahre"),
        ({"first_day": "31.12.9999", "all_day": "on"}, "first_day", "mehr als zehn Jahre"),
        ({"first_day": "01.01.0001", "repeats": "yearly"}, "first_day", "vor 1970"),
        ({"place": ""}, "place", "Wählen Sie den Ort"),
        ({"format": "online", "place": ""}, "online_url", "Adresse des Online-Treffens"),
        ({"format": "hybrid"}, "online_url", "Adresse des Online-Treffens"),
        ({"status": "cancelled"}, "status_reason", "in einem Satz, warum"),
        ({"timezone": "Mars/Phobos"}, "timezone", "keine Zeitzone"),
        (
            {"timezone": "Mars/Phobos", "repeats": "weekly", "until_on": "01.03.2026"},
            "timezone",
            "keine Zeitzone",
        ),
        ({"exdates": "13.01.2026"}, "exdates", "keiner bleibt übrig"),
        (
            {"repeats": "weekly", "count": "2", "exdates": "13.01.2026\n20.01.2026"},
            "exdates",
            "wählen Sie als Status „abgesagt“",
        ),
        ({"is_free": "true", "price_cents": "5"}, "price_cents", "als kostenlos gekennzeichnet"),
        ({"reduced_cents": "3"}, "price_cents", "auch den vollen Preis"),
        ({"price_cents": "3", "reduced_cents": "5"}, "reduced_cents", "höher als der volle"),
        ({"registration_deadline_at": "14.01.2026 12:00"}, "registration_deadline_at", "erst nach"),
        ({"repeats": "custom", "rrule": "FREQ=HOURLY"}, "rrule", "jede Stunde, Minute"),
        ({"repeats": "daily", "count": "1001"}, "count", ""),
        ({"repeats": "daily", "count": "3", "until_on": "01.02.2026"}, "count", "nicht beides"),
        ({"repeats": "weekly", "weekdays": ["0"]}, "repeats", "Mo., 19. Januar 2026"),
        ({"repeats": "weekly", "until_on": "12.01.2026"}, "repeats", "vor dem ersten Tag"),
        ({"repeats": "weekly", "interval": "0"}, "interval", ""),
        ({"repeats": "weekly", "exdates": "Ostern"}, "exdates", "„Ostern“ ist kein Datum"),
        ({"rdates": "01.01.9999"}, "rdates", "mehr als zehn Jahre"),
        ({"audience": ["martians"]}, "audience", ""),
    ],
)
def test_a_problem_is_told_at_its_field(events, place, fields, at, words):
    form = form_of(events, data_of(place, **fields))
    assert list(form.errors) == [at]
    assert words in " ".join(form.errors[at])


def test_all_problems_are_told_at_once(events, place):
    form = form_of(events, data_of(place, end_time="10:00", place="", reduced_cents="3"))
    assert set(form.errors) == {"end_time", "place", "price_cents"}


def test_a_draft_may_be_incomplete_but_not_wrong(events, place):
    incomplete = data_of(place, place="", start_time="", end_time="", status="cancelled")
    assert form_of(events, incomplete, is_draft=True).is_valid()
    assert not form_of(events, incomplete).is_valid()
    wrong = form_of(events, data_of(place, end_time="10:00"), is_draft=True)
    assert list(wrong.errors) == ["end_time"]


def test_the_chosen_repetition_becomes_the_rule(events, place):
    form = form_of(
        events,
        data_of(
            place,
            repeats="weekly",
            weekdays=["1", "3"],
            until_on="30.06.2026",
            exdates="07.04.2026",
            rdates="02.05.2026 10:00",
        ),
    )
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert page.rrule == "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260630T215959Z"
    assert (page.exdates, page.rdates) == ("20260407", "20260502T100000")


def test_not_repeating_any_more_removes_the_rule(events, place):
    page = event(events, rrule="FREQ=WEEKLY;BYDAY=TU", place=place)
    form = form_of(events, data_of(place), page=page)
    assert form.is_valid(), form.errors
    assert form.save(commit=False).rrule == ""


def test_the_form_shows_what_was_chosen(events, place):
    rule = "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260630T215959Z"
    page = event(events, rrule=rule, exdates="20260407", place=place)
    form_class = EventPage.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=events, for_user=UserFactory())
    assert form["repeats"].value() == "monthly_weekday"
    assert form["nths"].value() == ["2"]
    assert form["until_on"].value() == date(2026, 6, 30)
    assert form["exdates"].value() == "07.04.2026"


def test_holidays_are_left_out_on_request(events, place):
    data = data_of(place, first_day="12.01.2026", repeats="weekly", until_on="30.06.2026")
    form = form_of(events, {**data, "skips_holidays": "on", "exdates": "19.01.2026"})
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    days = {one.starts_at.date() for one in page.expansion().dates}
    assert page.exdates == "20260119"
    assert not days & {date(2026, 1, 19), date(2026, 4, 6), date(2026, 5, 25)}
    assert {date(2026, 4, 13), date(2026, 6, 1)} <= days


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("18:00", time(18)), ("18.30", time(18, 30)), ("18 Uhr", time(18)), ("9", time(9))],
)
@pytest.mark.parametrize("day", ["13.01.2026", "13.1.26", "13. 1. 2026", "2026-01-13"])
def test_days_and_times_are_understood_as_they_are_typed(events, place, typed, clock, day):
    deadline = f"{day}, {typed}" if "-" not in day else f"{day} 10:00"
    form = form_of(
        events,
        data_of(
            place,
            first_day=day,
            start_time=typed,
            end_time="20 Uhr",
            registration_deadline_at=deadline,
        ),
    )
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert (page.first_day, page.start_time, page.end_time) == (date(2026, 1, 13), clock, time(20))
    local = timezone.localtime(page.registration_deadline_at)
    assert local.date() == date(2026, 1, 13)
    assert local.time() == (clock if "-" not in day else time(10))


def test_what_is_no_day_is_said_and_kept(events, place):
    form = form_of(events, data_of(place, first_day="nächste Woche"))
    assert list(form.errors) == ["first_day"]
    assert form["first_day"].value() == "nächste Woche"


def test_the_form_shows_days_and_times_as_they_are_written_here(events, place):
    page = event(events, place=place)
    page.registration_deadline_at = datetime(2026, 1, 12, 11, tzinfo=UTC)
    form_class = EventPage.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=events, for_user=UserFactory())
    shown = {name: str(form[name]) for name in ("first_day", "start_time")}
    assert 'value="13.01.2026"' in shown["first_day"]
    assert 'value="18:00"' in shown["start_time"]
    assert 'value="12.01.2026 12:00"' in str(form["registration_deadline_at"])


def test_euros_are_stored_as_cents(events, place):
    form = form_of(events, data_of(place, price_cents="7,50", reduced_cents="3"))
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert (page.price_cents, page.reduced_cents) == (750, 300)


def changed(**fields: str) -> dict[str, str]:
    """Return one row of the changed dates."""
    row = {"original_day": "20.01.2026", "status": "moved", "ORDER": "1", **fields}
    total = {f"{FORMSET}-TOTAL_FORMS": "1"}
    return {**total, **{f"{FORMSET}-0-{name}": value for name, value in row.items()}}


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({}, "first_day"),
        ({"start_time": "20:00", "end_time": "19:00"}, "end_time"),
        ({"first_day": "21.01.2026", "last_day": "20.01.2026"}, "last_day"),
        ({"original_day": "20.01.9999", "start_time": "19:00"}, "original_day"),
    ],
)
def test_a_changed_date_says_what_it_lacks(events, place, fields, at):
    form = form_of(events, data_of(place, repeats="weekly", **changed(**fields)))
    assert not form.is_valid()
    assert list(form.formsets[FORMSET].errors[0]) == [at]


def test_a_moved_date_is_kept(events, place):
    form = form_of(
        events, data_of(place, repeats="weekly", **changed(start_time="19:00", end_time="21:00"))
    )
    assert form.is_valid(), form.formsets[FORMSET].errors
    page = form.save(commit=False)
    moved = page.expansion().dates[1]
    assert (moved.status, moved.starts_at.hour) == ("moved", 18)


def test_a_change_that_fits_no_date_any_more_is_kept(events):
    page = event(events, rrule="FREQ=WEEKLY", changes=(change(date(2026, 1, 20)),))
    page.first_day, page.start_time = date(2026, 1, 14), time(18)
    page.save_revision().publish()
    assert page.event_changes.count() == 1
    assert [one.original for one in page.expansion().lost] == [date(2026, 1, 20)]
