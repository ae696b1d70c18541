"""`manage.py import FILE`: read documents as JSON Lines into this hub."""  # noqa: N999

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.transfer.incoming import import_file
from hub.transfer.problems import TransferError
from hub.transfer.report import Options, Report

SHOWN_MAXIMUM = 50


class Command(BaseCommand):
    """Import; exit code 1 where a line was refused."""

    help = "Import documents as JSON Lines. All or nothing, and nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, help="the file; pictures lie beside it")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--partial", action="store_true", help="write the good lines only")
        parser.add_argument(
            "--create-missing",
            action="store_true",
            help="make topics, districts, places, contacts, organisations that lines name",
        )
        parser.add_argument(
            "--new-only", action="store_true", help="leave what is here already as it is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file and say what was done."""
        wishes = Options(
            is_dry=options["dry_run"],
            is_partial=options["partial"],
            creates_missing=options["create_missing"],
            adds_only=options["new_only"],
        )
        started = time.monotonic()
        try:
            report = import_file(options["file"], wishes, self.stdout.write)
        except TransferError as error:
            raise CommandError(str(error)) from error
        self._tell_problems(report)
        if report.problems and not wishes.is_partial:
            count = len(report.problems.lines)
            raise CommandError(f"{count} lines refused, nothing was written")
        seconds = time.monotonic() - started
        ending = "nothing was written (dry run)" if wishes.is_dry else f"{seconds:.1f} seconds"
        self.stdout.write(f"{report.summary()}; {ending}")
        if report.problems:
            raise CommandError("some lines were refused")

    def _tell_problems(self, report: Report) -> None:
        problems = list(report.problems)
        for problem in problems[:SHOWN_MAXIMUM]:
            self.stderr.write(str(problem))
        if len(problems) > SHOWN_MAXIMUM:
            self.stderr.write(f"… and {len(problems) - SHOWN_MAXIMUM} or more")
