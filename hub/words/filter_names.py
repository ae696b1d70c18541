"""What the filter words and their values are called; a kind's own names come first."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from hub.kernel.contract.filters import Filter, Range, Worded
from hub.words.dates import weekday_name

WEEKDAY_NAME: Final = lazy(weekday_name, str)
FACT_WORDS: Final[Mapping[str, Any]] = {
    "step_free": _("step-free"),
    "accessible_toilet": _("accessible toilet"),
    "accessible_parking": _("accessible parking"),
    "lift": _("lift"),
    "induction_loop": _("induction loop"),
    "sign_language": _("sign language"),
    "quiet_room": _("quiet room"),
    "guide_dogs": _("guide dogs welcome"),
    "large_print": _("large print"),
    "easy_language": _("easy language"),
}
TITLES: Final[Mapping[str, Any]] = {
    "q": pgettext_lazy("filter", "Name or word"),
    "from": pgettext_lazy("filter", "From"),
    "to": pgettext_lazy("filter", "To"),
    "topic": _("Topic"),
    "topic!": pgettext_lazy("filter", "Without the topic"),
    "district": _("District"),
    "organisation": _("Organisation"),
    "place": _("Place"),
    "accessible": pgettext_lazy("filter", "Accessibility"),
    "format": pgettext_lazy("filter", "How"),
    "free": _("free"),
    "audience": pgettext_lazy("filter", "For whom"),
    "language": _("Language"),
    "status": pgettext_lazy("filter", "State"),
    "type": pgettext_lazy("filter", "Kind"),
    "field": pgettext_lazy("filter", "Field of activity"),
    "steering_group": _("in the steering group"),
    "weekday": pgettext_lazy("filter", "Weekday"),
    "near": pgettext_lazy("filter", "Near by"),
}
VALUES: Final[Mapping[str, Mapping[str, Any]]] = {
    "accessible": FACT_WORDS,
    "format": {
        "onsite": _("in person"),
        "online": _("online"),
        "hybrid": _("in person and online"),
    },
    "status": {
        "scheduled": _("takes place"),
        "cancelled": _("cancelled"),
        "postponed": _("postponed"),
        "moved": pgettext_lazy("date", "moved"),
    },
    "weekday": {
        key: WEEKDAY_NAME(number)
        for number, key in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))
    },
    "type": {
        "civil_society": _("civil society"),
        "municipality": _("municipality"),
        "business": _("business"),
        "event": _("single dates"),
        "long_running": _("long-running"),
    },
}


def title_of(name: str, one: Filter | None = None) -> str:
    """Return what a parameter is called; those of a range say which end they are."""
    if isinstance(one, Range):
        words = one.title or one.name
        is_lower = name == one.parameters[0]
        lower, upper = pgettext("filter", "%(what)s from"), pgettext("filter", "%(what)s up to")
        return (lower if is_lower else upper) % {"what": words}
    return str((one and one.title) or TITLES.get(name) or name)


def value_of(name: str, value: str, one: Filter | None, labels: Mapping[str, str]) -> str:
    """Return what a filter's value is called; `labels` are those of topics and districts."""
    own = one.labels if isinstance(one, Worded) else {}
    found = own.get(value) or VALUES.get(name, {}).get(value) or labels.get(value) or value
    return str(found)
