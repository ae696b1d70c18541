"""Who did what: the traces that editors leave in the tables of Wagtail and wagtail-localize.

All of them point to an account and say nothing more; an account that is erased is nameless, and so
are they. What tells of one act loses the name when nobody has to ask any more; what says whose
something is (the owner of a page, an upload) keeps it as long as the thing is there.
See docs/decisions/0028-names-of-editors.md.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Final

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import LockableMixin, Page, WorkflowState

from hub.kernel.contract.parts import PersonalData

# Long enough to ask who changed a page of last year's edition of a yearly event.
LOG_RETENTION: Final = timedelta(days=400)
SESSION_RETENTION: Final = timedelta(days=1)
LOCKED: Final = "locked_by"
OPEN: Final = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def nothing(email: str) -> int:
    """Erase nothing: what belongs to an account is nameless as soon as the account is."""
    return 0


def of_accounts(model: str, fields: Sequence[str]) -> Callable[[str], list[QuerySet[Any]]]:
    """Return what finds the rows that point to an account with an address by one of the fields."""

    def find(email: str) -> list[QuerySet[Any]]:
        kept: Any = apps.get_model(model)
        users = get_user_model()
        own = Q(pk__in=[])
        for name in fields:
            if kept._meta.get_field(name).related_model is users:
                own |= Q(**{f"{name}__email__iexact": email})
        return [kept._base_manager.filter(own)]

    return find


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
        find=of_accounts(model, fields),
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
        find=of_accounts(model, fields),
        eraser=nothing,
    )


def locks() -> tuple[PersonalData, ...]:
    """Return a declaration for each model whose rows can be locked as pages can."""
    lockable = [model for model in apps.get_models() if issubclass(model, LockableMixin)]
    return tuple(
        _belonging(f"locks_{model._meta.label_lower.replace('.', '_')}", model._meta.label, LOCKED)
        for model in lockable
        if any(field.name == LOCKED for field in model._meta.local_fields) and model is not Page
    )


TRACES: Final = (
    _act("page_log", "wagtailcore.PageLogEntry", "timestamp"),
    _act("other_log", "wagtailcore.ModelLogEntry", "timestamp"),
    _act("protocol", "privacy.Act", "made_at"),
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
        find=of_accounts("wagtailadmin.EditingSession", ("user",)),
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
