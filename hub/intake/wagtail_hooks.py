"""Moderation in Wagtail's admin: the inbox and its menu entry, text blocks, the history's words."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.intake.models import ReplyText
from hub.intake.moderation.deputies import AbsencePanel
from hub.intake.moderation.inbox import inbox, unseen, waiting
from hub.intake.moderation.matter import matter, upload
from hub.intake.moderation.rights import MODERATE
from hub.intake.moderation.trusted import trusted
from hub.intake.submissions.trusting import TAKEN


class InboxItem(MenuItem):
    """The inbox, with the number of what waits."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to moderators alone."""
        return request.user.has_perm(MODERATE)

    def render_component(self, request: HttpRequest) -> Any:
        """Return the entry as it is at this moment."""
        component = super().render_component(request)
        # One count for both: this is asked on every page of the admin.
        if count := (waiting() | unseen()).count():
            component.label = f"{component.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def register_inbox() -> MenuItem:
    """Put the inbox into the menu."""
    return InboxItem(
        gettext_lazy("Sent in"),
        reverse("hub_submissions"),
        name="submissions",
        icon_name="mail",
        order=155,
    )


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of moderation."""
    one = "submissions/<uuid:submission_id>/"
    return [
        path("submissions/", inbox, name="hub_submissions"),
        path("submissions/trusted/", trusted, name="hub_trusted_senders"),
        path("submissions/trusted/<uuid:organisation>/", trusted, name="hub_trusted"),
        path(one, matter, name="hub_submission"),
        path(f"{one}files/<uuid:key>/", upload, name="hub_submission_file"),
    ]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Have groups be given the right to moderate."""
    app_label, codename = MODERATE.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


@hooks.register("register_log_actions")
def register_taking(actions: Any) -> None:
    """Give Wagtail's history what was taken over."""

    @actions.register_action(TAKEN)
    class Taken(LogFormatter):  # pyright: ignore[reportUnusedClass]
        label = gettext_lazy("Take over what was sent in")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence with the submission's reference."""
            return _("Taken over from %(reference)s, sent in") % log_entry.data


@hooks.register("register_account_settings_panel")
def register_absence(request: HttpRequest, user: Any, profile: Any) -> AbsencePanel:
    """Let moderators say who stands in for them."""
    return AbsencePanel(request, user, profile)


class ReplyTextViewSet(SnippetViewSet):
    """Text blocks among the snippets."""

    model = ReplyText
    icon = "openquote"
    list_display: ClassVar[list[str]] = ["title", "locale", "site"]
    list_filter: ClassVar[list[str]] = ["locale", "site"]


register_snippet(ReplyTextViewSet)
