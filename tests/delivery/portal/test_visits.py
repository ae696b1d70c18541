"""Pages that capabilities answer themselves: who may send, where the sender is, what is shown."""

import pytest
from django.test import Client, RequestFactory

from hub.delivery.portal.pages.visits import is_from_here
from hub.kernel.checks import check_portal_pages
from hub.kernel.parts import PortalPage
from plugins.example.models import Note

pytestmark = pytest.mark.django_db
ADDRESS = "/de/suggest-a-note/"


@pytest.fixture
def reader() -> Client:
    """Return a browser without cookies that Django's own check would turn away."""
    return Client(enforce_csrf_checks=True)


def test_a_form_without_any_cookie_is_taken_and_can_be_loaded_again(city, reader):
    response = reader.post(
        ADDRESS, {"title": "Rad gefunden"}, headers={"Origin": "http://testserver"}
    )

    assert response.status_code == 303
    assert not Note.objects.get(title="Rad gefunden").live
    again = reader.get(response["Location"])
    assert "bevor er aushängt" in again.content.decode()
    assert not again.cookies


def test_what_is_refused_is_shown_again_with_the_menu_around_it(city, reader):
    response = reader.post(ADDRESS, {"title": "Ä" * 81})

    text = response.content.decode()
    assert response.status_code == 400
    assert "Ä" * 81 in text
    assert "Schreiben Sie 1 bis 80 Zeichen." in text
    assert "Veranstaltungen" in text
    assert '<meta name="robots" content="noindex">' in text


def test_other_methods_are_refused(city, reader):
    for method in ("put", "patch", "delete"):
        assert getattr(reader, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver.example"}, False),
        ({"Origin": "null"}, False),
    ],
)
def test_the_browser_says_where_a_form_was_sent_from(headers, expected):
    assert is_from_here(RequestFactory().post("/", headers=headers)) is expected


@pytest.mark.parametrize("path", ["events", "Suggest", "a/b", ""])
def test_a_page_in_the_way_of_another_is_a_fault_of_the_start(monkeypatch, path):
    from hub.kernel import checks
    from hub.kernel.registry import owned

    mine = owned(PortalPage)[0]
    bad = type(mine)(mine.owner, PortalPage(name="bad", path=path, answer=mine.part.answer))
    monkeypatch.setattr(checks.registry, "owned", lambda part: [bad])

    assert [one.id for one in check_portal_pages()] == ["hub.E010"]
