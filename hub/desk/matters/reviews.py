"""Drafts that somebody has submitted."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, WorkflowState

from hub.desk.pages import day, edit_address, pages_of
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel
from hub.kernel.contract.sources import User


def _reviews(user: User) -> QuerySet[WorkflowState]:
    return (
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=_texts(pages_of(user)),
        )
        .select_related("requested_by")
        .order_by("created_at")
    )


def _texts(pages: QuerySet[Page]) -> QuerySet[Page, dict[str, str]]:
    return pages.annotate(text_pk=Cast("pk", CharField())).values("text_pk")


def _review_entries(rows: Sequence[WorkflowState]) -> list[DeskEntry]:
    titles = dict(
        Page.objects.filter(pk__in=[one.object_id for one in rows]).values_list("pk", "draft_title")
    )
    return [
        DeskEntry(
            title=titles.get(int(one.object_id), ""),
            url=edit_address(int(one.object_id)),
            detail=_("submitted by %(name)s on %(date)s")
            % {
                "name": (one.requested_by.get_full_name() or one.requested_by.get_username())
                if one.requested_by
                else "–",
                "date": day(one.created_at),
            },
        )
        for one in rows
    ]


REVIEWS = DeskPanel(
    name="reviews",
    title=gettext_lazy("Waiting for review"),
    hint=gettext_lazy("Somebody has submitted these drafts."),
    rows=_reviews,
    entries=_review_entries,
    order=20,
)
