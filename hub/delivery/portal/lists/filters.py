"""The filter form of a list: the API's words as fields, what is chosen as removable chips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from hub.delivery.portal.lists.vocabulary import Labels
from hub.kernel.facts import BadValue
from hub.kernel.filters import Facet, Filter, Flag, Open
from hub.kernel.parts import Kind
from hub.publication.query import Problem, words_for
from hub.publication.query.moments import parse_moment
from hub.publication.query.parse import RADIUS_DEFAULT_KM
from hub.words import dates, filter_names

Parameters = Mapping[str, Sequence[str]]

ROUND: Final = {"topic", "accessible"}
OPTIONS_MAXIMUM: Final = 60
NOTHING: Final[Mapping[str, Sequence[str]]] = {}
# So many of a kind's facets stand in the open; the others are folded away.
MAIN_FACETS: Final = 2


@dataclass(frozen=True)
class Option:
    """One value that can be chosen, with how many items have it and the values below it."""

    value: str
    label: str
    count: int | None
    is_chosen: bool
    below: tuple["Option", ...] = ()

    @property
    def has_chosen_below(self) -> bool:
        """Whether one of the values below is chosen."""
        return any(one.is_chosen for one in self.below)


@dataclass(frozen=True)
class Field:
    """One field. `type` is search, date, select, choices (several) or flag; `problem` its error.

    Fields that are not `is_main` are folded away until one of them says something.
    """

    name: str
    label: str
    type: str
    value: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""
    is_main: bool = True

    @property
    def is_used(self) -> bool:
        """Whether the reader chose something here, or was not understood."""
        return bool(self.value or self.problem or self.chosen)

    @property
    def chosen(self) -> tuple[Option, ...]:
        """Return the options that are chosen, of both levels."""
        both = (each for one in self.options for each in (one, *one.below))
        return tuple(one for one in both if one.is_chosen)

    @property
    def id(self) -> str:
        """Return the id of its element."""
        return f"filter-{self.name}"


@dataclass(frozen=True)
class Chip:
    """One chosen value; `url` is the list without it."""

    label: str
    url: str


def link(path: str, parameters: Parameters) -> str:
    """Return the address of a list with these parameters, in a steady order."""
    pairs = [(name, value) for name in sorted(parameters) for value in parameters[name]]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def fields(
    kind: Kind,
    given: Parameters,
    counts: Mapping[str, Mapping[str, int]],
    labels: Labels,
    problems: Mapping[str, str],
    fixed: Parameters,
) -> list[Field]:
    """Return the fields of a kind's list, without those that the list itself has set."""
    made = [_single("q", "search", given, problems)]
    if kind.order == "dates":
        made += [_single(name, "date", given, problems) for name in ("from", "to")]
    for place, facet in enumerate(dict.fromkeys(kind.facets)):
        one = _of_facet(kind, facet)
        if one is not None:
            field = _faceted(one, given, counts.get(facet, {}), labels, problems)
            if facet == "topic":
                field = replace(field, options=_in_levels(field.options, labels["parent"]))
            made.append(replace(field, is_main=place < MAIN_FACETS or isinstance(one, Flag)))
    return [
        one
        for one in made
        if one.name not in fixed and (one.options or one.type in {"search", "date", "text"})
    ]


def _single(name: str, type_: str, given: Parameters, problems: Mapping[str, str]) -> Field:
    value = next(iter(given.get(name, [])), "")
    if type_ == "date":
        try:
            value = dates.local(parse_moment(value)).date().isoformat() if value else ""
        except BadValue:
            type_ = "text"
    return Field(name, filter_names.title_of(name), type_, value, problem=problems.get(name, ""))


def _of_facet(kind: Kind, facet: str) -> Facet | Flag | None:
    """Return the word that filters by a facet."""
    words = (one for one in words_for([kind]).values() if isinstance(one, (Facet, Flag)))
    return next((one for one in words if one.key == facet), None)


def _faceted(
    one: Facet | Flag,
    given: Parameters,
    counts: Mapping[str, int],
    labels: Labels,
    problems: Mapping[str, str],
) -> Field:
    chosen = list(given.get(one.name, []))
    if isinstance(one, Flag):
        option = Option(
            "true", filter_names.title_of(one.name, one), counts.get("true"), "true" in chosen
        )
        options: tuple[Option, ...] = (option,) if option.count or chosen else ()
        return Field(one.name, option.label, "flag", "", options, problems.get(one.name, ""))
    own = labels.get(one.name, {})
    # In the order of the vocabulary: topics as the office sorts them, closed lists as declared.
    order = [*own, *(one.values or ()), *sorted(counts), *chosen]
    values = [value for value in dict.fromkeys(order) if counts.get(value) or value in chosen]
    options = tuple(
        Option(
            value,
            filter_names.value_of(one.name, value, one, own),
            counts.get(value, 0),
            value in chosen,
        )
        for value in values[:OPTIONS_MAXIMUM]
    )
    is_round = one.name in ROUND or len(chosen) > 1
    return Field(
        one.name,
        filter_names.title_of(one.name, one),
        "choices" if is_round else "select",
        options=options,
        problem=problems.get(one.name, ""),
    )


def _in_levels(options: Sequence[Option], parents: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the options with those that belong to another one below it."""
    offered = {one.value for one in options}
    below: dict[str, list[Option]] = {}
    for one in options:
        above = parents.get(one.value, "")
        below.setdefault(above if above in offered else "", []).append(one)
    return tuple(replace(one, below=tuple(below.get(one.value, ()))) for one in below.get("", ()))


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
    known = words_for([kind])
    made = []
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
            left = {key: one for key, one in rest.items() if one}
            made.append(Chip(label, link(path, {**left, **kept})))
    return made


def _chip_label(
    name: str, value: str, one: Filter | None, labels: Labels, titles: Mapping[str, str]
) -> str:
    if isinstance(one, (Flag, Open)):
        return filter_names.title_of(name, one)
    if name in {"from", "to"}:
        text = _("from %(day)s") if name == "from" else _("to %(day)s")
        return text % {"day": _day(value)}
    if name == "q":
        return value
    if value in titles:
        return titles[value]
    label = filter_names.value_of(name, value, one, labels.get(name, {}))
    if name == "topic!":
        return f"{filter_names.title_of(name, one)}: {labels.get('topic', {}).get(value, value)}"
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


def explain(problems: Sequence[Problem], given: Parameters) -> dict[str, str]:
    """Return {parameter: what to do}, in the reader's language."""
    found: dict[str, str] = {}
    for one in problems:
        value = ", ".join(given.get(one.parameter, []))[:80]
        if one.parameter in {"from", "to"} and "before" in one.message:
            text = _("The end lies before the beginning. Choose a later day.")
        elif one.parameter in {"from", "to"}:
            text = _("“%(value)s” is not a day. Write it like this: 2026-03-14.")
        elif one.parameter == "month":
            text = _("“%(value)s” is not a month. Write it like this: 2026-03.")
        elif one.parameter == "q":
            text = _("These are too many words. Search for one or two of them.")
        elif one.parameter == "cursor":
            text = _("This part of the list does not exist any more. You see its beginning.")
        else:
            text = _("“%(value)s” cannot be chosen here. Choose again.")
        found[one.parameter] = text % {"value": value} if "%(" in text else text
    return found


def shown(given: Mapping[str, Any], names: Sequence[str]) -> dict[str, list[str]]:
    """Return the parameters among `names` that say something: a form sends its empty fields too."""
    cleaned = {
        name: [one.strip() for one in given[name] if one.strip()] for name in given if name in names
    }
    return {name: values for name, values in cleaned.items() if values}
