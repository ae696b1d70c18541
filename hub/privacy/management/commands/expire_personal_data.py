"""`manage.py expire_personal_data`: remove what has been kept long enough; beat does so daily."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.privacy.expiring import ExpiryError, expire


class Command(BaseCommand):
    """Says how many rows each declaration lost, and nothing of what stood in them."""

    help = "Remove personal data whose retention has ended."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say how much was found where."""
        try:
            counts = expire(is_trial=options["dry_run"])
        except ExpiryError as error:
            raise CommandError(str(error)) from error
        for key, count in counts.items():
            if count:
                self.stdout.write(f"{key}: {count}")
        total = sum(counts.values())
        if options["dry_run"]:
            self.stdout.write(f"{total} entries would be removed. Nothing was changed.")
        else:
            self.stdout.write(f"{total} entries removed.")
