"""Personal data goes when its retention has ended, and not a day before."""

from datetime import time, timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from celery import current_app
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from structlog.testing import capture_logs
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    Comment,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringTranslation,
    TranslatableObject,
    TranslationContext,
)
from wagtail_localize.strings import StringValue

from celery_app.schedule import collect
from hub.content.models import Contact
from hub.kernel.contract.parts import PersonalData
from hub.privacy import checks, expiring, register
from hub.privacy.machinery import REGISTERED
from hub.privacy.models import Act
from plugins.editorial.models import HomePage
from tests.factories.content import ContactFactory, UserFactory, hub_site, locale

ENDING = [one for one in REGISTERED if one.retention is not None]


def traces(page: Any, user: Any) -> dict[str, Any]:
    """What an editor leaves who wrote, asked for a review, decided, commented and translated."""
    kind = ContentType.objects.get_for_model(page)
    revision = page.save_revision(user=user)
    task = Task.objects.create(name="Prüfung")
    review = WorkflowState.objects.create(
        content_type=kind,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        workflow=Workflow.objects.create(name="Freigabe"),
        status=WorkflowState.STATUS_APPROVED,
        requested_by=user,
    )
    context = TranslationContext.objects.create(
        object=TranslatableObject.objects.create(
            translation_key=page.translation_key, content_type=kind
        ),
        path="title",
    )
    string = String.from_value(page.locale, StringValue.from_plaintext("Karte"))
    said = {"locale": locale("en"), "context": context, "last_translated_by": user}
    return {
        "admin_log": LogEntry.objects.create(user=user, action_flag=CHANGE, object_repr="x"),
        "revisions": revision,
        "reviews": review,
        "decisions": TaskState.objects.create(
            workflow_state=review,
            revision=revision,
            task=task,
            status=TaskState.STATUS_APPROVED,
            finished_by=user,
            finished_at=timezone.now(),
        ),
        "comments": Comment.objects.create(
            page=page,
            user=user,
            text="Stimmt das?",
            contentpath="title",
            resolved_at=timezone.now(),
            resolved_by=user,
        ),
        "translated_texts": StringTranslation.objects.create(
            translation_of=string, data="Card", **said
        ),
        "translated_facts": SegmentOverride.objects.create(data_json="{}", **said),
        "editing": EditingSession.objects.create(
            user=user, content_object=page, last_seen_at=timezone.now()
        ),
    }


@pytest.fixture
def kept(db: None) -> dict[str, Any]:
    """One row of everything the machinery itself keeps for a time; {declaration: row}."""
    user = UserFactory(username="erika", last_login=timezone.now())
    page = hub_site(HomePage).root_page
    login = {"username": "erika", "ip_address": "192.0.2.7", "user_agent": "x"}
    contact = ContactFactory()
    return {
        "attempts": AccessAttempt.objects.create(**login, failures_since_start=1),
        "failures": AccessFailureLog.objects.create(**login),
        "logins": AccessLog.objects.create(**login),
        "forms": FormState.objects.create(
            user=user, content_object=contact, data="name=Entwurf", last_updated_at=timezone.now()
        ),
        "sessions": Session.objects.create(
            session_key="a" * 32,
            session_data="x",
            expire_date=timezone.now() + timedelta(hours=2),
        ),
        **traces(page, user),
        "protocol": Act.objects.create(what="told", user=user),
        "page_log": PageLogEntry.objects.log_action(page, "wagtail.edit", user=user),
        "other_log": ModelLogEntry.objects.log_action(contact, "wagtail.edit", user=user),
        "last_logins": user,
    }


def age(part: PersonalData, row: Any, by: timedelta) -> Any:
    """Let the row's retention have begun so long ago; return the row's manager."""
    rows = apps.get_model(part.model)._base_manager.filter(pk=row.pk)
    rows.update(**{part.counts_from: timezone.now() - by})
    return rows


def test_a_review_that_is_open_keeps_whom_to_tell(kept: Any) -> None:
    (part,) = [one for one in REGISTERED if one.name == "reviews"]
    rows = age(part, kept["reviews"], part.retention + timedelta(days=1))
    rows.update(status=WorkflowState.STATUS_NEEDS_CHANGES)
    expiring.expire()
    assert rows.get().requested_by == kept["last_logins"]


@pytest.mark.parametrize("part", ENDING, ids=[one.name for one in ENDING])
def test_what_the_machinery_keeps_goes_when_its_time_has_ended(part: Any, kept: Any) -> None:
    key, row = f"privacy.{part.name}", kept[part.name]
    rows = age(part, row, part.retention - timedelta(hours=1))
    before = rows.values(*part.fields).get()
    assert expiring.expire()[key] == 0
    assert rows.values(*part.fields).get() == before

    age(part, row, part.retention + timedelta(hours=1))
    assert expiring.expire()[key] == 1
    if part.at_end == "delete":
        assert not rows.exists()
    else:
        assert set(rows.values(*part.fields).get().values()) == {None}
    assert expiring.expire()[key] == 0


def test_a_trial_says_how_much_and_changes_nothing(kept: Any, capsys: Any) -> None:
    part = next(one for one in ENDING if one.name == "logins")
    rows = age(part, kept["logins"], part.retention * 2)

    call_command("expire_personal_data", "--dry-run")

    assert capsys.readouterr().out == (
        "privacy.logins: 1\n1 entries would be removed. Nothing was changed.\n"
    )
    assert rows.exists()
    call_command("expire_personal_data")
    assert capsys.readouterr().out == "privacy.logins: 1\n1 entries removed.\n"
    assert not rows.exists()


def test_the_log_has_counts_and_nothing_of_the_person(kept: Any) -> None:
    part = next(one for one in ENDING if one.name == "logins")
    age(part, kept["logins"], part.retention * 2)
    with capture_logs() as lines:
        expiring.expire()
    assert lines == [
        {
            "event": "privacy.expired",
            "declaration": "privacy.logins",
            "rows_count": 1,
            "log_level": "info",
        }
    ]


def test_one_that_fails_does_not_hold_up_the_others(kept: Any, monkeypatch: Any) -> None:
    def broken(rows: Any) -> int:
        raise RuntimeError("geheim@example.org")

    bad = PersonalData(
        name="bad",
        model="content.Contact",
        fields=("email",),
        purpose="x",
        legal_basis="Art. 6",
        retention=timedelta(days=1),
        counts_from="id",
        at_end=broken,
        find=lambda email: [],
    )
    monkeypatch.setattr(
        expiring,
        "registered",
        lambda: [register.Registered("x.bad", bad), *register.registered()],
    )
    monkeypatch.setattr(expiring, "expired", lambda part: apps.get_model(part.model).objects.all())

    with pytest.raises(CommandError, match=r"^The retention of x\.bad has ended"):
        call_command("expire_personal_data")

    assert not AccessLog.objects.exists()
    assert Contact.objects.exists()


def test_a_retention_that_counts_from_nowhere_is_found(monkeypatch: Any) -> None:
    from dataclasses import replace

    bad = replace(ENDING[0], counts_from="")
    wrong = replace(ENDING[0], counts_from="written_at")
    assert checks.check_retention() == []
    monkeypatch.setattr(checks, "registered", lambda: [register.Registered("x.y", bad)])
    assert [one.id for one in checks.check_retention()] == ["hub.E303"]
    monkeypatch.setattr(checks, "registered", lambda: [register.Registered("x.z", wrong)])
    assert [one.id for one in checks.check_declarations()] == ["hub.E302"]


def test_beat_does_it_daily() -> None:
    entry = collect()["privacy.expire"]
    assert entry["schedule"].at == time(3, 30)
    assert entry["task"] in current_app.tasks
