"""The editors' list of organisations, its export, and the desk's list of entries to confirm."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from hub.desk.panel import shown_to
from plugins.organisations.models import OrganisationContact
from tests.factories.content import ContactFactory, DistrictFactory
from tests.factories.kinds import add_organisation, small_site

pytestmark = pytest.mark.django_db

LIST = reverse("organisations:index")
QUERIES = 21
# wagtail-localize asks twice a row whether a page can be translated.
LOCALIZE = 2


@pytest.fixture
def site():
    return small_site()


def titles(response) -> list[str]:
    return [page.title for page in response.context["pages"]]


def test_the_list_is_in_german_and_sorted_by_name(admin_client, site):
    add_organisation(site, title="Zoofreunde")
    add_organisation(site, title="Angelverein")

    response = admin_client.get(LIST)

    assert titles(response) == ["Angelverein", "Zoofreunde"]
    text = response.content.decode()
    for heading in ("Stadtteil", "Steuerungsgruppe", "Nachfragen bis", "Zivilgesellschaft"):
        assert heading in text


@pytest.mark.parametrize(
    "query",
    [
        "organisation_type=business",
        "activities=sport",
        "is_in_steering_group=True",
        "needs_confirmation=false",
        "district={district}",
        "status=live",
        "q=Treffer",
    ],
)
def test_each_filter_keeps_what_it_names(
    admin_client, site, query, django_capture_on_commit_callbacks
):
    district = DistrictFactory()
    today = timezone.localdate()
    with django_capture_on_commit_callbacks(execute=True):  # the admin's search index
        add_organisation(
            site,
            title="Treffer",
            organisation_type="business",
            activities=["sport", "youth"],
            is_in_steering_group=True,
            district=district,
            confirmed_on=today,
            confirm_by_on=today + timedelta(days=365),
        )
    add_organisation(site, title="Andere", activities=["culture"], live=query != "status=live")

    response = admin_client.get(f"{LIST}?{query.format(district=district.pk)}")

    assert titles(response) == ["Treffer"]


def test_only_the_translate_button_costs_queries_by_row(
    admin_client, site, django_assert_num_queries
):
    def add(count: int) -> None:
        for number in range(count):
            contact = OrganisationContact(contact=ContactFactory())
            add_organisation(
                site, title=f"Verein {number}", district=DistrictFactory(), contacts=[contact]
            )

    add(1)
    admin_client.get(LIST)  # fills Django's and Wagtail's caches of content types and sites
    with django_assert_num_queries(QUERIES + LOCALIZE):
        admin_client.get(LIST)
    add(8)
    with django_assert_num_queries(QUERIES + 9 * LOCALIZE):
        admin_client.get(LIST)


def test_exports_contain_all_and_no_formula(admin_client, site):
    contact = OrganisationContact(contact=ContactFactory(name="@SUM(A1)", phone="0340 1"))
    add_organisation(
        site,
        title='=HYPERLINK("https://evil.example";"Klick")',
        phone="+49 340 1",
        activities=["sport"],
        contacts=[contact],
    )
    add_organisation(site, title="Zoofreunde", live=False)

    as_csv = admin_client.get(f"{LIST}?export=csv").getvalue()
    as_xlsx = admin_client.get(f"{LIST}?export=xlsx").getvalue()

    assert as_csv.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(as_csv.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == len(cells) == 3
    assert rows[0][:4] == ["Titel", "Art", "Tätigkeitsfelder", "In der Steuerungsgruppe"]
    for table in (rows[1:], cells[1:]):
        for value in (value for row in table for value in row if isinstance(value, str)):
            assert not value.startswith(("=", "+", "-", "@")), value
    assert rows[1][0].startswith("'=HYPERLINK")
    assert rows[1][3] == "nein"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_the_desk_shows_who_has_to_be_asked(admin_user, site):
    today = timezone.localdate()
    add_organisation(site, title="Nie gefragt")
    add_organisation(
        site,
        title="Frisch",
        confirmed_on=today,
        confirm_by_on=today + timedelta(days=1),
    )
    overdue = today - timedelta(days=400)
    add_organisation(site, title="Lange her", confirmed_on=overdue, confirm_by_on=overdue)
    add_organisation(site, title="Entwurf", live=False)

    [shown] = shown_to(admin_user)

    assert shown.key == "organisations.confirming"
    assert [one.title for one in shown.entries] == ["Lange her", "Nie gefragt"]
    assert shown.entries[1].detail == "noch nie bestätigt"


def test_an_empty_desk_panel_stays_away(admin_user, site):
    assert shown_to(admin_user) == []
