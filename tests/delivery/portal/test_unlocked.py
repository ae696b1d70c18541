"""A section behind a password, once it was given: what is below it, for that reader alone."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from hub.publication.building.build import document_of
from hub.publication.models import Publication
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage, SectionPage, StandardPage
from tests.factories.content import add_page
from tests.factories.portal import fresh

CHILD, DEEPER, DRAFT, CLOSED = "Protokolle", "Sitzung im Mai", "Noch ein Entwurf", "Nur Leitung"


@pytest.fixture
def section(city):
    """A section with a password; below it a section with a page, a draft, and a closed page."""
    top = add_page(city.site.root_page, SectionPage, title="Intern", summary="Für das Netzwerk")
    child = add_page(top, SectionPage, title=CHILD, summary="Alle Sitzungen")
    add_page(child, StandardPage, title=DEEPER)
    top.refresh_from_db()
    add_page(top, StandardPage, title=DRAFT, live=False)
    top.refresh_from_db()
    closed = add_page(top, StandardPage, title=CLOSED)
    sweep()
    path = f"/de/{Publication.objects.get(document_id=top.document_id).path}"
    PageViewRestriction.objects.create(page=top, restriction_type="password", password="sesam")
    groups = PageViewRestriction.objects.create(page=closed, restriction_type="groups")
    groups.groups.add(Group.objects.create(name="Vorstand"))
    sweep()
    fresh()
    return path


def unlock(client: Client, path: str) -> str:
    """Give the password; return the page that follows."""
    html = client.get(path).content.decode()
    [action] = re.findall(r'class="form" action="([^"]+)"', html)
    given = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', html))
    answer = client.post(action, {**given, "password": "sesam"}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_unlocked_section_lists_what_is_below_it(section, client):
    html = unlock(client, section)
    assert "<h1>Intern</h1>" in html
    assert CHILD in html
    assert "Alle Sitzungen" in html
    assert f'href="{section}protokolle/"' in html


def test_drafts_and_what_asks_for_more_stay_out(section, client):
    html = unlock(client, section)
    assert DRAFT not in html
    assert CLOSED not in html


def test_the_pages_below_open_too_and_lead_back(section, client):
    unlock(client, section)
    html = client.get(f"{section}protokolle/").content.decode()
    assert f"<h1>{CHILD}</h1>" in html
    assert DEEPER in html
    assert f'href="{section}">Intern' in re.sub(r"\s+", " ", html)


def test_nobody_else_sees_any_of_it(section, client):
    unlock(client, section)
    other = Client()
    for path in (section, f"{section}protokolle/", "/de/", "/api/v1/documents", "/sitemap.xml"):
        html = other.get(path).content.decode()
        assert CHILD not in html, path
        assert DEEPER not in html, path


def test_what_is_public_does_not_change_for_who_knows_the_password(section, client):
    unlock(client, section)
    assert CHILD not in client.get("/de/").content.decode()
    assert client.get(section)["Cache-Control"].find("no-store") >= 0


def test_a_locked_list_of_a_kind_shows_its_own_items_too(city, client):
    index = city.news.get_parent()
    path = city.path(index)
    PageViewRestriction.objects.create(page=index, restriction_type="password", password="sesam")
    sweep()
    fresh()
    assert not Publication.objects.filter(kind="news", locale="de", is_deleted=False).exists()
    html = unlock(client, path)
    for one in NewsPage.objects.child_of(index):
        if one.locale_id == index.locale_id:
            assert one.title in html


def test_a_child_that_cannot_be_built_does_not_take_the_section_down(section, client, monkeypatch):
    unlock(client, section)

    def fails_for_the_child(candidate, context):
        if candidate.source.title == CHILD:
            raise ValueError(CHILD)
        return document_of(candidate, context)

    monkeypatch.setattr("hub.publication.building.preview.document_of", fails_for_the_child)
    html = client.get(section).content.decode()
    assert "<h1>Intern</h1>" in html
    assert CHILD not in html
