"""An organisation as document, row facets and schema.org, and read back from an import."""

import json
from datetime import date, time, timedelta

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.content.models import Contact
from hub.kernel.contract import registry
from hub.kernel.documents.schema import document_schema
from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.organisations.document import read_organisation, schema_org
from plugins.organisations.due import next_confirmation
from plugins.organisations.models import OpeningHours, OrganisationContact, OrganisationPage
from tests.factories.content import ContactFactory, DistrictFactory, PlaceFactory, add_page
from tests.factories.kinds import add_organisation, small_site

pytestmark = pytest.mark.django_db


def full_organisation() -> OrganisationPage:
    return add_organisation(
        small_site(),
        organisation_type="business",
        activities=["sport", "youth"],
        is_in_steering_group=True,
        place=PlaceFactory(step_free="yes", district=DistrictFactory(key="rosslau")),
        website="https://www.verein.example",
        email="post@verein.example",
        phone="0340 1234",
        opening_hours_note="nicht in den Ferien",
        founded_year=1992,
        confirmed_on=date(2026, 3, 1),
        contacts=[
            OrganisationContact(contact=ContactFactory(name="Geschäftsstelle")),
            OrganisationContact(contact=ContactFactory(name="Jugend")),
        ],
        opening_hours=[
            OpeningHours(weekday=3, opens=time(14), closes=time(18, 30)),
            OpeningHours(weekday=0, opens=time(9), closes=time(12)),
        ],
    )


def row_of(page: OrganisationPage) -> Publication:
    settle({page.translation_key})
    return Publication.objects.get(document_id=page.document_id)


def test_the_document_has_the_whole_profile_and_the_first_contact_in_front():
    row = row_of(full_organisation())
    found = json.loads(row.document)

    jsonschema.validate(found, document_schema(registry.kind("organisation")))
    assert found["profile"]["opening_hours"] == [
        {"weekday": 0, "opens": "09:00", "closes": "12:00"},
        {"weekday": 3, "opens": "14:00", "closes": "18:30"},
    ]
    assert [one["name"] for one in found["profile"]["contacts"]] == ["Geschäftsstelle", "Jugend"]
    assert found["contact"]["name"] == "Geschäftsstelle"
    assert found["place"]["accessibility"]["step_free"] is True
    assert found["profile"]["fields"] == [
        {"key": "sport", "label": "Sport"},
        {"key": "youth", "label": "Kinder und Jugend"},
    ]


def test_lists_can_be_filtered_by_type_field_district_and_steering_group():
    row = row_of(full_organisation())

    assert {
        "type=business",
        "field=sport",
        "field=youth",
        "steering_group=true",
        "district=rosslau",
        "accessible=step_free",
    } <= set(row.facets)


def test_schema_org_names_what_is_known_only():
    organisation = full_organisation()
    full = json.loads(row_of(organisation).document)
    empty = add_page(organisation.get_parent(), OrganisationPage, title="Leer")
    bare = json.loads(row_of(empty).document)

    found = schema_org(full)
    assert found["@type"] == "Organization"
    assert found["foundingDate"] == "1992"
    assert found["address"]["@type"] == "PostalAddress"
    assert set(schema_org(bare)) == {"@type", "@id", "url", "name"}


def test_an_export_read_back_gives_the_same_profile():
    page = full_organisation()
    build = registry.kind("organisation").build_document
    context = type("Place", (), {"locale": "de"})
    facts = build(page, context).facts
    empty = OrganisationPage(title="Leer")

    errors = read_organisation(empty, facts)

    assert errors == {}
    assert build(empty, context).facts == facts
    assert Contact.objects.count() == 2


def test_what_an_import_cannot_read_is_named_by_field():
    errors = read_organisation(
        OrganisationPage(),
        {
            "type": "club",
            "fields": ["chess"],
            "founded_year": "1992",
            "opening_hours": [{"weekday": 8, "opens": "9", "closes": "10:00"}],
            "contacts": [{"email": "a@b.example"}],
            "confirmed_on": "soon",
        },
    )

    assert set(errors) == {
        "type",
        "fields",
        "founded_year",
        "opening_hours",
        "contacts",
        "confirmed_on",
    }
    assert "civil_society" in errors["type"]


def test_a_confirmation_asks_again_after_a_year():
    page = add_organisation(small_site())
    page.confirmed_on = timezone.localdate()
    page.full_clean()

    assert page.confirm_by_on == next_confirmation(page.confirmed_on)
    assert next_confirmation(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_confirmation_in_the_future_is_refused():
    page = add_organisation(small_site())
    page.confirmed_on = timezone.localdate() + timedelta(days=1)

    with pytest.raises(ValidationError) as caught:
        page.full_clean()

    assert list(caught.value.message_dict) == ["confirmed_on"]
