"""Which calls have to be compared with the funder's own page again, and the desk's panel for it."""

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
from plugins.funding.models import FundingPage
from plugins.funding.states import CHECKED_FOR


def needs_check(today: date | None = None) -> Q:
    """Return the condition: never checked, or not for 90 days."""
    last = (today or timezone.localdate()) - CHECKED_FOR
    return Q(checked_on__isnull=True) | Q(checked_on__lt=last)


def waiting(user: Any) -> QuerySet[Any]:
    """Return the published calls that somebody should look at, the longest unseen first."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return FundingPage.objects.none()
    return FundingPage.objects.filter(
        needs_check(), live=True, alias_of=None, locale__language_code=settings.LANGUAGE_CODE
    ).order_by("checked_on", "title")


def entries(rows: Sequence[Any]) -> list[DeskEntry]:
    """Return a line for each call: when somebody last looked."""
    return [
        DeskEntry(
            title=page.title,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            detail=_detail(page.checked_on),
        )
        for page in rows
    ]


def _detail(checked_on: date | None) -> str:
    if checked_on is None:
        return _("never checked")
    return _("last checked on %(date)s") % {"date": date_format(checked_on, "SHORT_DATE_FORMAT")}
