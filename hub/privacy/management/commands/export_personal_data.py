"""`manage.py export_personal_data EMAIL`: what is kept about a person (Art. 15 GDPR), as JSON."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from hub.privacy.register import export


class Command(BaseCommand):
    """Says what is kept and in which declaration; changes nothing."""

    help = "Print all personal data that belongs to an e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print {declaration: rows}."""
        email = options["email"].strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError("This is no e-mail address. Example: name@example.org") from error
        # What JSON has no form for (a file's name, a rich value) is told as text.
        self.stdout.write(json.dumps(export(email), default=str, ensure_ascii=False, indent=2))
