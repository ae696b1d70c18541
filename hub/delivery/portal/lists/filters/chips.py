"""What is chosen in a list, as chips that take it away again."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.delivery.portal.lists.filters.filter_form import NOTHING, Parameters, link, sorted_in_words
from hub.delivery.portal.lists.filters.vocabulary import Labels
from hub.kernel.contract.filters import Filter, Flag, NumberRange, Open, Range
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.facts import BadValue
from hub.publication.query import filters_for
from hub.publication.query.moments import parse_moment
from hub.publication.query.parse import RADIUS_DEFAULT_KM, SORT
from hub.words import dates, filter_names


@dataclass(frozen=True)
class Chip:
    """One chosen value; `url` is the list without it."""

    label: str
    url: str


def chips(
    kind: Kind,
    path: str,
    given: Parameters,
    labels: Labels,
    titles: Mapping[str, str],
    kept: Parameters = NOTHING,
) -> list[Chip]:
    """Return what is chosen, each with the list without it. `titles` names organisations by id.

    `kept` are parameters that stay in every address, such as the view of the list.
    """
    known = filters_for([kind])
    shown = []
    for name in sorted(given):
        if name == "radius_km":
            # Says nothing alone: it is in the words of `near`, and goes with it.
            continue
        gone = {name, "radius_km"} if name == "near" else {name}
        for value in given[name]:
            rest = {
                key: [one for one in values if key not in gone or (key == name and one != value)]
                for key, values in given.items()
            }
            label = _chip_label(name, value, known.get(name), labels, titles)
            if name == "near":
                label = _around(given)
            elif name == SORT:
                label = sorted_in_words(kind, value)
            left = {key: one for key, one in rest.items() if one}
            shown.append(Chip(label, link(path, {**left, **kept})))
    return shown


def _chip_label(
    name: str, value: str, word: Filter | None, labels: Labels, titles: Mapping[str, str]
) -> str:
    if isinstance(word, Flag) or (isinstance(word, Open) and value == "true"):
        return filter_names.title_of(name, word)
    if isinstance(word, Range):
        end = value if isinstance(word, NumberRange) else _day(value)
        return f"{filter_names.title_of(name, word)} {end}"
    if name in {"from", "to"}:
        text = _("from %(day)s") if name == "from" else _("to %(day)s")
        return text % {"day": _day(value)}
    if name == "q":
        return value
    if value in titles:
        return titles[value]
    label = filter_names.value_of(name, value, word, labels.get(name, {}))
    if name == "topic!":
        return f"{filter_names.title_of(name, word)}: {labels.get('topic', {}).get(value, value)}"
    return label


def _around(given: Parameters) -> str:
    """Say how far around: the point itself is the reader's own and means nothing to read."""
    radius = next(iter(given.get("radius_km", [])), f"{RADIUS_DEFAULT_KM:g}")
    return _("within %(distance)s km") % {"distance": radius}


def _day(value: str) -> str:
    try:
        day = dates.local(parse_moment(value)).date()
    except BadValue:
        return value
    return dates.near_in_words(day) or dates.day_in_words(day)
