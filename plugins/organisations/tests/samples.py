"""One published source of every kind that the directory brings."""

from datetime import time
from typing import Any

from wagtail.models import Site

from plugins.organisations.models import (
    OpeningHours,
    OrganisationContact,
    OrganisationIndexPage,
    OrganisationPage,
)
from tests.factories.content import ContactFactory, PlaceFactory, add_page


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it} below the site's home page."""
    directory = add_page(site.root_page, OrganisationIndexPage, title="Organisationen")
    organisation = add_page(
        directory,
        OrganisationPage,
        title="Förderverein Stadtpark e. V.",
        activities=["environment"],
        place=PlaceFactory(),
        contacts=[OrganisationContact(contact=ContactFactory())],
        opening_hours=[OpeningHours(weekday=1, opens=time(9), closes=time(12))],
    )
    return {"organisation": organisation}


def personal_data(site: Site) -> dict[str, str]:
    """Store personal data for each `PersonalData` part; return {its name: an e-mail address}."""
    directory = add_page(site.root_page, OrganisationIndexPage, title="Gruppen", slug="gruppen")
    group = add_page(directory, OrganisationPage, title="Lesekreis", email="kreis@example.org")
    group.email = "neu@example.org"
    group.save_revision().publish()
    add_page(directory, OrganisationPage, title="Chor", email="kreis@example.org")
    return {"address": "kreis@example.org"}
