"""Retiring the notice board: its content in a file, its documents tombstones, its tables gone."""

import json
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection

from hub.content.models import HubPage
from hub.publication.models import Cursor, Publication
from hub.publication.sweep import sweep
from plugins.example.tests.samples import make_note
from tests.factories.content import add_page, hub_site, site_settings
from tests.factories.kinds import small_site

pytestmark = pytest.mark.django_db


def tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


@pytest.fixture
def restored(transactional_db):
    """Give the other tests their tables back."""
    yield
    call_command("migrate", "example", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_retiring_exports_buries_and_removes(restored, tmp_path):
    site = hub_site(HubPage)
    note = make_note(site)
    draft = make_note(site, slug="entwurf", live=False)
    Cursor.objects.create(name="example.tally", sequence=1)
    site_settings(site, disabled_capabilities=["example"])
    site_settings(site, disabled_capabilities=[])
    sweep()
    row = Publication.objects.get(document_id=note.document_id)
    out = StringIO()

    call_command("retire", "example", "--yes", "--folder", str(tmp_path), stdout=out)

    (file,) = tmp_path.glob("*.jsonl")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    found = {line["id"]: line for line in lines if "id" in line}
    assert set(found) == {str(note.document_id), str(draft.document_id)}
    assert found[str(note.document_id)]["note"] == {
        "colour": "yellow",
        "pinned_until": None,
        "reward_euros": None,
        "answer_by": None,
    }
    after = Publication.objects.get(document_id=note.document_id)
    assert after.is_deleted
    assert after.sequence > row.sequence
    assert not {name for name in tables() if name.startswith("example_")}
    assert not Cursor.objects.filter(name__startswith="example.").exists()
    assert not ContentType.objects.filter(app_label="example").exists()
    assert "Take plugins.example out of HUB_CAPABILITIES" in out.getvalue()


def test_without_the_right_answer_nothing_changes(monkeypatch, tmp_path):
    site = hub_site(HubPage)
    note = make_note(site)
    monkeypatch.setattr("builtins.input", lambda question: "no")

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("retire", "example", "--folder", str(tmp_path), stdout=StringIO())

    note.refresh_from_db()
    assert list(tmp_path.iterdir()) == []


def test_what_others_require_is_not_retired():
    with pytest.raises(CommandError, match="required by events"):
        call_command("retire", "organisations", "--yes", stdout=StringIO())


def test_a_site_keeps_its_home_page(tmp_path):
    small_site()

    with pytest.raises(CommandError, match="home page"):
        call_command("retire", "editorial", "--yes", "--folder", str(tmp_path), stdout=StringIO())


def test_pages_of_others_are_not_deleted_with_those_above_them(tmp_path):
    from plugins.editorial.models import SectionPage
    from plugins.organisations.models import OrganisationIndexPage

    site = hub_site(HubPage)
    section = add_page(site.root_page, SectionPage, title="Netzwerk")
    add_page(section, OrganisationIndexPage, title="Organisationen")

    with pytest.raises(CommandError, match="move 'Organisationen' first"):
        call_command("retire", "editorial", "--yes", "--folder", str(tmp_path), stdout=StringIO())


def test_an_unknown_name_is_refused_with_those_that_exist():
    with pytest.raises(CommandError, match="There are: editorial"):
        call_command("retire", "nothing", "--yes", stdout=StringIO())
