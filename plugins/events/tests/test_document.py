"""What the outside reads of an event."""

import json
from datetime import date

import jsonschema
import pytest
import time_machine

from hub.kernel import registry
from hub.kernel.schema import document_schema
from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.factories.events import change, event, event_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    """Return a live list of events."""
    return event_index(hub_site(HomePage).root_page)


def document_of(page, locale="de"):
    """Settle and return the public document."""
    settle({page.translation_key})
    row = Publication.objects.get(document_id=page.translation_key, locale=locale)
    return json.loads(row.document)


@time_machine.travel("2026-01-05T10:00:00+01:00", tick=False)
def test_a_document_keeps_to_its_schema(events):
    page = event(
        events,
        rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630",
        changes=(change(date(2026, 1, 20)),),
        audience=["families"],
        languages=["de", "sgn-DE"],
        is_free=True,
    )
    document = document_of(page)
    jsonschema.validate(document, document_schema(registry.kind("event")))
    assert document["event"]["recurrence"]["rrule"] == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T215959Z"
    assert document["dates"][1]["status"] == "cancelled"
