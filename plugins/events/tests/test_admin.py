"""The editors' list, export, month, preview of dates, copying."""

import csv
import io
from datetime import date, time

import openpyxl
import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from hub.publication.settle import settle
from plugins.events.models import EventPage
from plugins.organisations.models import OrganisationIndexPage, OrganisationPage
from tests.factories.content import DistrictFactory, PlaceFactory, UserFactory, add_page
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db
LIST = reverse("events:index")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


def titles(response) -> list[str]:
    return [page.title for page in response.context["pages"]]


def test_the_list_begins_with_the_next_date_and_ends_with_what_is_over(admin_client, events):
    over = event(events, title="Vorbei", first_day=date(2025, 12, 1))
    series = event(events, title="Reihe", first_day=date(2025, 1, 7), rrule="FREQ=WEEKLY")
    later = event(events, title="Später", first_day=date(2026, 3, 1))
    draft = event(events, title="Entwurf", first_day=date(2026, 2, 1), live=False)
    settle({one.translation_key for one in (over, series, later, draft)})

    response = admin_client.get(LIST)

    assert titles(response) == ["Reihe", "Entwurf", "Später", "Vorbei"]
    text = response.content.decode()
    for words in ("Nächster Termin", "Di., 6. Januar 2026, 18–20 Uhr", "vorbei: Mo., 1. Dezember"):
        assert words in text


@pytest.mark.parametrize(
    "query",
    [
        "takes_place_from=14.01.2026&takes_place_to=20.01.2026",
        "event_status=cancelled",
        "organisation={organisation}",
        "district={district}",
        "languages=uk",
        "type=long_running",
    ],
)
def test_each_filter_keeps_what_it_names(admin_client, events, query):
    district = DistrictFactory()
    index = add_page(events.get_parent(), OrganisationIndexPage, title="Organisationen")
    organisation = add_page(index, OrganisationPage, title="Stadtpark e. V.")
    event(
        events,
        title="Treffer",
        first_day=date(2025, 12, 16),
        rrule="FREQ=WEEKLY",
        place=PlaceFactory(district=district),
        organisation=organisation,
        languages=["uk"],
        status="cancelled",
        status_reason="Krank",
        type="long_running",
    )
    event(
        events,
        title="Andere",
        first_day=date(2025, 12, 16),
        rrule="FREQ=MONTHLY;BYMONTHDAY=16;COUNT=1",
    )

    keys = {"organisation": organisation.pk, "district": district.pk}
    assert titles(admin_client.get(f"{LIST}?{query.format(**keys)}")) == ["Treffer"]


def test_exports_contain_all_and_no_formula(admin_client, events):
    event(events, title='=HYPERLINK("https://evil.example")', organiser_name="@SUM(A1)")
    event(events, title="Entwurf", live=False)

    as_csv = admin_client.get(f"{LIST}?export=csv").getvalue().decode("utf-8-sig")
    as_xlsx = admin_client.get(f"{LIST}?export=xlsx").getvalue()

    rows = list(csv.DictReader(io.StringIO(as_csv)))
    cells = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(as_xlsx)).active
    ]
    assert len(rows) == len(cells) - 1 == 2
    danger = next(row for row in rows if "HYPERLINK" in row["Titel"])
    assert danger["Titel"].startswith("'=")
    assert danger["Veranstalter"] == "'@SUM(A1)"
    assert danger["Nächster Termin"] == "Di., 13. Januar 2026, 18–20 Uhr"
    assert not [cell for row in cells for cell in row if str(cell).startswith(("=", "@"))]


def test_the_month_shows_every_date_drafts_too_and_long_running_once(admin_client, events):
    event(
        events,
        title="Reihe",
        rrule="FREQ=WEEKLY;UNTIL=20260131",
        changes=(
            change(date(2026, 1, 20)),
            change(date(2026, 1, 27), status="moved", first_day=date(2026, 1, 28)),
        ),
    )
    event(events, title="Entwurf", first_day=date(2026, 1, 15), live=False)
    event(
        events,
        title="Ausstellung",
        type="long_running",
        first_day=date(2025, 12, 1),
        last_day=date(2026, 3, 1),
        all_day=True,
        start_time=None,
        end_time=None,
    )
    response = admin_client.get(reverse("events:month", args=[2026, 1]))
    days = {
        day.day: day.entries for week in response.context["weeks"] for day in week if day.entries
    }

    assert sorted(days) == [
        date(2026, 1, 13),
        date(2026, 1, 15),
        date(2026, 1, 20),
        date(2026, 1, 28),
    ]
    assert days[date(2026, 1, 20)][0].is_off
    assert not days[date(2026, 1, 28)][0].is_off
    assert (days[date(2026, 1, 15)][0].mark, days[date(2026, 1, 15)][0].is_public) == (
        "Entwurf",
        False,
    )
    assert [one.title for one in response.context["running"]] == ["Ausstellung"]
    assert "Januar 2026" in response.content.decode()


@pytest.mark.parametrize("path", ["", "0/1/", "2026/13/", "9999/12/", "1/1/"])
def test_a_month_that_is_not_there_shows_this_month(admin_client, path):
    response = admin_client.get(f"{reverse('events:this_month')}{path}")
    assert response.status_code == 200
    assert response.context["header_title"] == "Januar 2026"


def test_a_month_costs_the_same_whatever_is_in_it(
    admin_client, events, django_assert_max_num_queries
):
    for number in range(6):
        event(events, title=f"Nummer {number}", rrule="FREQ=DAILY")
    admin_client.get(reverse("events:this_month"))
    with django_assert_max_num_queries(20):
        admin_client.get(reverse("events:this_month"))


SENT = {
    "first_day": "13.01.2026",
    "start_time": "18:00",
    "end_time": "20:00",
    "type": "event",
    "status": "scheduled",
    "timezone": "Europe/Berlin",
    "repeats": "weekly",
    "interval": "1",
    "until_on": "30.06.2026",
    "exdates": "06.04.2026",
    "event_changes-TOTAL_FORMS": "1",
    "event_changes-INITIAL_FORMS": "0",
    "event_changes-0-original_day": "14.01.2026",
    "event_changes-0-status": "cancelled",
    "event_changes-0-ORDER": "1",
}


def test_the_preview_says_rule_dates_exceptions_and_lost_changes(admin_client):
    text = admin_client.post(reverse("events_dates"), SENT).content.decode()
    for words in (
        "Jeden Dienstag bis Juni, am 6. April nicht",
        "Di., 13. Januar 2026, 18–20 Uhr",
        "Insgesamt 25 Termine.",
        "Mo., 6. April 2026 (Ostermontag)",
        "Mi., 14. Januar 2026",
    ):
        assert words in text
    assert EventPage.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"end_time": "10:00"}, "Das Ende liegt vor dem Beginn"),
        ({"repeats": "custom", "rrule": "FREQ=SECONDLY"}, "jede Stunde, Minute oder Sekunde"),
        ({"first_day": ""}, "Dieses Feld muss ausgefüllt werden"),
        ({"first_day": "31.12.9999"}, "mehr als zehn Jahre"),
        ({"event_changes-TOTAL_FORMS": "x"}, "Jeden Dienstag"),
        ({"event_changes-0-original_day": "01.01.0001"}, "Jeden Dienstag"),
    ],
)
def test_the_preview_explains_what_is_wrong(admin_client, sent, words):
    response = admin_client.post(reverse("events_dates"), {**SENT, **sent})
    assert response.status_code == 200
    assert words in response.content.decode()


def test_strangers_get_no_preview_no_month_and_no_copy(client, events):
    page = event(events)
    for name, arguments in (
        ("events_dates", []),
        ("events:this_month", []),
        ("events_copy", [page.pk]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 302


def test_a_copy_is_a_draft_on_the_new_day(admin_client, events):
    page = event(
        events,
        title="Sommerfest",
        rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20260127",
        exdates="20260120",
        changes=(change(date(2026, 1, 27)),),
        status="cancelled",
        status_reason="Regen",
    )
    form = {"title": "Sommerfest", "first_day": "12.01.2027", "keeps_rule": "on"}
    response = admin_client.post(reverse("events_copy", args=[page.pk]), form)
    copy = EventPage.objects.exclude(pk=page.pk).get()

    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert (copy.first_day, copy.start_time, copy.live) == (date(2027, 1, 12), time(18), False)
    assert copy.rrule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270126T225959Z"
    assert (copy.exdates, copy.status, copy.event_changes.count()) == ("", "scheduled", 0)
    assert copy.translation_key != page.translation_key
    assert copy.slug == "sommerfest-2"


def test_a_copy_on_another_weekday_repeats_on_that_weekday(admin_client, events):
    page = event(events, rrule="FREQ=MONTHLY;BYDAY=2TU")
    form = {"title": "Neu", "first_day": "20.01.2027", "keeps_rule": "on"}
    admin_client.post(reverse("events_copy", args=[page.pk]), form)
    assert EventPage.objects.get(title="Neu").rrule == "FREQ=MONTHLY;BYDAY=3WE"


def test_who_may_not_add_pages_there_may_not_copy(events):
    page = event(events)
    group = Group.objects.create(name="Lesende")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    elsewhere = add_page(events.get_parent(), OrganisationIndexPage, title="Organisationen")
    GroupPagePermission.objects.create(
        group=group, page=elsewhere, permission=Permission.objects.get(codename="change_page")
    )
    user = UserFactory()
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    form = {"title": "Neu", "first_day": "12.01.2027"}
    client.post(reverse("events_copy", args=[page.pk]), form)
    assert EventPage.objects.count() == 1
