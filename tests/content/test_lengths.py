"""A translator's text that is too long for its field: said at the text, kept, and never shown."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from plugins.events.models import EventPage
from tests.factories.content import UserFactory
from tests.factories.events import change, event, event_index
from tests.factories.translations import in_language, order, translation_of

pytestmark = pytest.mark.django_db
SENTENCE = "Dieser Text darf höchstens {} Zeichen haben."
# Each text of an event that has a length, and how long it may be.
LENGTHS = {
    "title": 255,
    "slug": 255,
    "summary": 400,
    "price_note": 200,
    "registration_note": 300,
    "status_reason": 200,
    "note": 200,
}


@pytest.fixture
def page(site: Any) -> EventPage:
    page = event(
        event_index(site.root_page),
        title="Werkstatt",
        summary="Offen.",
        price_note="Spende",
        registration_note="Anruf genügt",
        status="cancelled",
        status_reason="Krank",
        rrule="FREQ=DAILY;COUNT=3",
        changes=(change(date(2026, 1, 14), note="Später"),),
    )
    order(page, "en")
    return page


def type_in(client: Client, segment: StringSegment, text: str) -> Any:
    translation = translation_of(in_language(segment.source.get_source_instance(), "en"), "en")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(
        address, urlencode({"value": text}), content_type="application/x-www-form-urlencoded"
    )


def test_each_text_that_is_too_long_is_refused_at_its_field_and_kept(page: EventPage) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    segments = StringSegment.objects.filter(source__object_id=page.translation_key)
    seen = set()
    for segment in segments:
        name = segment.context.path.rsplit(".", 1)[-1]
        limit = LENGTHS[name]
        seen.add(name)
        # A sign that stands as five in HTML counts as one.
        for text, error in (
            ("&amp;" * limit, None),
            ("x" * (limit + 1), SENTENCE.format(limit)),
            ("x" * 5_000, SENTENCE.format(limit)),
        ):
            answer = type_in(client, segment, text)
            assert answer.status_code in {200, 201}, name
            assert (name, answer.json()["error"]) == (name, error)
            stored = StringTranslation.objects.get(
                context=segment.context, locale__language_code="en"
            )
            assert stored.data == text
    assert seen == set(LENGTHS)
    assert Page.objects.get(pk=in_language(page, "en").pk).draft_title == "&" * 255
    edit = reverse("wagtailadmin_pages:edit", args=[in_language(page, "en").pk])
    assert client.post(edit, {"action": "publish"}).status_code in {200, 302}
    assert not in_language(page, "en").live
    for segment in segments:
        assert type_in(client, segment, "kurz").json()["error"] is None
    assert client.post(edit, {"action": "publish"}).status_code == 302
