"""The web server's entry: kept answers first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from hub.delivery.answers import Answers  # noqa: E402
from hub.publication.listen import known_sequence  # noqa: E402

if settings.HUB_ANSWERS_MEBIBYTES:
    application = Answers(application, settings.HUB_ANSWERS_MEBIBYTES * 2**20, known_sequence)
