"""Personal data that the machinery itself keeps: contacts, accounts, logins, traces of editors."""

from datetime import timedelta
from typing import Any, Final

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState

from hub.content.models import Contact
from hub.kernel.parts import PersonalData
from hub.privacy.traces import LOG_RETENTION, TRACES, nothing

LOGIN_RETENTION: Final = timedelta(days=30)


def erase_contacts(email: str) -> int:
    """Delete contacts with this address; pages that show them lose them at the commit."""
    found = list(Contact.objects.filter(email__iexact=email))
    for one in found:
        one.delete()
    return len(found)


def erase_accounts(email: str) -> int:
    """Close accounts with this address and make them nameless; what they wrote stays."""
    found = _accounts(email)
    for user in found:
        user.username = f"erased-{user.pk}"
        user.email = user.first_name = user.last_name = ""
        user.last_login = None
        user.is_active = False
        user.set_unusable_password()
        user.save()
        profile = getattr(user, "wagtail_userprofile", None)
        if profile and profile.avatar:
            profile.avatar.delete()
    _log_out({str(user.pk) for user in found})
    return len(found)


def _accounts(email: str) -> list[Any]:
    return list(get_user_model()._default_manager.filter(email__iexact=email))


def _log_out(keys: set[str]) -> None:
    for session in Session.objects.all() if keys else ():
        if session.get_decoded().get("_auth_user_id") in keys:
            session.delete()


def erase_logins(email: str) -> int:
    """Delete the attempts to log in with this address or the name of its account."""
    names = {email, *(user.get_username() for user in _accounts(email))}
    count = 0
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        for name in names:
            count += model.objects.filter(username__iexact=name).delete()[0]
    return count


def erase_forms(email: str) -> int:
    """Delete what the account has typed and not saved."""
    return FormState.objects.filter(user__in=_accounts(email)).delete()[0]


_LOGIN: Final[dict[str, Any]] = {
    "fields": ("username", "ip_address", "user_agent"),
    "purpose": _("Protects accounts against guessed passwords"),
    "legal_basis": "Art. 6 (1) f GDPR",
    "retention": LOGIN_RETENTION,
    "counts_from": "attempt_time",
}

# Logins first: afterwards nobody knows any more which name belonged to the address.
REGISTERED: Final = (
    PersonalData(name="attempts", model="axes.AccessAttempt", eraser=erase_logins, **_LOGIN),
    PersonalData(name="failures", model="axes.AccessFailureLog", eraser=nothing, **_LOGIN),
    PersonalData(name="logins", model="axes.AccessLog", eraser=nothing, **_LOGIN),
    PersonalData(
        name="contacts",
        model="content.Contact",
        fields=("name", "email", "phone"),
        purpose=_("Readers ask whom the page names"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=None,
        eraser=erase_contacts,
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
        eraser=erase_forms,
    ),
    PersonalData(
        name="sessions",
        model="sessions.Session",
        fields=("session_data",),
        purpose=_("Editors stay logged in"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=timedelta(0),
        counts_from="expire_date",
        eraser=nothing,
    ),
    *TRACES,
    PersonalData(
        name="last_logins",
        model="auth.User",
        fields=("last_login",),
        purpose=_("Shows which accounts nobody uses any more"),
        legal_basis="Art. 6 (1) f GDPR",
        retention=LOG_RETENTION,
        counts_from="last_login",
        at_end="clear",
        eraser=nothing,
    ),
    PersonalData(
        name="accounts",
        model="auth.User",
        fields=("username", "email", "first_name", "last_name"),
        purpose=_("Editors log in and see who wrote what"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=None,
        eraser=erase_accounts,
    ),
)
