"""Control characters do not come in by any form, and what else people type stays as it is."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from hub.content.editing.typed import Typed, clean
from hub.content.models import SiteSettings, Topic


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Fest\x02", "Fest"),
        ("eins\x0bzwei", "eins\nzwei"),
        ("Zeile\r\n\tnoch eine", "Zeile\r\n\tnoch eine"),
        ("عربي \u200f 👍 ä", "عربي \u200f 👍 ä"),
        ('{"text": "a\\u0002b\\u001fc"}', '{"text": "abc"}'),
        ('{"text": "a\\\\u0002b"}', '{"text": "a\\\\u0002b"}'),
        ('{"text": "a\\\\\\u0002b"}', '{"text": "a\\\\b"}'),
        ('{"text": "\\u00e4\\u000a"}', '{"text": "\\u00e4\\u000a"}'),
        ("so schreibt man \\u0002", "so schreibt man \\u0002"),
        ("\ufffe\uffff", ""),
    ],
)
def test_only_what_nobody_sees_is_left_out(typed: str, expected: str) -> None:
    assert clean(typed) == expected


def posted(data: Any) -> Any:
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    Typed(view)(RequestFactory().post("/", data))
    return seen[0].POST


def test_each_value_of_each_field_is_cleaned_and_none_is_lost() -> None:
    form = posted({"title": "a\x02", "topic": ["1", "2\x1f"], "body-0-value": "x"})
    assert form.getlist("topic") == ["1", "2"]
    assert (form["title"], form["body-0-value"]) == ("a", "x")


def test_a_form_without_such_characters_is_not_touched() -> None:
    assert type(posted({"title": "a"}))(mutable=False)._mutable is False
    assert posted({"title": "a"}).dict() == {"title": "a"}


@pytest.mark.django_db
def test_names_of_sites_and_topics_come_in_clean(admin_client: Client, site: Any) -> None:
    topic = {
        "key": "sport",
        "label": "Sport\x02",
        "order": "1",
        "labels-TOTAL_FORMS": "0",
        "labels-INITIAL_FORMS": "0",
        "names-TOTAL_FORMS": "0",
        "names-INITIAL_FORMS": "0",
        "colour": "",
    }
    admin_client.post("/admin/snippets/content/topic/add/", topic)
    assert Topic.objects.get(key="sport").label == "Sport"
    address = f"/admin/settings/content/sitesettings/{site.pk}/"
    page = admin_client.get(address)
    form = page.context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    admin_client.post(address, {**data, "name": "Stadt\x01", "licence": "CC\x02 BY"})
    found = SiteSettings.objects.get(site=site)
    assert (found.name, found.licence) == ("Stadt", "CC BY")
