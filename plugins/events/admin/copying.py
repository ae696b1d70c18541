"""Copy an event to another day: the way to next year's summer party."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from plugins.events.choices import Status
from plugins.events.models import EventPage
from plugins.events.models.when import is_plausible
from plugins.events.recurrence import Refused
from plugins.events.recurrence.expand import begins_with
from plugins.events.repeats import Repeats, choice_of


class CopyForm(forms.Form):
    """Title and first day of the copy, and whether it repeats as before."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    first_day = forms.DateField(
        label=gettext_lazy("New first day"),
        widget=AdminDateInput,
        validators=[is_plausible],
        help_text=gettext_lazy("Times, registration deadline and last day move along."),
    )
    keeps_rule = forms.BooleanField(
        label=gettext_lazy("Repeats as before"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Exceptions, additional and changed dates stay behind: they belong to the old series."
        ),
    )


def copy_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the new day; then make a draft beside the original and open it."""
    page = get_object_or_404(EventPage, pk=pk)
    parent = page.get_parent()
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    latest = page.get_latest_revision_as_object()
    form = CopyForm(request.POST or None, initial={"title": latest.title})
    if request.method == "POST" and form.is_valid():
        copy = copied(latest, request.user, **form.cleaned_data)
        messages.success(
            request,
            _("“%(title)s” is a draft now. Check the dates, then publish it.")
            % {"title": copy.title},
        )
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
    context = {"form": form, "page": latest, "parent": parent}
    return render(request, "events/admin/copy.html", context)


def copied(
    page: EventPage, user: Any, *, title: str, first_day: date, keeps_rule: bool
) -> EventPage:
    """Return a draft beside `page` with all dates moved by the same number of days."""
    shift = first_day - page.first_day
    values: dict[str, Any] = {
        "title": title,
        "slug": _free_slug(page.get_parent(), title),
        "first_day": first_day,
        "last_day": page.last_day and page.last_day + shift,
        "exdates": "",
        "rdates": "",
        "rrule": _moved_rule(page, shift) if keeps_rule else "",
        "status": Status.SCHEDULED,
        "status_reason": "",
        "registration_is_full": False,
        "registration_deadline_at": _moved(page, page.registration_deadline_at, shift),
        "sequence": 0,
        "calendar_digest": "",
        "source_name": "",
        "source_key": "",
        "source_url": "",
    }
    copy: EventPage = page.copy(
        update_attrs=values,
        copy_revisions=False,
        keep_live=False,
        user=user,
        exclude_fields=["event_changes"],
    )
    return copy


def _moved(page: EventPage, moment: datetime | None, shift: timedelta) -> datetime | None:
    """Return the moment so many days later at the same time on the wall."""
    if moment is None:
        return None
    series = page.series(with_changes=False)
    return series.instant(series.wall(moment) + shift)


def _moved_rule(page: EventPage, shift: timedelta) -> str:
    """Return the rule with its last day moved; empty where it names days the new one is not."""
    try:
        rule = page.rule()
    except Refused:
        return ""
    if rule is None:
        return ""
    first = page.first_day + shift
    choice = choice_of(rule, page.first_day, page.starts.time())
    until = rule.until and rule.until + shift
    if choice.repeats in {Repeats.WEEKLY, Repeats.MONTHLY_WEEKDAY} and len(rule.weekdays) <= 1:
        choice = replace(choice, weekdays=(), nths=())
    if choice.repeats != Repeats.CUSTOM:
        rule = replace(choice, until=until and until.date()).rule(first) or rule
    else:
        rule = replace(rule, until=until)
    start = datetime.combine(first, page.start_time or time())
    return rule.text(page.timezone, all_day=page.all_day) if begins_with(rule, start) else ""


def _free_slug(parent: Page, title: str) -> str:
    base = slugify(title)[:200] or "veranstaltung"
    taken = set(parent.get_children().values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    return base if base not in taken else next(one for one in numbered if one not in taken)
