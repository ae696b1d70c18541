"""What an organisation adds to the shared document, and how an import reads it back."""

import re
from collections.abc import Mapping
from datetime import time
from functools import partial
from operator import attrgetter
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hub.content.building import contact, place, place_facets
from hub.content.models import Contact
from hub.kernel.contract.filters import Facet, Filter, Flag
from hub.kernel.contract.sources import Context, Facts
from hub.kernel.documents.facts import Built
from hub.kernel.documents.reader import Reader, one_of
from hub.kernel.documents.schema import CONTACT, array, closed, nullable, text
from plugins.organisations.activities import FIELDS_OF_ACTIVITY, TYPES, labels
from plugins.organisations.models import OpeningHours, OrganisationContact, OrganisationPage

TYPE_KEYS: Final = tuple(key for key, _label in TYPES)
FIELD_KEYS: Final = tuple(key for key, _label in FIELDS_OF_ACTIVITY)
CLOCK: Final = text("local time", pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")
PROFILE_SCHEMA: Final = closed(
    {
        "type": text(enum=list(TYPE_KEYS)),
        "fields": array(closed({"key": text(enum=list(FIELD_KEYS)), "label": text()})),
        "is_in_steering_group": {"type": "boolean"},
        "website": text(),
        "email": text(),
        "phone": text(),
        "contacts": array(CONTACT),
        "opening_hours": array(
            closed(
                {
                    "weekday": {"type": "integer", "minimum": 0, "maximum": 6},
                    "opens": CLOCK,
                    "closes": CLOCK,
                },
                "weekday 0 is Monday",
            )
        ),
        "opening_hours_note": text(),
        "is_temporarily_closed": {"type": "boolean"},
        "founded_year": nullable({"type": "integer"}),
        "confirmed_on": nullable(text("when it last said that this is right", format="date")),
    }
)
FILTERS: Final[tuple[Filter, ...]] = (
    Facet(
        name="type",
        values=TYPE_KEYS,
        title=_("Type"),
        labels=dict(TYPES),
        description="group of partners",
        example="business",
    ),
    Facet(
        name="field",
        values=FIELD_KEYS,
        title=_("Field of activity"),
        labels=dict(FIELDS_OF_ACTIVITY),
        description="field of activity",
        example="sport",
    ),
    Flag(
        name="steering_group",
        title=_("Steering group"),
        description="only members of the steering group",
    ),
)


def build_organisation(page: OrganisationPage, context: Context) -> Built:
    """Return the profile; the first contact and the address go into the shared fields."""
    with translation.override(context.locale):
        fields = labels(page.activities)
    contacts = [contact(one.contact) for one in page.contacts.all()]
    facets = [("type", page.organisation_type)]
    facets += [("field", one["key"]) for one in fields]
    facets += [("steering_group", "true")] if page.is_in_steering_group else []
    return Built(
        facts={
            "type": page.organisation_type,
            "fields": fields,
            "is_in_steering_group": page.is_in_steering_group,
            "website": page.website,
            "email": page.email,
            "phone": page.phone,
            "contacts": contacts,
            "opening_hours": [
                {
                    "weekday": one.weekday,
                    "opens": f"{one.opens:%H:%M}",
                    "closes": f"{one.closes:%H:%M}",
                }
                for one in sorted(page.opening_hours.all(), key=attrgetter("weekday", "opens"))
            ],
            "opening_hours_note": page.opening_hours_note,
            "is_temporarily_closed": page.is_temporarily_closed,
            "founded_year": page.founded_year,
            "confirmed_on": page.confirmed_on.isoformat() if page.confirmed_on else None,
        },
        shared={"contact": contacts[0] if contacts else None, "place": place(page.place)},
        facets=(*facets, *place_facets(page.place)),
        text=" ".join(one["label"] for one in fields),
    )


def read_organisation(page: OrganisationPage, facts: Facts) -> dict[str, str]:
    """Write the profile onto the page. Contacts are matched by all their fields, else made."""
    reader = Reader(page, facts)
    reader.choice("organisation_type", "type")
    reader.flag("is_in_steering_group")
    reader.flag("is_temporarily_closed")
    for name in ("website", "email", "phone", "opening_hours_note"):
        reader.text(name)
    reader.number("founded_year")
    reader.date("confirmed_on")
    for key, read in (("fields", _fields), ("opening_hours", _hours), ("contacts", _contacts)):
        reader.part(key, partial(read, page))
    return reader.errors


def _fields(page: OrganisationPage, values: list[Any]) -> None:
    keys = [one["key"] if isinstance(one, Mapping) else one for one in values]
    page.activities = [one_of(key, list(FIELD_KEYS)) for key in keys]


def _hours(page: OrganisationPage, rows: list[Mapping[str, Any]]) -> None:
    page.opening_hours = [
        OpeningHours(
            weekday=one_of(one["weekday"], list(range(7))),
            opens=_clock(one["opens"]),
            closes=_clock(one["closes"]),
        )
        for one in rows
    ]


def _clock(value: Any) -> time:
    if not isinstance(value, str) or not re.fullmatch(r"\d\d:\d\d", value):
        raise ValueError(f"{value!r} is not a time such as 09:00")
    return time.fromisoformat(value)


def _contacts(page: OrganisationPage, rows: list[Mapping[str, str]]) -> None:
    found = []
    for one in rows:
        known = {key: str(one.get(key) or "") for key in ("name", "role", "email", "phone", "url")}
        if not known["name"]:
            raise ValueError("a contact needs a name")
        same = Contact.objects.filter(**known).first()
        found.append(OrganisationContact(contact=same or Contact.objects.create(**known)))
    page.contacts = found


def schema_org(document: Facts) -> dict[str, Any]:
    """Return schema.org Organization (https://schema.org/Organization), known facts only."""
    profile, at = document["profile"], document["place"]
    found = {
        "@type": "Organization",
        "@id": document["url"],
        "url": profile["website"] or document["url"],
        "name": document["title"],
        "description": document["summary"],
        "email": profile["email"],
        "telephone": profile["phone"],
        "logo": document["image"]["url"] if document["image"] else "",
        "foundingDate": str(profile["founded_year"] or ""),
        "address": _address(at) if at else None,
        "keywords": ", ".join(one["label"] for one in profile["fields"]),
    }
    return {key: value for key, value in found.items() if value}


def _address(at: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "PostalAddress",
        "streetAddress": at["street"],
        "postalCode": at["postcode"],
        "addressLocality": at["city"],
        "addressCountry": "DE",
    }
