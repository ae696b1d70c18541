"""Django app of this room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.delivery"
    label = "delivery"
