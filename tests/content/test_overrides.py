"""A translator cannot put an address that runs in the place of the original's."""

import json
from typing import Any

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    Translation,
    TranslationContext,
)
from wagtail_localize.operations import translate_object

from plugins.editorial.models import StandardPage
from tests.factories.content import ImageFactory, add_page, locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(site: Any) -> str:
    page = add_page(site.root_page, StandardPage, title="Das Netzwerk", image=ImageFactory())
    translate_object(page, [locale("en")])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    # Our own pages have none: facts are their original's. Another city's capability may.
    segment = OverridableSegment.objects.create(
        source=translation.source,
        context=TranslationContext.objects.create(object_id=page.translation_key, path="image"),
        order=1,
        data_json='"https://engagiert.example/"',
    )
    return reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])


def put(client: Client, address: str, value: str) -> Any:
    body = encode_multipart(BOUNDARY, {"value": value})
    return client.put(address, body, content_type=MULTIPART_CONTENT)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " \tjava\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
    ],
)
def test_an_address_that_runs_is_refused_and_the_former_stays(
    admin_client: Client, address: str, value: str
) -> None:
    assert put(admin_client, address, "https://engagiert.example/").status_code == 201
    refused = put(admin_client, address, value)
    assert refused.status_code == 400
    assert "https://" in refused.json()["value"][0]
    assert json.loads(SegmentOverride.objects.get().data_json) == "https://engagiert.example/"


@pytest.mark.parametrize("value", ["https://a.example/", "/de/", "17", "Javascript lernen", ""])
def test_other_values_are_taken_and_given_back(
    admin_client: Client, address: str, value: str
) -> None:
    assert put(admin_client, address, value).status_code == 201
    assert admin_client.delete(address).status_code == 200
