"""System checks of the shared content."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("hub")
def check_languages(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The default language is one of the languages."""
    codes = [code for code, _name in settings.LANGUAGES]
    if settings.LANGUAGE_CODE in codes:
        return []
    return [
        Error(
            f"The default language {settings.LANGUAGE_CODE} is not among {', '.join(codes)}.",
            hint="Add it to HUB_LANGUAGES or set HUB_DEFAULT_LANGUAGE to one of them.",
            id="hub.E101",
        )
    ]
