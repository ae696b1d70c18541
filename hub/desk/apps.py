"""Django app of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.desk"
    label = "desk"
