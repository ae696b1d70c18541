"""What documents embed of each other: id, kind, title, url, read from rows and so always public."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db import connection

from hub.publication.query.rows import IS_PUBLIC

Reference = dict[str, Any]

_PUBLIC: Final = f"""
    SELECT p.document_id, p.kind, p.title, p.url, p.answers FROM publication_publication p
    WHERE p.document_id = ANY(%s) AND {IS_PUBLIC}"""  # noqa: S608


_REFERRERS: Final = """
    SELECT document_id FROM publication_publication
    WHERE "references" && %s::uuid[] AND NOT is_deleted"""


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
        with connection.cursor() as cursor:
            cursor.execute(_PUBLIC, [missing])
            for document_id, kind, title, url, answered in cursor.fetchall():
                reference = {"id": str(document_id), "kind": kind, "title": title, "url": url}
                self._rows[document_id].append((answered, reference))

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
    with connection.cursor() as cursor:
        cursor.execute(_REFERRERS, [list(ids)])
        return {document_id for (document_id,) in cursor.fetchall()}
