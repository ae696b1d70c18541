"""What documents embed of each other: id, kind, title, url, read from rows and so always public."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from hub.publication.models import Publication

Reference = dict[str, Any]


class Lookup:
    """Finds public documents by id for one batch; asks the database once an id.

    Called with an id and a locale it returns `{id, kind, title, url}` of the row that answers for
    that locale, or None.
    """

    def __init__(self) -> None:
        self._rows: dict[UUID, list[tuple[list[str], Reference]]] = {}

    def read(self, ids: Collection[UUID]) -> None:
        """Read these ids ahead, in one query."""
        missing = [one for one in ids if one not in self._rows]
        if not missing:
            return
        self._rows.update({one: [] for one in missing})
        rows = Publication.objects.public().filter(document_id__in=missing)
        for row in rows.only("document_id", "kind", "title", "url", "answers"):
            reference = {
                "id": str(row.document_id),
                "kind": row.kind,
                "title": row.title,
                "url": row.url,
            }
            self._rows[row.document_id].append((row.answers, reference))

    def __call__(self, document_id: UUID, locale: str) -> Reference | None:
        self.read([document_id])
        for answered, reference in self._rows[document_id]:
            if locale in answered:
                return reference
        return None


EMBEDDED: Final = ("title", "url", "is_deleted", "answers", "kind")


def referrers(ids: Collection[UUID]) -> set[UUID]:
    """Return the ids of public documents that embed one of these."""
    if not ids:
        return set()
    rows = Publication.objects.filter(references__overlap=list(ids), is_deleted=False)
    return set(rows.values_list("document_id", flat=True))
