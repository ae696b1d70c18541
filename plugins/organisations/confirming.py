"""Which entries of the directory have to be confirmed again, and the desk's panel that says so."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.kernel.contract.desk import DeskEntry
from plugins.organisations.models import OrganisationPage


def needs_confirmation(today: date | None = None) -> Q:
    """Return the condition: never confirmed, or the date to ask again has come."""
    return Q(confirmed_on__isnull=True) | Q(confirm_by_on__lte=today or timezone.localdate())


def waiting(user: Any) -> QuerySet[Any]:
    """Return the published entries that somebody should ask about, longest overdue first."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return OrganisationPage.objects.none()
    return OrganisationPage.objects.filter(
        needs_confirmation(), live=True, alias_of=None, locale__language_code=settings.LANGUAGE_CODE
    ).order_by("confirm_by_on", "title")


def entries(rows: Sequence[Any]) -> list[DeskEntry]:
    """Return a line for each entry: since when somebody should have asked."""
    return [
        DeskEntry(
            title=page.title,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            detail=_detail(page.confirm_by_on),
        )
        for page in rows
    ]


def _detail(due_on: date | None) -> str:
    if due_on is None:
        return _("never confirmed")
    return _("was due on %(date)s") % {"date": date_format(due_on, "SHORT_DATE_FORMAT")}
