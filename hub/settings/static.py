"""Static files (hashed, compressed) and uploaded files."""

from pathlib import Path

from hub.settings import environment
from hub.settings.hub import HUB_HOME

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("HUB_STATIC_ROOT", str(HUB_HOME / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(environment.text("HUB_MEDIA_ROOT", str(HUB_HOME / "media")))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "hub.delivery.portal.themes.ThemeFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hub.delivery.hashed_files.HashedFiles"},
}
