"""A follower: keeps the list that is printed for the town hall's window."""

from collections.abc import Sequence

from errands.models import PosterLine
from hub.kernel.parts import Row


def handle(rows: Sequence[Row]) -> None:
    """Write what is public, strike what no longer is. Safe to repeat."""
    for row in rows:
        if row.kind != "errand":
            continue
        key = {"document_id": row.document_id, "locale": row.locale}
        if row.is_deleted:
            PosterLine.objects.filter(**key).delete()
        else:
            PosterLine.objects.update_or_create(**key, defaults={"title": row.title})
