"""Which entries of the directory have to be confirmed again, and the desk's panel that says so."""

from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

SHOWN_COUNT: Final = 8


def next_confirmation(confirmed_on: date) -> date:
    """Return the same day of the next year; 28 February for a leap day."""
    if (confirmed_on.month, confirmed_on.day) == (2, 29):
        return date(confirmed_on.year + 1, 2, 28)
    return confirmed_on.replace(year=confirmed_on.year + 1)


def needs_confirmation(today: date | None = None) -> Q:
    """Return the condition: never confirmed, or the date to ask again has come."""
    return Q(confirmed_on__isnull=True) | Q(confirm_by_on__lte=today or timezone.localdate())


def desk_panel(request: Any) -> str:
    """Return the published entries that somebody should ask about, longest overdue first; or ""."""
    from plugins.organisations.models import OrganisationPage

    if not request.user.has_perm("wagtailadmin.access_admin"):
        return ""
    overdue = OrganisationPage.objects.filter(
        needs_confirmation(), live=True, alias_of=None, locale__language_code=_own_language()
    ).order_by("confirm_by_on", "title")
    pages = list(overdue[: SHOWN_COUNT + 1])
    if not pages:
        return ""
    context = {
        "pages": pages[:SHOWN_COUNT],
        "has_more": len(pages) > SHOWN_COUNT,
        "list_url": reverse("organisations:index") + "?needs_confirmation=true",
    }
    return render_to_string("organisations/desk_confirming.html", context, request)


def _own_language() -> str:
    from django.conf import settings

    return str(settings.LANGUAGE_CODE)
