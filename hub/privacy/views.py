"""The record of processing activities, and the answer to a person who asks what is kept of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Site

from hub.content.models import SiteSettings
from hub.privacy.forms import ErasingForm, PersonForm
from hub.privacy.models import Act, What, note
from hub.privacy.register import erase
from hub.privacy.telling import activities, archive, told

SHOWN_ACTS = 30

may_see = permission_required("privacy.view_act", raise_exception=True)
may_answer = permission_required("privacy.answer_act", raise_exception=True)


@require_safe
@may_see
def show_activities(request: HttpRequest) -> HttpResponse:
    """Answer the record of processing activities, made of what the parts declare."""
    websites = [SiteSettings.for_site(site) for site in Site.objects.select_related("root_page")]
    context = {
        "owners": activities(),
        "websites": websites,
        "acts": Act.objects.select_related("user")[:SHOWN_ACTS],
        "today": timezone.localdate(),
    }
    return render(request, "privacy/record.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@may_answer
def look_up(request: HttpRequest) -> HttpResponse:
    """Show what is kept about a person, and what would go if they wish so. Changes nothing."""
    form = PersonForm(request.POST or None)
    if not form.is_valid():
        return _person(request, form)
    return _person(request, form, ErasingForm(initial={"email": form.cleaned_data["email"]}))


@require_POST
@never_cache
@may_answer
def hand_out(request: HttpRequest) -> HttpResponse:
    """Answer all that is kept about a person as one file."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _person(request, form)
    email = form.cleaned_data["email"]
    answer = HttpResponse(archive(email), content_type="application/zip")
    name = f"{_('about-you')}-{timezone.localdate():%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    note(What.TOLD, {one.key: len(one.rows) for one in told(email)}, user=request.user)
    return answer


@require_POST
@never_cache
@may_answer
def forget(request: HttpRequest) -> HttpResponse:
    """Erase what is kept about a person, once the address was typed twice."""
    form = ErasingForm(request.POST)
    if not form.is_valid():
        return _person(request, PersonForm({"email": request.POST.get("email", "")}), form)
    total = sum(erase(form.cleaned_data["email"], user=request.user).values())
    said = ngettext("%(count)d entry was erased.", "%(count)d entries were erased.", total)
    messages.success(request, said % {"count": total})
    return redirect("hub_privacy_person")


def _person(
    request: HttpRequest, form: PersonForm, erasing: ErasingForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "erasing": erasing, "total": 0, "email": ""}
    if erasing is not None and form.is_valid():
        email = form.cleaned_data["email"]
        counts = erase(email, is_trial=True)
        context |= {"email": email, "activities": told(email), "total": sum(counts.values())}
    status = 422 if form.errors or (erasing is not None and erasing.errors) else 200
    return render(request, "privacy/person.html", context, status=status)
