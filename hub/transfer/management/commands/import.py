"""`manage.py import FILE`: read documents as JSON Lines into this hub."""  # noqa: N999

import time
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from hub.transfer.compare import Change
from hub.transfer.incoming import import_file
from hub.transfer.problems import TransferError
from hub.transfer.report import OnConflict, Options, Report

SHOWN_MAXIMUM = 50


class Command(BaseCommand):
    """Import; exit code 1 where a line was refused."""

    _told_count = 0
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

        parser.add_argument(
            "--on-conflict",
            choices=get_args(OnConflict),
            default="overwrite",
            help="overwrite (default): what the file says is made true. keep, refuse: a field that"
            " the file leaves as it was when it was read last stays as it is here; one that was"
            " changed in both is proposed to an editor, or the line is refused",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file and say what was done; the report is English."""
        with translation.override("en"):
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        wishes = Options(
            is_dry=options["dry_run"],
            is_partial=options["partial"],
            creates_missing=options["create_missing"],
            adds_only=options["new_only"],
            on_conflict=options["on_conflict"],
        )
        started = time.monotonic()
        try:
            tell = self._tell if wishes.is_dry else None
            report = import_file(options["file"], wishes, self.stdout.write, tell=tell)
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

    def _tell(self, change: Change) -> None:
        """Say what a line would change."""
        self._told_count += change.outcome != "unchanged"
        if change.outcome != "unchanged" and self._told_count <= SHOWN_MAXIMUM:
            self.stdout.write(str(change))

    def _tell_problems(self, report: Report) -> None:
        problems = list(report.problems)
        for problem in problems[:SHOWN_MAXIMUM]:
            self.stderr.write(str(problem))
        if len(problems) > SHOWN_MAXIMUM:
            self.stderr.write(f"… and {len(problems) - SHOWN_MAXIMUM} or more")
