"""`manage.py retire NAME`: export a capability's content, take it down, remove its tables."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.kernel.contract import registry
from hub.transfer.files.retirement import RetirementError, export, retire, survey
from hub.transfer.problems import TransferError


class Command(BaseCommand):
    """Asks before it deletes anything."""

    help = "Remove a capability: its content goes into files, its documents become tombstones."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("name", help="the capability, e.g. example")
        parser.add_argument("--folder", type=Path, help="where the files go")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what will go, ask, export, remove."""
        one = registry.capability(options["name"])
        if one is None:
            known = ", ".join(each.key for each in registry.capabilities())
            raise CommandError(f"{options['name']!r} is no capability. There are: {known}.")
        folder = options["folder"] or _folder(one.key, timezone.localtime())
        try:
            farewell = survey(one)
            self._announce(str(one.title), farewell, folder)
            if not options["yes"] and input(f"Type {one.key} to go on: ").strip() != one.key:
                raise CommandError("Nothing was changed.")
            for path in export(one, folder, self.stdout.write):
                self.stdout.write(f"Exported to {path}")
        except (RetirementError, TransferError) as error:
            raise CommandError(str(error)) from error
        buried = retire(one)
        self.stdout.write(f"{buried} documents are tombstones now; the tables are gone.")
        self.stdout.write(f"Take {one.name} out of HUB_CAPABILITIES and start the hub again.")

    def _announce(self, title: str, farewell: Any, folder: Path) -> None:
        self.stdout.write(
            f"{title}: {farewell.pages_count} pages and {farewell.records_count} records"
            f" will be deleted, after an export to {folder}."
        )
        if farewell.restricted_count:
            self.stdout.write(
                f"{farewell.restricted_count} of the pages are restricted. No export contains them:"
                " lift the restriction first if you want to keep them."
            )


def _folder(key: str, now: datetime) -> Path:
    return Path(settings.HUB_HOME) / "retired" / f"{key}-{now:%Y-%m-%d-%H%M}"
