"""`manage.py export FILE`: write a site's documents as JSON Lines."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from hub.kernel.contract import registry
from hub.publication.reading.listen import latest_sequence
from hub.transfer.files.outgoing import ExportScope, export_file
from hub.transfer.problems import TransferError


class Command(BaseCommand):
    """Export what is public, and with --drafts what is not published yet."""

    help = "Export documents as JSON Lines, with what rebuilds their pages. Never restricted ones."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, help="the file; pictures are put beside it")
        parser.add_argument("--kind", action="append", default=[], help="one kind; repeatable")
        parser.add_argument(
            "--locale", action="append", default=[], help="only this language; repeatable"
        )
        parser.add_argument(
            "--since", type=int, help="only what changed after this sequence number"
        )
        parser.add_argument("--drafts", action="store_true", help="unpublished pages too")
        parser.add_argument("--site", help="host name of the website; the default one if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export and say how many lines, and from which number to go on."""
        self._check("kind", options["kind"], [one.name for one in registry.kinds()])
        self._check("locale", options["locale"], [code for code, _name in settings.LANGUAGES])
        selection = ExportScope(
            kinds=tuple(options["kind"]),
            locales=tuple(options["locale"]),
            since=options["since"],
            has_drafts=options["drafts"],
        )
        sequence = latest_sequence()
        try:
            count = export_file(
                options["file"], selection, self._site(options["site"]), self.stdout.write
            )
        except TransferError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count:,} lines written; what changes next: --since {sequence}")

    def _check(self, name: str, given: list[str], allowed: list[str]) -> None:
        for value in given:
            if value not in allowed:
                raise CommandError(f"--{name}: {value!r} is none of {', '.join(allowed)}")

    def _site(self, hostname: str | None) -> Site:
        sites = Site.objects.select_related("root_page")
        chosen = sites.filter(hostname=hostname) if hostname else sites.filter(is_default_site=True)
        site = chosen.first()
        if site is None:
            raise CommandError(f"no website {hostname or '(default)'} here")
        return site
