"""The month in the admin: every language, drafts and their changes, said in words."""

from datetime import date, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories.content import UserFactory, translated
from tests.factories.events import event

pytestmark = pytest.mark.django_db
DAY, OTHER = date(2026, 1, 13), date(2026, 1, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def client():
    one = Client()
    one.force_login(UserFactory(is_superuser=True, is_staff=True))
    return one


def shown(client, language: str = "", month: int = 1) -> dict[date, list]:
    """Return the entries by day."""
    address = reverse("events:month", args=[2026, month])
    response = client.get(f"{address}?language={language}" if language else address)
    assert response.status_code == 200
    weeks = response.context["weeks"]
    return {day.day: list(day.entries) for week in weeks for day in week if day.entries}


def test_an_event_stands_there_once_with_all_its_languages(client, events):
    page = event(events, title="Werkstatt")
    translated(page, "en", title="Workshop", slug="workshop")
    translated(page, "uk", title="Майстерня", slug="uk-workshop", live=False)
    (entry,) = shown(client)[DAY]
    assert (entry.title, entry.mark, entry.is_public) == ("Werkstatt", "", True)
    assert entry.languages == "de, en, uk (Entwurf)"


def test_one_language_shows_its_own_versions(client, events):
    page = event(events, title="Werkstatt")
    event(events, title="Nur deutsch", first_day=OTHER)
    copy = translated(page, "en", title="Workshop", slug="workshop")
    found = shown(client, "en")
    assert [[one.title for one in day] for day in found.values()] == [["Workshop"]]
    assert found[DAY][0].url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert len(shown(client, "klingon")) == 2


def test_a_night_stands_on_its_evening_and_later_days_have_no_time(client, events):
    event(
        events,
        title="Nacht",
        first_day=date(2026, 1, 10),
        start_time=time(21),
        last_day=date(2026, 1, 11),
        end_time=time(5),
    )
    event(
        events,
        title="Wochenende",
        first_day=date(2026, 1, 16),
        start_time=time(18),
        last_day=date(2026, 1, 18),
        end_time=time(14),
    )
    found = {
        day: [(one.title, one.time_text) for one in all_] for day, all_ in shown(client).items()
    }
    assert found == {
        date(2026, 1, 10): [("Nacht", "21 Uhr")],
        date(2026, 1, 16): [("Wochenende", "18 Uhr")],
        date(2026, 1, 17): [("Wochenende", "")],
        date(2026, 1, 18): [("Wochenende", "")],
    }


def test_a_draft_that_moves_a_published_event_shows_both_days_and_says_so(client, events):
    page = event(events, title="Werkstatt")
    page.first_day = OTHER
    page.save_revision()
    found = shown(client)
    assert [one.mark for one in found[DAY]] == ["im Entwurf nicht mehr"]
    assert [(one.mark, one.is_public) for one in found[OTHER]] == [("nur im Entwurf", False)]
    html = client.get(reverse("events:month", args=[2026, 1])).content.decode()
    assert "nur im Entwurf" in html


def test_a_draft_with_other_words_is_marked_too(client, events):
    page = event(events, title="Werkstatt")
    page.summary = "Neu"
    page.save_revision()
    (entry,) = shown(client)[DAY]
    assert (entry.mark, entry.languages) == ("mit Änderungen im Entwurf", "de (geändert)")


def test_a_draft_stands_on_the_day_it_was_last_given(client, events):
    page = event(events, title="Werkstatt", live=False)
    page.first_day = date(2026, 3, 4)
    page.save_revision()
    assert shown(client) == {}
    (entry,) = shown(client, month=3)[date(2026, 3, 4)]
    assert entry.mark == "Entwurf"


def test_drafts_cost_no_query_each(client, events, django_assert_max_num_queries):
    for number in range(6):
        page = event(events, title=f"Nummer {number}", rrule="FREQ=WEEKLY")
        page.summary = "Neu"
        page.save_revision()
    shown(client)
    with django_assert_max_num_queries(21):
        assert len(shown(client)[DAY]) == 6
