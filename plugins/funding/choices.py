"""Who may apply, for what, where: fixed lists, their keys are public API."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Choices = Sequence[tuple[str, object]]

APPLICANTS: Final = (
    ("association", _("registered associations")),
    ("initiative", _("groups without a legal form")),
    ("nonprofit", _("other non-profit bodies")),
    ("school", _("schools and day nurseries")),
    ("parish", _("religious communities")),
    ("municipality", _("municipalities")),
    ("business", _("businesses")),
    ("person", _("single persons")),
)
PURPOSES: Final = (
    ("project", _("projects")),
    ("event", _("events and festivals")),
    ("equipment", _("equipment")),
    ("premises", _("rooms and buildings")),
    ("staff", pgettext_lazy("funding", "staff")),
    ("training", _("training of volunteers")),
    ("digital", _("digital tools")),
    ("exchange", _("meetings and exchange")),
    ("recognition", _("thanks and recognition")),
)


class Region(models.TextChoices):
    """Where what is funded has to take place."""

    CITY = "city", _("in this city")
    STATE = "state", _("in the federal state")
    COUNTRY = "country", _("in Germany")
    EUROPE = "europe", _("in Europe")


class Timing(models.TextChoices):
    """What is known of the time to apply. Four different things, each with its own word."""

    DATED = "dated", _("until a certain day")
    ROLLING = "rolling", _("at any time")
    ANNOUNCED = "announced", _("announced, not yet open")
    UNKNOWN = "unknown", _("not known")


STATES: Final = (
    ("open", pgettext_lazy("funding", "open")),
    ("closing_soon", _("closing soon")),
    ("announced", _("announced")),
    ("closed", pgettext_lazy("funding", "closed")),
)
TIMES: Final = (
    ("now", _("now")),
    ("in_a_month", _("in a month or later")),
    ("announced", _("once the next call opens")),
)


def keys(choices: Choices) -> list[str]:
    """Return the keys of a list."""
    return [key for key, _label in choices]


def labels(chosen: Iterable[str], choices: Choices) -> list[dict[str, str]]:
    """Return [{key, label}] in the list's order and the active language, known keys only."""
    wanted = set(chosen)
    return [{"key": key, "label": str(label)} for key, label in choices if key in wanted]
