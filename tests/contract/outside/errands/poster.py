"""A follower: keeps the list that is printed for the town hall's window."""

from collections.abc import Sequence

from errands.models import PosterLine
from hub.kernel.contract.parts import Row


def handle(rows: Sequence[Row]) -> None:
    """Write what is public, strike what no longer is. Safe to repeat."""
    for row in rows:
        if row.kind != "errand":
            continue
        lines = PosterLine.objects.filter(document_id=row.document_id, locale=row.locale)
        if row.is_deleted:
            lines.delete()
        elif not lines.update(title=row.title):
            PosterLine.objects.create(
                document_id=row.document_id, locale=row.locale, title=row.title
            )
