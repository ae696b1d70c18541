"""The next dates of an event as its form stands, for the live preview. Stores nothing."""

from functools import cache
from typing import Any

from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.panels import ObjectList

from plugins.events.admin.preview import Preview, preview_of
from plugins.events.forms import EventPageForm
from plugins.events.models import EventPage
from plugins.events.panels import DATES, DatesPreview
from plugins.events.recurrence import Change


class DatesForm(EventPageForm):
    """The part of the event's form that decides its dates, without the rest of the page."""

    instance: EventPage

    def _post_clean(self) -> None:
        fields = self._meta.fields
        self.instance = construct_instance(self, self.instance, fields)
        self.instance.is_draft = True
        if self.instance.first_day and not self.errors:
            problems = self.instance.when_problems()
            known = {name: text for name, text in problems.items() if name in self.fields}
            for name, text in known.items():
                self.add_error("repeats" if name == "rrule" else name, text)


@cache
def _form_class() -> Any:
    panels = [panel for panel in DATES if not isinstance(panel, DatesPreview)]
    bound = ObjectList(panels, base_form_class=DatesForm).bind_to_model(EventPage)
    return bound.get_form_class()


@require_POST
def dates(request: HttpRequest) -> HttpResponse:
    """Answer with the dates that result from the form that was sent."""
    page = EventPage(span_starts_at=timezone.now())
    form = _form_class()(request.POST, instance=page, for_user=request.user)
    form.defer_required_fields()
    form.is_valid()
    errors = [
        str(text) for name, texts in form.errors.items() if name != "__all__" for text in texts
    ]
    preview = (
        Preview(problem=" ".join(errors)) if errors else preview_of(page, _changes(form, page))
    )
    return render(request, "events/admin/dates.html", {"preview": preview})


def _changes(form: Any, page: EventPage) -> tuple[Change, ...]:
    if not page.first_day:
        return ()
    return tuple(
        one.instance.as_change(page.starts, page.ends, all_day=page.all_day)
        for one in form.formsets["event_changes"]
        if one.is_valid() and one.instance.original_day and not one.cleaned_data.get("DELETE")
    )
