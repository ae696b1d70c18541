"""The demonstration: the same day gives the same lines, and seeding keeps what editors did."""

import json
import re
import stat
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from wagtail.models import Site
from wagtail_localize.models import Translation

from demo.events import FILES, FOLDER, lines
from demo.seed import seed as fill
from hub.content.models import SiteSettings
from hub.content.roles import ROLES
from hub.publication.models import Failure, Publication, PublicationDate
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.factories.transfer import empty_hub, page_of, rows, uid
from tests.snapshots import remembered

MONDAY = date(2026, 11, 23)


def events(today: date) -> dict[str, dict]:
    found = [json.loads(line) for line in lines(today)]
    return {one["title"]: one for one in found if one.get("kind") == "event"}


def begins(line: dict) -> datetime:
    return datetime.fromisoformat(line["event"]["first_starts_at"])


def test_the_same_day_gives_the_same_lines_another_day_others():
    assert list(lines(MONDAY)) == list(lines(MONDAY))
    assert list(lines(MONDAY)) != list(lines(MONDAY + timedelta(days=7)))


@pytest.mark.parametrize("today", [MONDAY + timedelta(days=17 * n) for n in range(24)])
def test_relative_days_fall_on_their_weekday(today):
    found = events(today)
    first = datetime.fromisoformat(found["Reparaturtreff"]["event"]["first_starts_at"])
    assert (first.weekday(), first.hour, first.year, first.month) == (
        5,
        10,
        today.year,
        today.month,
    )
    assert 1 <= first.day <= 7
    last = datetime.fromisoformat(
        found["Frauenfrühstück international"]["event"]["first_starts_at"]
    )
    assert (last.weekday(), (last + timedelta(days=7)).month != last.month) == (5, True)
    weekly = datetime.fromisoformat(found["Offene Chorprobe"]["event"]["first_starts_at"])
    assert weekly.weekday() == 3
    assert weekly.utcoffset() in {timedelta(hours=1), timedelta(hours=2)}


def test_every_picture_is_shown_and_none_is_left_over():
    texts = [(FOLDER / name).read_text() for name in FILES]
    named = set(re.findall(r"images/([\w-]+\.png)", "".join(texts)))
    assert named == {path.name for path in (FOLDER / "images").iterdir()}


def test_some_forty_events_with_all_that_can_happen_to_one(demonstration):
    german = Publication.objects.filter(kind="event", locale="de", is_deleted=False)
    assert german.count() >= 40
    states = set(PublicationDate.objects.values_list("status", flat=True))
    assert states == {"scheduled", "cancelled", "moved", "postponed"}
    facets = {facet for row in german for facet in row.facets}
    assert {"format=online", "format=hybrid", "free=true", "type=long_running"} <= facets
    assert {"language=uk", "language=ar", "language=sgn-DE", "accessible=step_free"} <= facets
    assert not Failure.objects.exists()


def test_translations_are_complete_and_known_as_such(demonstration):
    for row in Publication.objects.filter(locale__in=["en", "uk", "ar"], is_deleted=False):
        translation = json.loads(row.document)["translation"]
        expected = {
            "status": "human",
            "source_locale": "de",
            "is_outdated": False,
            "is_complete": True,
            "untranslated": [],
        }
        assert translation == expected, row
    easy = Publication.objects.filter(locale="de-x-ls", is_deleted=False)
    assert {json.loads(row.document)["translation"]["status"] for row in easy} == {"original"}
    assert all(one.get_progress()[0] > 0 for one in Translation.objects.all()[:5])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def home(folder, settings) -> Path:
    settings.HUB_HOME = folder
    settings.HUB_BASE_URL = "http://hub.example:8123"
    return folder


def seed() -> str:
    said: list[str] = []
    fill(said.append)
    return "\n".join(said)


def seed_an_empty_hub() -> str:
    empty_hub()
    return seed()


@pytest.fixture
def said(db, home) -> str:
    """Seed an empty hub; return what that said."""
    return remembered(seed_an_empty_hub)


def test_seeding_makes_a_site_with_settings_and_users_of_every_role(home, said):
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("hub.example", 8123)
    chosen = SiteSettings.objects.get(site=site)
    assert {chosen.imprint_page.title, chosen.privacy_page.title} == {"Impressum", "Datenschutz"}
    assert rows()[uid(1), "de"][0]["url"] == "http://hub.example:8123/de/"
    users = get_user_model().objects
    assert {user.groups.get().name for user in users.filter(is_superuser=False)} == {
        role.name for role in ROLES
    }
    logins = home / "logins.txt"
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    _title, *lines = logins.read_text(encoding="utf-8").splitlines()
    assert len(lines) == users.count()
    assert [line for line in lines if not line.partition(": ")[2]] == [], "says what it may do"
    name, password = lines[0].split()[:2]
    assert password in said
    assert users.get(username=name).check_password(password)


def test_seeding_again_changes_nothing_and_keeps_what_editors_did(home, said):
    page_of(17).delete()
    news = page_of(201)
    news.title = "Von der Redaktion"
    news.save_revision().publish()
    logins = (home / "logins.txt").read_text(encoding="utf-8")
    sequences = set(Publication.objects.values_list("sequence", flat=True))
    assert seed().startswith("The demonstration is here already")
    assert page_of(201).title == "Von der Redaktion"
    assert not HomePage.objects.filter(slug="impressum").exists()
    assert (home / "logins.txt").read_text(encoding="utf-8") == logins
    assert set(Publication.objects.values_list("sequence", flat=True)) == sequences


def test_seeding_at_another_address_moves_the_documents(said, settings):
    settings.HUB_BASE_URL = "http://hub.example:9000"
    seed()
    assert rows()[uid(1), "de"][0]["url"] == "http://hub.example:9000/de/"


@pytest.mark.django_db
def test_a_hub_with_content_of_its_own_is_not_seeded(home):
    hub_site(HomePage)
    with pytest.raises(CommandError, match="content of its own"):
        seed()
