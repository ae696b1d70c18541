"""Records know no restriction of their own: they are as closed as the list that they stand in."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from hub.kernel.contract import registry
from hub.publication.sweep import sweep
from plugins.editorial.models import SectionPage, StandardPage
from plugins.example.models import Note
from plugins.organisations.models import OrganisationIndexPage
from tests.factories.content import add_page, locale
from tests.publication.conftest import row
from tests.publication.test_one_matter import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(site: Site, committed: Any) -> Note:
    with committed():
        return Note.objects.create(
            locale=site.root_page.locale, site=site, title="Geheime Notiz", slug="notiz", live=True
        )


def close(page: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="geheim"
    )


def is_public(note: Note) -> bool:
    """Return whether any way of reading shows it; all of them have to agree."""
    client = Client()
    shown = {
        "Geheime Notiz" in client.get(address).content.decode()
        for address in (
            "/api/v1/notes",
            f"/api/v1/notes/{note.translation_key}",
            "/api/v1/notes.rss",
            "/api/v1/documents?q=geheime",
            "/de/notes/notiz/",
            "/en/notes/notiz/",
        )
    }
    assert len(shown) == 1
    return shown.pop()


def test_closing_the_home_page_closes_records_and_opening_opens_them(
    site: Site, note: Note, committed: Any
) -> None:
    assert is_public(note)
    with committed():
        restriction = close(site.root_page)
    assert row(note) is None
    assert not is_public(note)
    with committed():
        restriction.delete()
    assert is_public(note)


def test_a_record_in_the_list_of_a_closed_section_is_closed(
    site: Site, note: Note, committed: Any
) -> None:
    with committed():
        section = add_page(site.root_page, SectionPage, title="Intern", slug="intern")
        notes = add_page(section, StandardPage, title="Notizen", slug="notes")
        close(section)
    assert is_public(note)  # a page of that name somewhere is no list of theirs
    with committed():
        close(notes)
        notes.move(site.root_page, pos="last-child")
    assert not is_public(note)


def test_the_original_list_closes_the_records_of_its_translations(
    site: Site, note: Note, committed: Any
) -> None:
    with committed():
        notes = add_page(site.root_page, StandardPage, title="Notizen", slug="notes")
    with committed():
        translate(site.root_page, "en")
        translate(notes, "en")
        Note.objects.create(
            locale=locale("en"),
            site=site,
            title="Geheime Notiz",
            slug="notiz",
            live=True,
            translation_key=note.translation_key,
        )
    assert row(note, "en")
    with committed():
        close(notes)
    assert row(note, "en") is None
    assert not is_public(note)


def test_a_list_of_the_kinds_own_class_counts_wherever_it_stands_and_one_open_list_is_enough(
    site: Site, note: Note, committed: Any, change_kind: Any
) -> None:
    change_kind("note", index_page=OrganisationIndexPage)
    with committed():
        section = add_page(site.root_page, SectionPage, title="Intern", slug="intern")
        add_page(section, OrganisationIndexPage, title="Liste", slug="liste")
    assert row(note)
    with committed():
        restriction = close(section)
    assert row(note) is None
    with committed():
        add_page(site.root_page, OrganisationIndexPage, title="Liste", slug="offen")
    sweep()
    assert row(note)
    restriction.delete()


def test_where_nothing_is_closed_records_cost_no_query_more(
    site: Site, note: Note, django_assert_num_queries: Any
) -> None:
    from hub.publication.deciding.list_pages import is_closed
    from hub.publication.deciding.tree import read_tree

    tree, kind = read_tree(), registry.kind("note")
    assert kind is not None
    with django_assert_num_queries(0):
        assert not is_closed(kind, site.pk, "de", tree)
