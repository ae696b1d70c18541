"""The fixed lists of events. Their keys are public API and stay; their labels are translated."""

from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Type(models.TextChoices):
    """An event has dates one can go to; a long-running one is open over weeks and listed apart."""

    EVENT = "event", _("Event")
    LONG_RUNNING = "long_running", _("Long-running (exhibition, campaign …)")


class Status(models.TextChoices):
    """Whether an event, as a whole, takes place."""

    SCHEDULED = "scheduled", _("takes place")
    CANCELLED = "cancelled", _("cancelled")
    POSTPONED = "postponed", _("postponed, new date not known yet")


class DateStatus(models.TextChoices):
    """What differs on one date."""

    CANCELLED = "cancelled", _("is cancelled")
    MOVED = "moved", _("is moved")
    POSTPONED = "postponed", _("is postponed, new date not known yet")
    SCHEDULED = "scheduled", _("takes place, with a note")


# On such a date nobody need come.
OFF: Final = frozenset({"cancelled", "postponed"})


class Format(models.TextChoices):
    """Where one takes part."""

    ONSITE = "onsite", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


AUDIENCE: Final[tuple[tuple[str, Any], ...]] = (
    ("everyone", _("Everyone")),
    ("children", _("Children")),
    ("youth", _("Young people")),
    ("families", _("Families")),
    ("adults", _("Adults")),
    ("seniors", _("Seniors")),
    ("newcomers", _("Newcomers")),
    ("volunteers", _("Volunteers")),
    ("associations", _("Associations and initiatives")),
)

# BCP 47 tags; `sgn-DE` is the grandfathered tag of German Sign Language (RFC 5646, 2.2.8).
LANGUAGES: Final[tuple[tuple[str, Any], ...]] = (
    ("de", pgettext_lazy("spoken language", "German")),
    ("de-x-ls", pgettext_lazy("spoken language", "Easy German (Leichte Sprache)")),
    ("sgn-DE", pgettext_lazy("spoken language", "German Sign Language")),
    ("en", pgettext_lazy("spoken language", "English")),
    ("uk", pgettext_lazy("spoken language", "Ukrainian")),
    ("ru", pgettext_lazy("spoken language", "Russian")),
    ("ar", pgettext_lazy("spoken language", "Arabic")),
    ("fa", pgettext_lazy("spoken language", "Persian")),
    ("tr", pgettext_lazy("spoken language", "Turkish")),
    ("pl", pgettext_lazy("spoken language", "Polish")),
    ("vi", pgettext_lazy("spoken language", "Vietnamese")),
    ("fr", pgettext_lazy("spoken language", "French")),
    ("es", pgettext_lazy("spoken language", "Spanish")),
)


def labelled(keys: list[str], choices: tuple[tuple[str, Any], ...]) -> list[dict[str, str]]:
    """Return [{key, label}] in the list's order and the active language, without unknown keys."""
    return [{"key": key, "label": str(label)} for key, label in choices if key in keys]
