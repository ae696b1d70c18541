"""Django's settings, one topic a file, all from environment variables."""

from hub.settings.apps import *
from hub.settings.celery import *
from hub.settings.database import *
from hub.settings.hub import *
from hub.settings.languages import *
from hub.settings.logging import *
from hub.settings.mail import *
from hub.settings.security import *
from hub.settings.static import *
from hub.settings.templates import *
from hub.settings.wagtail import *
