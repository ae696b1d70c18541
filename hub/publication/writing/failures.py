"""Failures: documents that could not be built or written, noted for the desk, and when they are
tried again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from hub.publication.building.cut import TookTooLong
from hub.publication.deciding.candidates import Candidate
from hub.publication.hinting.waiting import leave
from hub.publication.models import Failure, Publication

TEXT_MAXIMUM: Final = 2000
# What was cut is tried again after so long, then after as long as it has failed already. Beyond the
# second it is the sweep's, and once a night that of the one that builds all.
SOONEST: Final = timedelta(seconds=5)
SWEPT: Final = timedelta(minutes=15)
_FORGET: Final = "DELETE FROM publication_failure WHERE document_id = ANY(%s)"
_IS_CUT: Final = Q(error__startswith=f"{TookTooLong.__name__}: ")


def note_failures(
    noted: Collection[UUID],
    failed: Mapping[UUID, Exception],
    found: Mapping[UUID, Sequence[Candidate]],
) -> None:
    """Note what failed, and forget of what was `noted` before all that has not failed again."""
    mended = [one for one in noted if one not in failed]
    if mended:
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, [mended])
    for key, error in failed.items():
        _note(key, error, found[key][0].source.title)


def note_failure(document_id: UUID, error: Exception) -> None:
    """Note a document that nobody could even look at, or not write."""
    named: list[Any] = [
        Page.objects.filter(translation_key=document_id),
        Publication.objects.filter(document_id=document_id),
    ]
    titles = (rows.values_list("title", flat=True).first() for rows in named)
    _note(document_id, error, next((title for title in titles if title), str(document_id)))


def note_cut(document_id: UUID, error: TookTooLong) -> None:
    """Note a document whose builder took too long, and have it tried again: it may have been the
    machine that was busy, and it takes everybody's time where it was not."""
    note_failure(document_id, error)
    failure = Failure.objects.get(document_id=document_id)
    patience = max(SOONEST, failure.tried_at - failure.since)
    if patience < SWEPT:
        leave([document_id], patience.total_seconds())


def is_cut(failure: Failure) -> bool:
    """Whether the builder took too long, rather than failed."""
    return failure.error.startswith(f"{TookTooLong.__name__}: ")


def due_failures() -> set[UUID]:
    """Return the ids that the sweep is to try again."""
    is_early = Q(tried_at__gt=timezone.now() - (F("tried_at") - F("since")))
    return set(Failure.objects.exclude(_IS_CUT & is_early).values_list("document_id", flat=True))


def _note(document_id: UUID, error: Exception, title: str) -> None:
    Failure.objects.update_or_create(
        document_id=document_id, defaults={"title": title[:255], "error": text_of(error)}
    )


def text_of(error: Exception) -> str:
    """Return what the desk keeps of an error."""
    text = f"{type(error).__name__}: {error}"[:TEXT_MAXIMUM]
    # What broke the row may stand in the error: PostgreSQL keeps neither of these two.
    return text.replace("\x00", "").encode(errors="replace").decode()
