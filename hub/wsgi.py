"""The web server's entry: kept answers first, then Django."""

import gc
import os
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")

application: "WSGIApplication" = get_wsgi_application()

from django.conf import settings  # noqa: E402

from hub.delivery.answers import Answers  # noqa: E402
from hub.kernel import networks, patience  # noqa: E402
from hub.publication import catch_up  # noqa: E402
from hub.publication.reading.listen import edition_at_once, last_edition  # noqa: E402
from hub.publication.warm import warm  # noqa: E402

warm("hub.follow")
patience.limit()
networks.say_who_is_in_front()
# What a process before this one has left behind is settled now.
catch_up.start()

if settings.HUB_ANSWERS_MEBIBYTES:
    application = Answers(
        application,
        settings.HUB_ANSWERS_MEBIBYTES * 2**20,
        edition_at_once,
        last_edition if settings.HUB_ANSWERS_WITHOUT_DATABASE else None,
    )

# Looking for garbage among all that was imported takes 0.17 s, in which no reader is answered.
gc.freeze()
