"""iCalendar's SEQUENCE and UID, and the daily task."""

from datetime import date

import pytest
import time_machine

from hub.publication.models import Publication
from plugins.events.models import EventPage
from plugins.events.tasks import extend_dates
from plugins.events.tests.conftest import document_of, row_of
from tests.factories.content import PlaceFactory, translated
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db


def publish(page, **values):
    """Change and publish a page; return it as stored."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def test_a_new_event_begins_with_sequence_zero(events):
    page = event(events)
    assert page.sequence == 0
    assert document_of(page)["event"]["uid"] == f"{page.translation_key}@hub"


@pytest.mark.parametrize(
    "values",
    [
        {"first_day": date(2026, 1, 20)},
        {"status": "cancelled", "status_reason": "Kein Raum"},
        {"rrule": "FREQ=WEEKLY"},
        {"exdates": "20260113"},
        {"format": "online", "online_url": "https://example.org/"},
    ],
)
def test_a_change_that_calendars_must_hear_of_counts(events, values):
    assert publish(event(events), **values).sequence == 1


def test_another_place_and_a_changed_date_count(events):
    page = publish(event(events, rrule="FREQ=WEEKLY"), place=PlaceFactory())
    assert page.sequence == 1
    page.event_changes = [change(date(2026, 1, 20))]
    assert publish(page).sequence == 2


def test_another_text_does_not_count(events):
    page = event(events)
    assert publish(page, title="Neuer Titel", summary="Neu").sequence == 0


def test_a_draft_does_not_count_before_it_is_published(events):
    page = event(events)
    page.first_day = date(2026, 1, 27)
    revision = page.save_revision()
    assert EventPage.objects.get(pk=page.pk).sequence == 0
    revision.publish()
    assert EventPage.objects.get(pk=page.pk).sequence == 1


def test_an_old_revision_published_again_counts_on(events):
    page = event(events)
    first = page.latest_revision
    page = publish(page, first_day=date(2026, 1, 20))
    first.publish()
    assert EventPage.objects.get(pk=page.pk).sequence == 2


def test_the_uid_is_the_same_in_every_language(events):
    page = event(events)
    other = translated(page, "en", title="Open workshop")
    assert other.uid == page.uid


def test_the_daily_task_brings_new_dates_of_what_goes_on_and_leaves_the_rest(events):
    with time_machine.travel("2026-01-05T10:00:00+01:00"):
        goes_on = event(events, rrule="FREQ=WEEKLY")
        ended = event(events, title="Einmal")
        before = row_of(goes_on).dates.count()
        sequence = row_of(ended).sequence
    with time_machine.travel("2026-02-05T10:00:00+01:00"):
        assert extend_dates() == 1
        assert row_of(goes_on).dates.count() > before
    assert Publication.objects.get(document_id=ended.translation_key).sequence == sequence
