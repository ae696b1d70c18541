"""Static files (hashed, compressed) and uploaded files."""

from pathlib import Path
from typing import Any

from hub.settings import environment
from hub.settings.hub import HUB_HOME

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("HUB_STATIC_ROOT", str(HUB_HOME / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(environment.text("HUB_MEDIA_ROOT", str(HUB_HOME / "media")))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "hub.looks.engines.ThemeFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hub.delivery.hashed_files.HashedFiles"},
}


def _protect(headers: Any, path: str, url: str) -> None:
    """A static file that is opened by itself, a drawing say, runs and loads nothing."""
    headers["Content-Security-Policy"] = "default-src 'none'"


WHITENOISE_ADD_HEADERS_FUNCTION = _protect
