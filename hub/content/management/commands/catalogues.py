"""`manage.py catalogues`: compile the translations, or with --check say what is missing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.content.catalogues import check, compile_all


class Command(BaseCommand):
    """Compiles every .po of the project; needs no database."""

    help = "Compile the translations (.po to .mo); with --check report what is missing in German."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --check and --package."""
        parser.add_argument("--check", action="store_true", help="report gaps, compile nothing")
        parser.add_argument("--package", type=Path, help="of this folder, outside the project")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, or list each problem with its place and fail."""
        package: Path | None = options["package"]
        chosen = (package.resolve().parent, (package.resolve().name,)) if package else ()
        if not options["check"]:
            self.stdout.write(f"{compile_all(*chosen)} catalogues compiled")
            return
        problems = check(*chosen)
        for one in problems:
            self.stdout.write(str(one))
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogues")
        self.stdout.write("The German catalogue is complete")
