"""`manage.py draw_pictures`: every size of every image exists; after upgrades, lost files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hub.content.files.drawing import draw_waiting, is_broken
from hub.content.models import HubImage


class Command(BaseCommand):
    """Draws what a worker would draw; beside one it shares the work."""

    help = "Draw all sizes of the images that wait. --again: of all, e.g. when files were lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --again."""
        parser.add_argument("--again", action="store_true", help="draw those that are drawn too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw; documents that show one of the images follow by themselves."""
        if options["again"]:
            HubImage.objects.update(drawn_as="")
        done = draw_waiting()
        broken = HubImage.objects.filter(is_broken())
        self.stdout.write(f"{done} images drawn")
        for one in broken:
            self.stderr.write(f"Image {one.pk} “{one.title}”: its file is missing or no picture.")
