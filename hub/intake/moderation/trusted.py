"""Which senders are trusted: for whom, confirmed by whom; one more, or one less."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Site

from hub.intake.forms.line_form import EmailField
from hub.intake.models import Submission, TrustedSender
from hub.intake.moderation.rights import may_moderate
from hub.intake.submissions.trusting import named_in
from hub.kernel.contract import registry

NAMED: Final = "organisation"
UNPROCESSABLE: Final = 422


class TrustForm(forms.ModelForm):  # type: ignore[type-arg]
    """An address, and the website on which it publishes."""

    email = EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "It gets a link for everything that it sends. What it confirms by the link is public "
            "at once; you look at it afterwards."
        ),
        error_messages={"required": gettext_lazy("Write the sender's address.")},
    )

    class Meta:
        model = TrustedSender
        fields = ("email", "site")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if Site.objects.count() == 1:
            self.fields["site"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Refuse an address that is confirmed already."""
        words: dict[str, Any] = super().clean() or {}
        again = TrustedSender.objects.filter(
            organisation=self.instance.organisation,
            email=words.get("email"),
            site=words.get("site"),
        )
        if again.exists():
            raise ValidationError({"email": _("This address is confirmed already.")})
        return words


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may_moderate
def trusted(request: HttpRequest, organisation: UUID | None = None) -> HttpResponse:
    """Answer the trusted senders, of one organisation or of all; confirm or revoke one."""
    title = title_of(organisation) if organisation else ""
    if organisation and not title:
        raise Http404
    here = request.path
    if request.method == "POST" and (key := request.POST.get("revoke", "")):
        return _revoked(request, key, here)
    form, status = None, 200
    if organisation:
        made = TrustedSender(organisation=organisation, confirmed_by_id=request.user.pk)
        # Both are one moment until something is published.
        made.used_at = made.confirmed_at
        is_sent = request.method == "POST"
        form = TrustForm(
            request.POST if is_sent else None,
            instance=made,
            initial=_proposed(request, organisation),
        )
        if is_sent and form.is_valid():
            form.save()
            words = _("What %(email)s confirms for “%(title)s” is public at once from now on.")
            messages.success(request, words % {"email": made.email, "title": title})
            return redirect(here)
        status = UNPROCESSABLE if is_sent else status
    rows = TrustedSender.objects.select_related("confirmed_by", "site")
    if organisation:
        rows = rows.filter(organisation=organisation)
    titles = {key: title_of(key) for key in {one.organisation for one in rows}}
    context = {
        "title": title,
        "form": form,
        "rows": [(one, titles[one.organisation]) for one in rows],
    }
    return render(request, "intake/admin/trusted.html", context, status=status)


def _revoked(request: HttpRequest, key: str, here: str) -> HttpResponse:
    found = TrustedSender.objects.filter(pk=key).first() if key.isdecimal() else None
    if found is None:
        raise Http404
    found.delete()
    words = _("What %(email)s sends waits for you again. What is public stays so.")
    messages.success(request, words % {"email": found.email})
    return redirect(here)


def _proposed(request: HttpRequest, organisation: UUID) -> dict[str, Any]:
    """Return website and address of the submission that a moderator came from."""
    given = request.GET.get("from", "")
    rows = Submission.objects.filter(reference=given, confirmed_at__isnull=False)
    found = rows.first() if given else None
    if found is None or named_in(found) != organisation:
        return {"site": Site.find_for_request(request)}
    return {"site": found.site_id, "email": found.sender_email}


def offered(seen: Submission) -> str:
    """Return where the sender of a submission can be trusted; empty where that makes no sense."""
    organisation = named_in(seen)
    if organisation is None or seen.confirmed_at is None or not title_of(organisation):
        return ""
    return f"{reverse('hub_trusted', args=[organisation])}?from={seen.reference}"


def title_of(organisation: UUID) -> str:
    """Return an organisation's title; empty where there is none of that id."""
    for kind in registry.kinds():
        if kind.named_in == NAMED:
            rows = kind.model._default_manager.filter(translation_key=organisation)
            if found := rows.order_by("pk").first():
                return str(found.title)
    return ""
