"""The desk's panels: reports that have to be answered, statements that have to be reviewed."""

from datetime import timedelta
from typing import Any, Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from plugins.accessibility.deadline import SOON_DAYS, left_in_words
from plugins.accessibility.models import BarrierReport, State, StatementPage

SHOWN_COUNT: Final = 8
REVIEW_AFTER: Final = timedelta(days=365)


def reports_panel(request: Any) -> str:
    """Return new reports and those due within a week, the most urgent first; or ""."""
    if not request.user.has_perm("accessibility.view_barrierreport"):
        return ""
    waiting = BarrierReport.objects.exclude(state=State.ANSWERED)
    last = timezone.localdate() + timedelta(days=SOON_DAYS)
    urgent = list(waiting.filter(due_on__lte=last).order_by("due_on", "pk")[: SHOWN_COUNT + 1])
    new_count = waiting.filter(state=State.NEW).count()
    if not urgent and not new_count:
        return ""
    context = {
        "reports": [(one, left_in_words(one.due_on)) for one in urgent[:SHOWN_COUNT]],
        "has_more": len(urgent) > SHOWN_COUNT,
        "new_count": new_count,
        "list_url": reverse("accessibility_reports:index"),
    }
    return render_to_string("accessibility/admin/desk_reports.html", context, request)


def statements_panel(request: Any) -> str:
    """Return the statements that nobody has reviewed for a year and the user may edit; or ""."""
    policy = policy_registry.get_by_type(Page)
    mine = policy.instances_user_has_permission_for(request.user, "change")
    old = StatementPage.objects.filter(
        pk__in=mine.values("pk"),
        live=True,
        alias_of=None,
        reviewed_on__lt=timezone.localdate() - REVIEW_AFTER,
    ).select_related("locale")
    pages = list(old.order_by("reviewed_on"))
    if not pages:
        return ""
    return render_to_string("accessibility/admin/desk_statements.html", {"pages": pages}, request)
