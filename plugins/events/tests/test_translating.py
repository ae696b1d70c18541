"""What a translator sees, and what readers of another language get."""

from datetime import date

import pytest
import time_machine
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import TranslationSource

from hub.content.models import HubPage
from plugins.events.models import EventChange, EventPage
from plugins.events.tests.conftest import document_of
from tests.factories.content import locale, translated
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db


def kinds_of(model: type) -> dict[str, bool]:
    """Return {field: whether it follows the original}."""
    return {
        one.field_name: isinstance(one, SynchronizedField) for one in get_translatable_fields(model)
    }


def test_words_are_translated_and_facts_follow_the_original():
    fields = kinds_of(EventPage)
    words = {"title", "summary", "body", "status_reason", "registration_note", "price_note"}
    words |= {"event_changes"}
    own = set(fields) - {one.name for one in HubPage._meta.get_fields()} - words
    assert not [name for name in words if fields[name]]
    assert not [name for name in own if not fields[name]]
    assert kinds_of(EventChange)["note"] is False
    assert kinds_of(EventChange)["original_day"] is True


def test_a_translation_has_the_dates_and_words_of_its_own(events):
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        page = event(
            events,
            rrule="FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260630",
            audience=["families"],
            languages=["uk"],
            changes=(change(date(2026, 2, 10), note="Krankheit"),),
        )
        translated(page, "uk", title="Відкрита майстерня")
        german, ukrainian = document_of(page), document_of(page, "uk")
    assert ukrainian["dates"] == german["dates"]
    assert ukrainian["event"]["recurrence"]["text"] == "щомісяця у 2-й вівторок до кінця червня"
    assert ukrainian["event"]["audience"] == [{"key": "families", "label": "Родини"}]
    assert ukrainian["event"]["languages"] == [{"key": "uk", "label": "українська"}]
    assert german["event"]["languages"] == [{"key": "uk", "label": "Ukrainisch"}]


def test_wagtail_localize_takes_a_change_of_dates_over(events):
    page = event(events, rrule="FREQ=WEEKLY", changes=(change(date(2026, 1, 20), note="Krank"),))
    source, _created = TranslationSource.update_or_create_from_instance(page)
    events_source, _created = TranslationSource.update_or_create_from_instance(events)
    home_source, _created = TranslationSource.update_or_create_from_instance(
        events.get_parent().specific
    )
    for one in (home_source, events_source, source):
        one.create_or_update_translation(locale("en"), publish=False, fallback=True)
    other = EventPage.objects.get(locale=locale("en"))
    assert other.rrule == "FREQ=WEEKLY"
    assert [one.original_day for one in other.event_changes.all()] == [date(2026, 1, 20)]

    page.first_day = date(2026, 1, 14)
    page.save_revision().publish()
    source.update_from_db()
    source.create_or_update_translation(locale("en"), publish=False, fallback=True)
    latest = EventPage.objects.get(locale=locale("en")).get_latest_revision_as_object()
    assert latest.first_day == date(2026, 1, 14)
