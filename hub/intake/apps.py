"""Django app of this room."""

from datetime import time, timedelta

from django.apps import AppConfig

from hub.kernel.contract.parts import Endpoints, Part, Schedule, Slot


class IntakeConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.intake"
    label = "intake"

    def ready(self) -> None:
        """Have the system checks of this room run, and the guard ask for the proof."""
        from hub.intake import checks  # noqa: F401
        from hub.intake.guard import proof, senders

        senders.CHECKS.append(proof.check)

    def provides(self) -> tuple[Part, ...]:
        """Return the endpoint, the tasks, the panel of the desk, and what is kept about people."""
        from hub.intake.forms import entry
        from hub.intake.moderation.inbox import SENT_IN
        from hub.intake.privacy import REGISTERED

        return (
            Endpoints(
                name="submissions", prefix="submissions", router="hub.intake.endpoints.router"
            ),
            entry.part(),
            *(
                Slot(name=f"correct_{of}", gap=f"{of}_aside", template="intake/correct_link.html")
                for of in ("standard", "news", "funding")
            ),
            Schedule(name="tend", task="hub.intake.tend", every=timedelta(hours=1)),
            # The bell may not have been heard.
            Schedule(name="relink", task="hub.intake.relink", every=timedelta(minutes=1)),
            Schedule(name="digest", task="hub.intake.digest", at=time(7)),
            SENT_IN,
            *REGISTERED,
        )
