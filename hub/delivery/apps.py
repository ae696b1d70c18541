"""Django app of this room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Load the system checks of the themes."""
