"""The hub's settings for tests: every capability, the example among them."""

import os

os.environ.setdefault(
    "HUB_CAPABILITIES",
    "plugins.editorial,plugins.organisations,plugins.events,plugins.example",
)

from hub.settings import *  # noqa: F403
