"""Django app of this room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Registers the checks of `hub.privacy.checks`."""

    name = "hub.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Load the system checks."""
        from hub.privacy import checks  # noqa: F401
