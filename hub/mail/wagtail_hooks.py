"""The list of mails in the admin: what waits, what was sent, what failed and why.

Nobody reads there what is in a mail: links in it are keys to what other people have sent.
"""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.mail.addresses import shown
from hub.mail.desk import ACT, SEE, send_failed_again
from hub.mail.models import Mail, State


class MailFilters(WagtailFilterSet):
    """Mails by state."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Mail
        fields: ClassVar[list[str]] = []


class AgainColumn(Column):
    """A button for a mail that was given up."""

    cell_template_name = "mail/admin/again.html"

    def get_cell_context_data(self, instance: Mail, parent_context: Any) -> Any:
        """Add what the button's form needs."""
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        may_act = request.user.has_perm(ACT)
        context["is_offered"] = may_act and instance.state == State.FAILED
        context["csrf_token"] = get_token(request)
        return context


def _moment(name: str) -> Any:
    def said(mail: Mail) -> str:
        moment = getattr(mail, name)
        return str(date_format(localtime(moment), "SHORT_DATETIME_FORMAT")) if moment else ""

    return said


class MailIndex(IndexView):
    """Mails, the newest first."""

    model = Mail
    permission_policy = ModelPermissionPolicy(Mail)
    any_permission_required: ClassVar[list[str]] = ["view"]
    page_title = _("Mails")
    header_icon = "mail"
    index_url_name = "hub_mails"
    index_results_url_name = "hub_mails_results"
    default_ordering = "-created_at"
    paginate_by = 50
    filterset_class = MailFilters
    search_fields: ClassVar[list[str]] = ["subject", "recipient"]
    search_backend_name = None
    columns: ClassVar[list[Any]] = [
        Column("subject", label=_("Subject"), sort_key="subject"),
        Column("to", label=_("To"), accessor=lambda mail: shown(mail.recipient)),
        StatusTagColumn(
            "get_state_display",
            label=_("State"),
            sort_key="state",
            primary=lambda mail: mail.state in {State.FAILED, State.RETURNED},
        ),
        # Beside the state, where a phone shows it without being pushed.
        AgainColumn("again", label=""),
        Column(
            "written", label=_("Written"), accessor=_moment("created_at"), sort_key="created_at"
        ),
        Column("sent", label=_("Sent"), accessor=_moment("sent_at"), sort_key="sent_at"),
        Column("reply", label=_("Answer of the mail server")),
    ]

    def get_base_queryset(self) -> QuerySet[Mail]:
        """Leave what is in the mails where it is."""
        mails: QuerySet[Mail] = super().get_base_queryset()
        return mails.defer("content")


@require_POST
def send_one_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a mail that was given up back into the outbox, and say so."""
    outcome = send_failed_again(request.user, str(pk))
    if outcome is None:
        raise Http404
    messages.success(request, outcome.text)
    return redirect("hub_mails")


class MailsMenuItem(MenuItem):
    """The list's place in the menu, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see mails."""
        return bool(request.user.has_perm(SEE))


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """Put the list below the reports."""
    return MailsMenuItem(_("Mails"), reverse("hub_mails"), icon_name="mail", order=800)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Return the list's addresses below /admin/."""
    return [
        path("mails/", MailIndex.as_view(), name="hub_mails"),
        path("mails/results/", MailIndex.as_view(results_only=True), name="hub_mails_results"),
        path("mails/<int:pk>/again/", send_one_again, name="hub_mail_again"),
    ]
