"""Personal data that the machinery itself keeps: contacts, accounts, logins, traces of editors."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState

from hub.content.models import Contact
from hub.kernel.contract.parts import PersonalData
from hub.privacy.traces import LOG_RETENTION, TRACES, locks, nothing

LOGIN_RETENTION: Final = timedelta(days=30)


def find_contacts(email: str) -> list[QuerySet[Any]]:
    """Return contacts with this address; pages that show them lose them with the contact."""
    return [Contact.objects.filter(email__iexact=email)]


def erase_accounts(email: str) -> int:
    """Close accounts with this address and make them nameless; what they wrote stays."""
    users = _accounts(email)
    for user in users:
        user.username = f"erased-{user.pk}"
        user.email = user.first_name = user.last_name = ""
        user.last_login = None
        user.is_active = False
        user.set_unusable_password()
        user.save()
        profile = getattr(user, "wagtail_userprofile", None)
        if profile and profile.avatar:
            # With the commit: a trial takes everything back.
            avatar = profile.avatar
            transaction.on_commit(partial(avatar.storage.delete, avatar.name))
            profile.avatar = ""
            profile.save()
    return len(users)


def find_accounts(email: str) -> list[QuerySet[Any]]:
    """Return the accounts with this address."""
    return [get_user_model()._default_manager.filter(email__iexact=email)]


def _accounts(email: str) -> list[Any]:
    return list(find_accounts(email)[0])


def find_sessions(email: str) -> list[QuerySet[Any]]:
    """Return where the address's accounts are logged in."""
    keys = {str(user.pk) for user in _accounts(email)}
    mine = [
        session.pk
        for session in (Session.objects.all() if keys else ())
        if session.get_decoded().get("_auth_user_id") in keys
    ]
    return [Session.objects.filter(pk__in=mine)]


def logins(model: type[Any]) -> Callable[[str], list[QuerySet[Any]]]:
    """Return what finds attempts to log in with an address or the name of its account."""

    def find(email: str) -> list[QuerySet[Any]]:
        own = Q(username__iexact=email)
        for user in _accounts(email):
            own |= Q(username__iexact=user.get_username())
        return [model.objects.filter(own)]

    return find


def find_forms(email: str) -> list[QuerySet[Any]]:
    """Return what the address's accounts have typed and not saved, and what anybody has typed with
    the address in it."""
    own = Q(user__in=_accounts(email)) | Q(data__icontains=quote(email))
    return [FormState.objects.filter(own)]


_LOGIN: Final[dict[str, Any]] = {
    "fields": ("username", "ip_address", "user_agent"),
    "purpose": _("Protects accounts against guessed passwords"),
    "legal_basis": "Art. 6 (1) f GDPR",
    "retention": LOGIN_RETENTION,
    "counts_from": "attempt_time",
}

# Logins first: afterwards nobody knows any more which name belonged to the address.
REGISTERED: Final = (
    PersonalData(name="attempts", model="axes.AccessAttempt", find=logins(AccessAttempt), **_LOGIN),
    PersonalData(
        name="failures", model="axes.AccessFailureLog", find=logins(AccessFailureLog), **_LOGIN
    ),
    PersonalData(name="logins", model="axes.AccessLog", find=logins(AccessLog), **_LOGIN),
    PersonalData(
        name="contacts",
        model="content.Contact",
        fields=("name", "email", "phone"),
        purpose=_("Readers ask whom the page names"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=None,
        find=find_contacts,
        is_public=True,
    ),
    PersonalData(
        name="forms",
        model="wagtailadmin.FormState",
        fields=("user", "data"),
        purpose=_("What an editor has typed and not yet saved is not lost"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=FormState.STALE_TIMEOUT,
        counts_from="last_updated_at",
        find=find_forms,
    ),
    PersonalData(
        name="sessions",
        model="sessions.Session",
        fields=("session_data",),
        purpose=_("Editors stay logged in"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=timedelta(0),
        counts_from="expire_date",
        find=find_sessions,
    ),
    *TRACES,
    *locks(),
    PersonalData(
        name="last_logins",
        model="auth.User",
        fields=("last_login",),
        purpose=_("Shows which accounts nobody uses any more"),
        legal_basis="Art. 6 (1) f GDPR",
        retention=LOG_RETENTION,
        counts_from="last_login",
        at_end="clear",
        find=find_accounts,
        eraser=nothing,
    ),
    PersonalData(
        name="accounts",
        model="auth.User",
        fields=("username", "email", "first_name", "last_name"),
        purpose=_("Editors log in and see who wrote what"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=None,
        find=find_accounts,
        eraser=erase_accounts,
    ),
)
