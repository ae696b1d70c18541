"""Django app of what is remembered of other people's servers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FetchingConfig(AppConfig):
    """How often each server may be asked, and which ones are left in peace for now."""

    name = "hub.fetching"
    label = "fetching"
    verbose_name = _("Other servers")
