"""`manage.py erase EMAIL`: remove what belongs to a person (Art. 17 GDPR)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from hub.privacy.register import erase


class Command(BaseCommand):
    """Runs every eraser in one transaction; the address itself is never logged."""

    help = "Erase all personal data that belongs to an e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the address and --dry-run."""
        parser.add_argument("email")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be erased")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how much was found where."""
        email = options["email"].strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError("This is no e-mail address. Example: name@example.org") from error
        counts = erase(email, is_trial=options["dry_run"])
        for key, count in counts.items():
            if count:
                self.stdout.write(f"{key}: {count}")
        total = sum(counts.values())
        if options["dry_run"]:
            self.stdout.write(f"{total} entries would be erased. Nothing was changed.")
        else:
            self.stdout.write(f"{total} entries erased.")
