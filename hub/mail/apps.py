"""Django app of the outbox."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.parts import Part, Schedule


class MailConfig(AppConfig):
    """Every mail of the hub, until a server has it."""

    name = "hub.mail"
    label = "mail"
    verbose_name = _("Mail")

    def ready(self) -> None:
        """Register the system checks."""
        from hub.mail import checks  # noqa: F401

    def provides(self) -> tuple[Part, ...]:
        """Return what sends by the clock, what editors see, what is kept of people."""
        from hub.mail.desk import PANEL
        from hub.mail.keeping import REGISTERED
        from hub.mail.outbox import QUEUE, TASK

        return (
            Schedule(name="send", task=TASK, every=timedelta(seconds=30), queue=QUEUE),
            PANEL,
            *REGISTERED,
        )
