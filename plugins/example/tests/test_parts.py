"""Every part of the notice board does what docs/plugins.md says of its class."""

import json
import re
from datetime import timedelta

import pytest
from celery import current_app
from django.apps import apps
from django.db import models
from django.utils import timezone
from ninja.errors import HttpError
from wagtail.models import Locale

from hub.desk.panel import shown_to
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Follower, Part
from hub.publication.follow import follow_on
from hub.publication.models import Publication
from hub.publication.settle import settle
from hub.publication.sweep import sweep
from plugins.example.desk import take_off
from plugins.example.models import Note, Tally
from plugins.example.tasks import unpin
from plugins.example.tests.samples import AUTHOR, make_note
from tests.factories.kinds import small_site

pytestmark = pytest.mark.django_db


def subclasses(of: type) -> set[type]:
    return {one for each in of.__subclasses__() for one in ({each} | subclasses(each))}


def test_it_uses_every_part_that_the_kernel_knows_once():
    known = {one for one in subclasses(Part) if one.__module__ == "hub.kernel.contract.parts"}
    used = [type(part) for part in registry.capability("example").provides()]

    assert len(used) == len(set(used))
    assert set(used) == known


def test_a_note_is_public_without_its_author(client):
    note = make_note(small_site())
    sweep()

    found = client.get(f"/api/v1/notes/{note.document_id}")

    assert found.json()["note"] == {
        "colour": "yellow",
        "pinned_until": None,
        "reward_euros": None,
        "answer_by": None,
    }
    assert AUTHOR not in found.content.decode()
    assert note.translation_key.version == 7


def test_lists_of_notes_know_the_filter_of_the_kind(client):
    site = small_site()
    make_note(site, colour="blue", title="Blau", slug="blau")
    make_note(site, colour="green", title="Grün", slug="gruen")
    sweep()

    found = client.get("/api/v1/notes?colour=blue").json()["items"]

    assert [one["title"] for one in found] == ["Blau"]
    assert client.get("/api/v1/notes?colour=pink").status_code == 400


def test_notes_come_by_their_deadline_or_by_their_reward_in_every_format(client):
    site, now = small_site(), timezone.now()
    for title, days, reward in (
        ("spät", 30, 5),
        ("jederzeit", None, None),
        ("bald", 2, 50),
        ("vorbei", -2, 500),
    ):
        answer_by = None if days is None else now + timedelta(days=days)
        make_note(site, title=title, slug=title, answer_by=answer_by, reward_euros=reward)
    sweep()

    def titles(query: str) -> list[str]:
        found = client.get(f"/api/v1/notes?{query}").json()["items"]
        rss = client.get(f"/api/v1/notes.rss?{query}").content.decode()
        in_json = [one["title"] for one in found]
        assert re.findall(r"<item>\s*<title>([^<]+)<", rss) == in_json
        return in_json

    assert titles("") == ["bald", "spät", "jederzeit"]
    assert titles("open=false") == ["vorbei"]
    assert titles("deadline_from=%2B10d") == ["spät"]
    assert titles("sort=-reward") == ["bald", "spät", "jederzeit"]
    assert titles("sort=reward") == ["spät", "bald", "jederzeit"]
    assert titles("reward_min=10") == ["bald"]
    starts = client.get("/api/v1/notes").json()["starts_at"]
    assert starts[2] is None
    assert None not in starts[:2]
    assert client.get("/api/v1/notes?reward_min=ten").status_code == 400


def test_the_portals_list_of_notes_has_fields_for_all_of_it(client):
    site = small_site()
    make_note(site, title="Bald", slug="bald", reward_euros=50)
    sweep()

    html = client.get("/de/notes/?reward_min=10&sort=-reward&open=true").content.decode()

    assert re.search(r'name="reward_min"\s+type="number"\s+value="10"', html)
    assert re.search(r'name="deadline_to"\s+type="date"', html)
    assert '<option value="-reward" selected>Belohnung in Euro, größte zuerst</option>' in html
    for chip in ("Belohnung in Euro ab 10", "Belohnung in Euro, größte zuerst", "noch offen"):
        assert chip in html
    wrong = client.get("/de/notes/?reward_min=viel").content.decode()
    assert "„viel“ ist keine Zahl." in wrong


def test_only_a_program_with_the_token_pins(client, settings):
    note = make_note(small_site())
    sweep()
    address = f"/api/v1/example/notes/{note.document_id}/pin"
    body = json.dumps({"until": "2030-01-01"})

    def put(token: str) -> int:
        return client.put(
            address, body, content_type="application/json", headers={"Authorization": token}
        ).status_code

    assert put("Bearer ") == 401
    settings.HUB_CAPABILITY_SETTINGS = {"example": {"token": "right"}}
    assert put("Bearer wrong") == 401
    assert put("Bearer right") == 200
    note.refresh_from_db()
    assert note.pinned_until.isoformat() == "2030-01-01"


def test_a_note_is_pinned_in_all_its_languages_or_in_none(client, settings, monkeypatch):
    note = make_note(small_site())
    note.copy_for_translation(Locale.objects.get(language_code="en")).save()
    sweep()
    settings.HUB_CAPABILITY_SETTINGS = {"example": {"token": "right"}}
    saved = []

    def save_once(self, *args, **kwargs):
        if saved:
            raise HttpError(409, "Somebody else is pinning it.")
        saved.append(models.Model.save(self, *args, **kwargs))

    monkeypatch.setattr(Note, "save", save_once)
    answer = client.put(
        f"/api/v1/example/notes/{note.document_id}/pin",
        json.dumps({"until": "2030-01-01"}),
        content_type="application/json",
        headers={"Authorization": "Bearer right"},
    )

    assert answer.status_code == 409
    assert saved
    assert not Note.objects.filter(pinned_until__isnull=False).exists()


def test_the_scheduled_task_takes_due_pins_off():
    site, today = small_site(), timezone.localdate()
    due = make_note(site, slug="a", pinned_until=today - timedelta(days=1))
    make_note(site, slug="b", pinned_until=today)

    assert unpin() == 1
    assert unpin() == 0
    due.refresh_from_db()
    assert due.pinned_until is None
    assert "example.unpin" in current_app.conf.beat_schedule["example.unpin"]["task"]


def test_the_follower_keeps_up_with_every_row():
    note = make_note(small_site())
    sweep()
    follow_on("example.tally")
    first = Tally.objects.get(kind="note").sequence

    note.live = False
    note.save()
    settle({note.translation_key})
    follow_on("example.tally")

    assert Tally.objects.get(kind="note").sequence > first
    assert [one.key for one in registry.owned(Follower) if one.key == "example.tally"]


def test_pages_carry_the_part_of_the_document():
    site = small_site()
    settle({site.root_page.translation_key})

    row = Publication.objects.get(document_id=site.root_page.translation_key)

    assert json.loads(row.document)["x"] == {"example": {"has_text": False, "language_count": 1}}


def test_the_desk_shows_pinned_notes_to_those_who_may_change_them(
    admin_client, admin_user, django_user_model
):
    note = make_note(small_site(), pinned_until=timezone.localdate())
    somebody = django_user_model.objects.create(username="somebody")

    [shown] = [one for one in shown_to(admin_user) if one.key == "example.pinned"]

    assert [one.title for one in shown.entries] == ["Fahrrad gefunden"]
    assert [one for one in shown_to(somebody) if one.key == "example.pinned"] == []
    assert take_off(somebody, str(note.pk)) is None
    assert take_off(admin_user, "no-number") is None

    told = admin_client.post(f"/admin/desk/example.pinned/{note.pk}/", follow=True)

    note.refresh_from_db()
    assert note.pinned_until is None
    assert "„Fahrrad gefunden“ ist nicht mehr angeheftet." in told.content.decode()
    assert admin_client.post(f"/admin/desk/example.pinned/{note.pk}/").status_code == 404


def test_the_gap_of_the_theme_is_filled(client):
    small_site()
    sweep()

    assert "Hängen Sie es ans Schwarze Brett" in client.get("/de/").content.decode()


def test_not_installed_any_more_its_rows_are_buried_and_changes_still_served(client):
    note = make_note(small_site())
    sweep()
    config = apps.app_configs.pop("example")
    registry.forget()
    try:
        sweep()
        changes = client.get("/api/v1/changes?since=0")
    finally:
        apps.app_configs["example"] = config
        registry.forget()

    assert Publication.objects.get(document_id=note.document_id).is_deleted
    assert changes.status_code == 200
    gone = [one for one in changes.json()["items"] if one["deleted"]]
    assert str(note.document_id) in [one["id"] for one in gone]
