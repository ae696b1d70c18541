"""A person asks what is kept about them, and has it erased: nothing is left, wherever it was."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.utils import timezone
from structlog.testing import capture_logs
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from hub.content.roles import EDITOR, MANAGER
from hub.intake.models import Decision, LinkWish, Submission, Upload
from hub.intake.models.submissions import State, What
from hub.privacy import expiring, models, register
from hub.transfer.models import LastWord, Proposal
from plugins.accessibility.models import BarrierReport
from plugins.editorial.models import HomePage
from tests.factories.content import ContactFactory, UserFactory, hub_site
from tests.factories.events import event, event_index
from tests.factories.kinds import add_organisation

EMAIL = "Erika.Zeuge@Example.org"
TRACE = "zeuge"
LINE = {"title": "Fest von Zeuge-13", "contact": {"email": EMAIL.lower()}}


def in_database() -> list[str]:
    """Return the tables that hold a trace of the person, with the rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        held = []
        for table in tables:
            cursor.execute(
                f'SELECT t::text FROM "{table}" t WHERE t::text ILIKE %s', [f"%{TRACE}%"]
            )
            held += [f"{table}: {text[:300]}" for (text,) in cursor.fetchall()]
    return held


def in_files(*folders: Any) -> list[str]:
    """Return the files that hold a trace of the person, in their name or in what they say."""
    return [
        str(path)
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file()
        and (TRACE in path.name.lower() or TRACE.encode() in path.read_bytes().lower())
    ]


def plant_pages(site: Any) -> None:
    """Name the person on two pages, in their versions and in what translators work from."""
    contact = ContactFactory(name="Zeuge-1", email=EMAIL.lower(), phone="0340 Zeuge-2")
    organisation = add_organisation(
        site, title="Turnverein", email=EMAIL, phone="0340 Zeuge-3", contact=contact
    )
    organisation.save_revision()
    held = event(event_index(site.root_page), title="Lauftreff", registration_email=EMAIL.lower())
    held.save_revision()
    TranslationSource.get_or_create_from_instance(held)
    TranslationSource.get_or_create_from_instance(organisation)
    ModelLogEntry.objects.log_action(contact, "wagtail.edit", data={"was": "Zeuge-4"})
    LogEntry.objects.create(
        user=UserFactory(username="office"),
        content_type=ContentType.objects.get_for_model(contact),
        object_id=str(contact.pk),
        object_repr="Zeuge-5",
        action_flag=CHANGE,
    )


def plant_account(page: Any) -> Any:
    """Give the person an account that has logged in, failed to, and left something typed."""
    user = UserFactory(username="zeuge-6", email=EMAIL, first_name="Erika", last_name="Zeuge-7")
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("zeuge-8.png", ContentFile(b"Zeuge-9"))
    login = {"username": "zeuge-6", "ip_address": "192.0.2.7", "user_agent": "Zeuge-10"}
    AccessAttempt.objects.create(**login, failures_since_start=1)
    AccessFailureLog.objects.create(**login)
    AccessLog.objects.create(**login)
    Client().force_login(user)
    now = timezone.now()
    for typist, data in (
        (user, "name=Zeuge-11"),
        (UserFactory(username="colleague"), urlencode({"email": EMAIL, "name": "Zeuge-12"})),
    ):
        FormState.objects.create(user=typist, content_object=page, data=data, last_updated_at=now)
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=user)
    ModelLogEntry.objects.log_action(user, "wagtail.edit", data={"name": "Zeuge-14"})
    page.save_revision(user=user)
    return user


def plant_what_was_sent(site: Any) -> None:
    """Let the person have sent an event with a picture, asked for a link, reported a barrier."""
    sent = Submission.objects.create(
        site=site,
        kind="event",
        locale="de",
        lines=[LINE],
        state=State.ACCEPTED,
        confirmed_at=timezone.now(),
        sender_name="Zeuge-15",
        sender_email=EMAIL.lower(),
        organisation="Verein Zeuge-16",
    )
    Decision.objects.create(
        submission=sent, what=What.ANSWERED, message="Gruß von Zeuge-17", lines=[LINE]
    )
    Upload.objects.create(
        submission=sent,
        field="image",
        file=ContentFile(b"Zeuge-18", name="bild.png"),
        name="zeuge-19.png",
        alt="Zeuge-20 lacht",
        credit="Foto: Zeuge-21",
        licence="von Zeuge-22",
        width=1,
        height=1,
    )
    LinkWish.objects.create(site=site, form="example.note", email=EMAIL.lower())
    BarrierReport.objects.create(
        site=site,
        language="de",
        due_on=date(2026, 12, 1),
        page=f"/de/?an={EMAIL.lower()}&zeuge-23",
        name="Zeuge-24",
        email=EMAIL,
        description="Zeuge-25 kann es nicht lesen",
        wish="Zeuge-26 anrufen",
        note="Zeuge-27 angerufen",
    )


def plant_a_mail() -> None:
    """Let a mail to the person wait."""
    EmailMessage("Gruß an Zeuge-31", "Zeuge-32, bitte lesen", to=[f"Zeuge-33 <{EMAIL}>"]).send()


def plant_what_sources_said() -> None:
    """Let a source have named the person, and propose it."""
    said = {"source_name": "Kalender", "locale": "de", "document_id": Submission().document_id}
    LastWord.objects.create(
        **said, source_key="7", said={"contact": f"Zeuge-28 {EMAIL}"}, read_at=timezone.now()
    )
    Proposal.objects.create(
        **said,
        field="contact",
        here=None,
        proposed={"name": "Zeuge-29", "email": EMAIL},
        base={"name": "Zeuge-30"},
        made_at=timezone.now(),
    )


@pytest.fixture
def planted(
    outbox: Any, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> tuple[Path, Path]:
    """Plant traces of one person wherever the hub may hold some; return the folders of files."""
    settings.MEDIA_ROOT, settings.HUB_QUARANTINE = tmp_path / "media", tmp_path / "quarantine"
    with django_capture_on_commit_callbacks(execute=True):
        site = hub_site(HomePage)
        plant_pages(site)
        plant_account(site.root_page.specific)
        plant_what_was_sent(site)
        plant_a_mail()
        plant_what_sources_said()
    assert len(in_database()) >= 30
    assert len(in_files(settings.MEDIA_ROOT, settings.HUB_QUARANTINE)) == 2
    return settings.MEDIA_ROOT, settings.HUB_QUARANTINE


def test_erasing_a_person_leaves_nothing_in_tables_versions_files_and_logs(
    planted: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with capture_logs() as lines, django_capture_on_commit_callbacks(execute=True):
        register.erase(EMAIL)
    assert in_database() == []
    assert in_files(*planted) == []
    assert TRACE not in json.dumps(lines, default=str).lower()


def test_a_trial_leaves_everything(planted: Any, django_capture_on_commit_callbacks: Any) -> None:
    before = in_database()
    with django_capture_on_commit_callbacks(execute=True):
        register.erase(EMAIL, is_trial=True)
    assert sorted(in_database()) == sorted(before)
    assert len(in_files(*planted)) == 2


def as_manager(role: Any = MANAGER) -> Client:
    """Return the browser of somebody with a role."""
    user = UserFactory(username="leitung")
    user.groups.add(Group.objects.get(name=role.name))
    client = Client()
    client.force_login(user)
    return client


def test_a_manager_hands_out_all_that_is_kept_as_one_file(planted: Any) -> None:
    client = as_manager()
    shown = client.post("/admin/privacy/person/", {"email": EMAIL}).content.decode()
    assert "Verein Zeuge-16" in shown
    assert "Endgültig löschen" in shown

    answer = client.post("/admin/privacy/person/file/", {"email": EMAIL})

    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    page, data = packed.read("auskunft.html").decode(), packed.read("data.json").decode()
    files = [name for name in packed.namelist() if name.startswith("files/")]
    contents = b"".join(packed.read(name) for name in files)
    for number in range(1, 31):
        # What others typed of the person, and logs, are told as what they are about.
        if number in {4, 5, 9, 14, 18}:
            continue
        assert f"zeuge-{number}" in page.lower(), number
        assert f"zeuge-{number}" in data.lower(), number
    assert b"Zeuge-9" in contents
    assert b"Zeuge-18" in contents
    assert Session.objects.first().session_key not in page + data
    act = models.Act.objects.get()
    assert (act.what, act.user.username) == ("told", "leitung")
    assert TRACE not in json.dumps(act.counts)


def test_a_manager_erases_after_typing_the_address_twice(planted: Any) -> None:
    client = as_manager()
    wrong = client.post(
        "/admin/privacy/person/erase/", {"email": EMAIL, "again": "erika@example.org"}
    )
    assert wrong.status_code == 422
    assert "Es wurde nichts gelöscht" in wrong.content.decode()
    assert Submission.objects.get().sender_name == "Zeuge-15"

    done = client.post(
        "/admin/privacy/person/erase/", {"email": EMAIL, "again": EMAIL.lower()}, follow=True
    )

    assert "Einträge wurden gelöscht" in done.content.decode()
    assert Submission.objects.get().sender_name == ""
    assert models.Act.objects.get().what == "erased"


@pytest.mark.parametrize(
    "address", ["", "person/", "person/file/", "person/erase/"], ids=["all", "one", "file", "erase"]
)
def test_only_managers_see_what_is_kept(db: None, address: str) -> None:
    hub_site(HomePage)
    call: Callable[..., Any] = as_manager(EDITOR).post if address else as_manager(EDITOR).get
    answer = call(f"/admin/privacy/{address}", {"email": EMAIL})
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"


def test_what_is_no_address_is_said_beside_the_field(db: None) -> None:
    hub_site(HomePage)
    answer = as_manager().post("/admin/privacy/person/", {"email": "erika"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_erasing_without_an_address_erases_nothing_and_says_so(db: None) -> None:
    hub_site(HomePage)
    answer = as_manager().post("/admin/privacy/person/erase/", {"again": "erika"})
    assert answer.status_code == 422
    assert not models.Act.objects.exists()


def test_the_record_names_every_declaration_and_what_has_been_done(db: None) -> None:
    hub_site(HomePage)
    expiring.expire()
    shown = as_manager().get("/admin/privacy/").content.decode()
    assert "Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)" in shown
    for one in register.registered():
        assert str(one.part.purpose) in shown
    assert "30 Tage ab:" in shown
    for english in ("GDPR", "made at", "user", "Decisions", "Link wishs", "Updated at"):
        assert f">{english}<" not in shown.replace(", ", "<")
    assert "entfernt, weil die Frist vorbei war" in shown
    assert Revision.objects.count() < 5
