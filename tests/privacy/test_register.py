"""Personal data: all of it declared, all of it erasable by one command."""

import json
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client

from hub.content.models import Contact
from hub.privacy import checks, register
from tests.factories.content import ContactFactory, UserFactory

EMAIL = "Erika@Example.org"


def test_every_declaration_names_what_exists_and_every_field_is_declared() -> None:
    assert checks.check_declared() == []
    assert checks.check_declarations() == []


def test_whatever_names_an_account_is_declared() -> None:
    """Wagtail's tables too: what nobody declared would be kept for ever."""
    account = get_user_model()
    declared = register.declared_fields()
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation
        and field.related_model is account
        and field.name not in declared.get(model._meta.label_lower, ())
    ]
    assert missing == []


def test_a_field_that_nobody_declared_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "declared_fields", dict)
    found = checks.check_declared()
    assert {"hub.E301"} == {one.id for one in found}
    assert any("content.Contact.email" in one.msg for one in found)
    assert all(one.hint for one in found)


def test_a_declaration_of_what_is_not_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    good = register.registered()[0]
    bad = [
        register.Registered("x.y", replace(good.part, model="content.Nothing")),
        register.Registered("x.z", replace(good.part, model="content.Contact", fields=("iban",))),
    ]
    monkeypatch.setattr(checks, "registered", lambda: bad)
    assert [one.id for one in checks.check_declarations()] == ["hub.E302", "hub.E302"]


@pytest.mark.parametrize(
    ("name", "is_personal"),
    [
        ("phone", True),
        ("contact_phone", True),
        ("first_name", True),
        ("birthday", True),
        ("ip_address", True),
        ("name", False),
        ("telephone_note", False),
        ("email_is_public", False),
    ],
)
def test_names_of_fields_give_personal_data_away(name: str, is_personal: bool) -> None:
    field = models.CharField()
    field.name = name
    assert checks.looks_personal(field) is is_personal


@pytest.fixture
def person(db: None) -> Any:
    ContactFactory(email=EMAIL.lower())
    ContactFactory(email="team@example.org")
    AccessAttempt.objects.create(
        username="erika", ip_address="192.0.2.7", user_agent="x", failures_since_start=1
    )
    user = UserFactory(username="erika", email=EMAIL, first_name="Erika", last_name="Muster")
    Client().force_login(user)
    return user


def test_erasing_removes_contact_account_name_and_logins(person: Any) -> None:
    call_command("erase", EMAIL)
    person.refresh_from_db()
    assert (person.email, person.first_name, person.last_name) == ("", "", "")
    assert person.username == f"erased-{person.pk}"
    assert not person.is_active
    assert not person.has_usable_password()
    assert not AccessAttempt.objects.exists()
    assert not Session.objects.exists()
    assert [one.email for one in Contact.objects.all()] == ["team@example.org"]


def test_a_trial_changes_nothing_and_says_how_much(person: Any, capsys: Any) -> None:
    call_command("erase", EMAIL, "--dry-run")
    said = capsys.readouterr().out
    assert "privacy.contacts: 1" in said
    assert "privacy.accounts: 1" in said
    assert "5 entries would be erased. Nothing was changed." in said
    assert EMAIL not in said
    assert get_user_model().objects.filter(email=EMAIL).exists()
    assert Contact.objects.count() == 2


def test_a_person_is_told_all_that_is_kept_and_no_way_in(person: Any, capsys: Any) -> None:
    call_command("export_personal_data", EMAIL)
    said = capsys.readouterr().out
    told = json.loads(said)
    [account] = told["privacy.accounts"]
    assert account == {
        "model": "auth.User",
        "username": "erika",
        "email": EMAIL,
        "first_name": "Erika",
        "last_name": "Muster",
    }
    assert told["privacy.contacts"][0]["email"] == EMAIL.lower()
    assert told["privacy.attempts"][0]["ip_address"] == "192.0.2.7"
    assert "team@example.org" not in said
    assert Session.objects.get().session_key not in said


def test_erasing_twice_finds_nothing_the_second_time(person: Any, capsys: Any) -> None:
    call_command("erase", EMAIL)
    capsys.readouterr()
    call_command("erase", EMAIL)
    assert capsys.readouterr().out == "0 entries erased.\n"


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("erase", "%")
