"""Django app of publication: connects the hints."""

from datetime import time, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.parts import Part, Schedule


class PublicationConfig(AppConfig):
    """Rows, dates, cursors; the receivers stand in `hints.py` and nowhere else."""

    name = "hub.publication"
    label = "publication"
    verbose_name = _("Publication")

    def ready(self) -> None:
        """Connect the signals that hint at changes."""
        from hub.publication.hinting import hints

        hints.connect()

    def provides(self) -> tuple[Part, ...]:
        """Return what settles, sweeps and follows by the clock."""
        return (
            Schedule(name="settle", task="hub.settle_waiting", every=timedelta(seconds=5)),
            Schedule(name="follow", task="hub.follow", every=timedelta(seconds=30)),
            Schedule(name="unpublish", task="hub.publish_scheduled", every=timedelta(minutes=1)),
            Schedule(name="sweep", task="hub.sweep", every=timedelta(minutes=15)),
            # With the day, the window moves in which dates are known.
            Schedule(name="sweep_all", task="hub.sweep_everything", at=time(0, 20)),
        )
