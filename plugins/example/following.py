"""A follower: remembers the newest sequence of each kind."""

from typing import Any

from plugins.example.models import Tally


def handle(rows: list[Any]) -> None:
    """Note the newest sequence of each kind among the rows. Safe to repeat."""
    newest: dict[str, int] = {}
    for row in rows:
        newest[row.kind] = max(row.sequence, newest.get(row.kind, 0))
    for kind, sequence in newest.items():
        Tally.objects.update_or_create(kind=kind, defaults={"sequence": sequence})
