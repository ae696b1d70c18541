"""Django app of this room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.privacy"
    label = "privacy"
