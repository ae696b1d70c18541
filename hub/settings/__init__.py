"""Django's settings, one topic a file, all from environment variables."""

from hub.settings.apps import *  # noqa: F403
from hub.settings.celery import *  # noqa: F403
from hub.settings.database import *  # noqa: F403
from hub.settings.hub import *  # noqa: F403
from hub.settings.languages import *  # noqa: F403
from hub.settings.logging import *  # noqa: F403
from hub.settings.mail import *  # noqa: F403
from hub.settings.security import *  # noqa: F403
from hub.settings.static import *  # noqa: F403
from hub.settings.templates import *  # noqa: F403
from hub.settings.wagtail import *  # noqa: F403
