"""Django app of publication: connects the hints."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    """Rows, dates, cursors; the receivers stand in `hints.py` and nowhere else."""

    name = "hub.publication"
    label = "publication"
    verbose_name = _("Publication")

    def ready(self) -> None:
        """Connect the signals that hint at changes."""
        from hub.publication import hints

        hints.connect()
