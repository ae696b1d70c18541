"""`manage.py sweep`: repair the rows now."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.publication.sweep import sweep


class Command(BaseCommand):
    """Settle everything; run it after each deploy."""

    help = "Make all rows say what is true now. A second run writes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and say what was repaired."""
        result = sweep(lambda done, total: self.stdout.write(f"{done} of {total} looked at"))
        self.stdout.write(
            f"{result.written_count} written, {result.buried_count} taken down,"
            f" {result.failed_count} failed"
        )
