"""Who did what: the traces that editors leave in the tables of Wagtail and wagtail-localize.

All of them point to an account and say nothing more; an account that is erased is nameless, and so
are they. What tells of one act loses the name when nobody has to ask any more; what says whose
something is (the owner of a page, an upload) keeps it as long as the thing is there.
See docs/decisions/0028-names-of-editors.md.
"""

from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from hub.kernel.parts import PersonalData

# Long enough to ask who changed a page of last year's edition of a yearly event.
LOG_RETENTION: Final = timedelta(days=400)
SESSION_RETENTION: Final = timedelta(days=1)
OPEN: Final = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def nothing(email: str) -> int:
    """Erase nothing: what belongs to an account is nameless as soon as the account is."""
    return 0


def clear_closed(rows: Any) -> int:
    """Clear who asked for a review that has ended; an open one still tells them its outcome."""
    closed = rows.exclude(status__in=OPEN).filter(requested_by__isnull=False)
    return int(closed.update(requested_by=None))


def _act(
    name: str,
    model: str,
    counts_from: str,
    fields: tuple[str, ...] = ("user",),
    at_end: Any = "clear",
) -> PersonalData:
    """Return the declaration of a trace of one act, which has a moment."""
    return PersonalData(
        name=name,
        model=model,
        fields=fields,
        purpose=_("Editors see who changed what"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=LOG_RETENTION,
        counts_from=counts_from,
        at_end=at_end,
        eraser=nothing,
    )


def _belonging(name: str, model: str, *fields: str) -> PersonalData:
    """Return the declaration of what says whose something is."""
    return PersonalData(
        name=name,
        model=model,
        fields=fields,
        purpose=_("Editors see and may do what is theirs"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=None,
        eraser=nothing,
    )


TRACES: Final = (
    _act("page_log", "wagtailcore.PageLogEntry", "timestamp"),
    _act("other_log", "wagtailcore.ModelLogEntry", "timestamp"),
    _act("admin_log", "admin.LogEntry", "action_time", at_end="delete"),
    _act("revisions", "wagtailcore.Revision", "created_at"),
    _act(
        "reviews",
        "wagtailcore.WorkflowState",
        "created_at",
        fields=("requested_by",),
        at_end=clear_closed,
    ),
    _act("decisions", "wagtailcore.TaskState", "finished_at", fields=("finished_by",)),
    _act(
        "comments",
        "wagtailcore.Comment",
        "resolved_at",
        fields=("user", "resolved_by", "text"),
        at_end="delete",
    ),
    _act(
        "translated_texts",
        "wagtail_localize.StringTranslation",
        "updated_at",
        fields=("last_translated_by",),
    ),
    _act(
        "translated_facts",
        "wagtail_localize.SegmentOverride",
        "updated_at",
        fields=("last_translated_by",),
    ),
    PersonalData(
        name="editing",
        model="wagtailadmin.EditingSession",
        fields=("user",),
        purpose=_("Editors see who works on the same page right now"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=SESSION_RETENTION,
        counts_from="last_seen_at",
        eraser=nothing,
    ),
    _belonging("pages", "wagtailcore.Page", "owner", "locked_by"),
    _belonging("pictures", "content.HubImage", "uploaded_by_user"),
    _belonging("plain_pictures", "wagtailimages.Image", "uploaded_by_user"),
    _belonging("files", "wagtaildocs.Document", "uploaded_by_user"),
    _belonging("uploads", "wagtailcore.UploadedFile", "uploaded_by_user"),
    _belonging("replies", "wagtailcore.CommentReply", "user", "text"),
    _belonging("subscriptions", "wagtailcore.PageSubscription", "user"),
    _belonging("keys", "wagtailcore.APIToken", "user"),
    _belonging("profiles", "wagtailusers.UserProfile", "user", "avatar"),
)
