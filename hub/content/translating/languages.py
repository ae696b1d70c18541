"""A Locale for every language of the settings, so that pages can be written in it."""

from typing import Any

from django.conf import settings


def create_locales(**kwargs: Any) -> None:
    """Make the Locale rows exist. Runs after each `migrate`: a new language needs nothing else."""
    from wagtail.models import Locale

    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
