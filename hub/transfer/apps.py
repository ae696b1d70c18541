"""Django app of this room."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.transfer"
    label = "transfer"
