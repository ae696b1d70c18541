"""Django app of this room."""

from datetime import time

from django.apps import AppConfig

from hub.kernel.contract.parts import Part, Schedule


class PrivacyConfig(AppConfig):
    """Registers the checks of `hub.privacy.checks`."""

    name = "hub.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Load the system checks."""
        from hub.privacy import checks  # noqa: F401

    def provides(self) -> tuple[Part, ...]:
        """Return what the machinery keeps of people, and what removes by the clock what has been
        kept long enough."""
        from hub.privacy.machinery import REGISTERED

        expire = Schedule(name="expire", task="hub.expire_personal_data", at=time(3, 30))
        return (expire, *REGISTERED)
