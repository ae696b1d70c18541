"""Former addresses: what was public once is found for ever, where it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hub.publication.building.build import Wanted
from hub.publication.models import FormerAddress, Publication


@dataclass(frozen=True)
class Left:
    """What stood at an address last: its id, and whether the address itself was given up.

    `is_for_good` is False where only the language that had the address is gone, and may return.
    """

    document_id: UUID
    left_at: datetime
    is_for_good: bool


def remember_former(changed: Iterable[tuple[Wanted, Publication | None]], now: datetime) -> None:
    """Keep the address of each row that stands elsewhere from now on. Called before the write."""
    left = [
        FormerAddress(
            site_id=old.site_id,
            path=old.path,
            locale=old.locale,
            document_id=old.document_id,
            kind=old.kind,
            slug=old.slug,
            left_at=now,
        )
        for wanted, old in changed
        if old and (old.site_id, old.path) != (wanted.columns["site_id"], wanted.columns["path"])
    ]
    FormerAddress.objects.bulk_create(
        left,
        update_conflicts=True,
        unique_fields=["site_id", "path", "locale", "document_id"],
        update_fields=["left_at"],
    )


def last_at(site_id: int, path: str, locale: str) -> Left | None:
    """Return what stood at a path last, before others what did in this language; two queries."""
    moved = FormerAddress.objects.filter(site_id=site_id, path=path)
    buried = Publication.objects.filter(site_id=site_id, path=path, is_deleted=True)
    left = [
        (own == locale, Left(key, left_at, is_for_good=True))
        for key, own, left_at in moved.values_list("document_id", "locale", "left_at")
    ] + [
        (own == locale, Left(key, deleted_at, is_for_good=False))
        for key, own, deleted_at in buried.values_list("document_id", "locale", "deleted_at")
        if deleted_at
    ]
    newest = max(left, key=lambda one: (one[0], one[1].left_at), default=None)
    return newest[1] if newest else None
