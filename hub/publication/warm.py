"""Warm: what a process loads when it first needs it, loaded before anybody waits for it.

A document has one second to be built in, and a bell a fifth of one to be heard: on a busy machine
the first of a process needs longer, for words, addresses and the way to the broker.
"""

from babel import Locale
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hub.kernel.wake import ring_aside
from hub.words.dates import base


def load() -> None:
    """Load the catalogue, the addresses and CLDR's words of every language. Safe to repeat."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            reverse("media", args=("-",))
            _ = Locale.parse(base(code)).days


def warm(task: str) -> None:
    """Load them, and ring for a task that finds out by itself whether there is anything to do."""
    load()
    ring_aside(task)
