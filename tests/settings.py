"""The hub's settings for tests: every capability, the example among them."""

import os

os.environ.setdefault(
    "HUB_CAPABILITIES",
    "plugins.editorial,plugins.organisations,plugins.events,plugins.funding,plugins.accessibility,plugins.example",
)

# The linters read these settings too; services of their own bring their own key.
os.environ.setdefault("HUB_SECRET_KEY", "only-for-tests-and-linters-" + "x" * 40)

from hub.settings import *  # noqa: F403
from hub.settings import STATIC_ROOT, STORAGES

# Straight from the apps and themes, without `collectstatic`.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# A busy machine builds slowly too; what is about the cut sets its own.
HUB_BUILD_SECONDS = 10.0
