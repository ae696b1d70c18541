"""Django app of this room."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.mail"
    label = "mail"
