"""Failures: documents that could not be built or written, noted for the desk."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from wagtail.models import Page

from hub.publication.candidates import Candidate
from hub.publication.models import Failure, Publication

TEXT_MAXIMUM: Final = 2000


def note_failures(
    ids: Sequence[UUID],
    failed: Mapping[UUID, Exception],
    found: Mapping[UUID, Sequence[Candidate]],
) -> None:
    """Note what failed of these ids, and forget what failed of them before."""
    Failure.objects.filter(document_id__in=[one for one in ids if one not in failed]).delete()
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


def _note(document_id: UUID, error: Exception, title: str) -> None:
    text = f"{type(error).__name__}: {error}"[:TEXT_MAXIMUM]
    # What broke the row may stand in the error: PostgreSQL keeps neither of these two.
    text = text.replace("\x00", "").encode(errors="replace").decode()
    Failure.objects.update_or_create(
        document_id=document_id, defaults={"title": title[:255], "error": text}
    )
