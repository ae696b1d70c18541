"""`manage.py catalogues`: compile the translations, or with --check say what is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.content.catalogues import check, compile_all


class Command(BaseCommand):
    """Compiles every .po of the project; needs no database."""

    help = "Compile the translations (.po to .mo); with --check report what is missing in German."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --check."""
        parser.add_argument("--check", action="store_true", help="report gaps, compile nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, or list each problem with its place and fail."""
        if not options["check"]:
            self.stdout.write(f"{compile_all()} catalogues compiled")
            return
        problems = check()
        for one in problems:
            self.stdout.write(str(one))
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogues")
        self.stdout.write("The German catalogue is complete")
