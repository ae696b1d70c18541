"""Documents that could not be built, and orders of translations that failed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from hub.content.jobs import ATTEMPTS_MAXIMUM
from hub.content.models import TranslationJob
from hub.desk.section import Entry, Section, day, edit_address, pages_of
from hub.publication.models import Failure


def _failures(user: Any) -> QuerySet[Failure]:
    keys = pages_of(user).values("translation_key")
    return Failure.objects.filter(document_id__in=keys).order_by("-since")


def _failure_entries(rows: Sequence[Failure]) -> list[Entry]:
    pages = dict(
        Page.objects.filter(translation_key__in=[one.document_id for one in rows])
        .order_by("-pk")
        .values_list("translation_key", "pk")
    )
    return [
        Entry(
            title=one.title,
            url=edit_address(pages[one.document_id]) if one.document_id in pages else "",
            detail=_("since %(date)s") % {"date": day(one.since)},
            error=one.error,
            retry=str(one.document_id),
        )
        for one in rows
    ]


def _jobs(user: Any) -> QuerySet[TranslationJob]:
    if not user.has_perm("wagtail_localize.submit_translation"):
        return TranslationJob.objects.none()
    return TranslationJob.objects.filter(attempts_count__gte=ATTEMPTS_MAXIMUM)


def _job_entries(rows: Sequence[TranslationJob]) -> list[Entry]:
    return [
        Entry(
            title=_("Order of translations from %(date)s") % {"date": day(one.created_at)},
            error=one.error,
        )
        for one in rows
    ]


FAILURES = Section(
    key="failures",
    title=gettext_lazy("Could not be published"),
    hint=gettext_lazy(
        "The program could not prepare these pages for the website. Readers see the version "
        "before. It tries again every 15 minutes; tell the city's IT if that does not help."
    ),
    rows=_failures,
    entries=_failure_entries,
)
JOBS = Section(
    key="jobs",
    title=gettext_lazy("Orders of translations that failed"),
    hint=gettext_lazy("Order the translation again; tell the city's IT if that does not help."),
    rows=_jobs,
    entries=_job_entries,
)
