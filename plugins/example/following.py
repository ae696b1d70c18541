"""A follower: remembers the newest sequence of each kind."""

from collections.abc import Sequence

from hub.kernel.contract.parts import Row
from plugins.example.models import Tally


def handle(rows: Sequence[Row]) -> None:
    """Note the newest sequence of each kind among the rows. Safe to repeat."""
    newest: dict[str, int] = {}
    for row in rows:
        newest[row.kind] = max(row.sequence, newest.get(row.kind, 0))
    for kind, sequence in newest.items():
        Tally.objects.update_or_create(kind=kind, defaults={"sequence": sequence})
