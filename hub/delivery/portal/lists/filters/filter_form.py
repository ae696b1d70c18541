"""The filter form of a list: the API's words as fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub.delivery.portal.lists.filters.vocabulary import Labels
from hub.kernel.contract.filters import Facet, Filter, Flag, NumberRange, Open, Range
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.facts import BadValue
from hub.publication.query import Problem, filters_for
from hub.publication.query.moments import parse_moment
from hub.publication.query.order import sorts
from hub.publication.query.parse import SORT
from hub.words import dates, filter_names

Parameters = Mapping[str, Sequence[str]]

ROUND: Final = {"topic", "accessible"}
# What readers write themselves; all else is chosen.
TYPED: Final = {"search", "date", "number", "text"}
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
    """One field. `type` is search, date, number, select, choices (several) or flag; `problem` says
    what is wrong.

    Fields that are not `is_main` are folded away until one of them says something. `empty` is what
    a select says while nothing is chosen, where that is not "all".
    """

    name: str
    label: str
    type: str
    value: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""
    is_main: bool = True
    empty: str = ""

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
    offered = [_single("q", "search", given, problems)]
    if kind.order == "dates":
        offered += [_single(name, "date", given, problems) for name in ("from", "to")]
    for place, facet in enumerate(dict.fromkeys(kind.facets)):
        one = _of_facet(kind, facet)
        if one is not None:
            field = _faceted(one, given, counts.get(facet, {}), labels, problems)
            if facet == "topic":
                field = replace(field, options=_in_levels(field.options, labels["parent"]))
            offered.append(replace(field, is_main=place < MAIN_FACETS or isinstance(one, Flag)))
    for word in kind.filters:
        offered += _declared(word, given, problems)
    offered += [_sorted(kind, given, problems)] if kind.numbers else []
    return [one for one in offered if one.name not in fixed and (one.options or one.type in TYPED)]


def _declared(one: Filter, given: Parameters, problems: Mapping[str, str]) -> list[Field]:
    """Return the fields of a filter that counts no facet: a range, or whether something is open."""
    if isinstance(one, Open):
        is_chosen = "true" in given.get(one.name, [])
        option = Option("true", filter_names.title_of(one.name, one), None, is_chosen)
        problem = problems.get(one.name, "")
        return [Field(one.name, option.label, "flag", "", (option,), problem)]
    if not isinstance(one, Range):
        return []
    type_ = "number" if isinstance(one, NumberRange) else "date"
    return [
        replace(_single(name, type_, given, problems, one), is_main=False)
        for name in one.parameters
    ]


def _sorted(kind: Kind, given: Parameters, problems: Mapping[str, str]) -> Field:
    chosen = next(iter(given.get(SORT, [])), "")
    options = tuple(
        Option(value, sorted_in_words(kind, value), None, value == chosen)
        for value in sorts([kind])
    )
    label, usual = pgettext("order", "Sorted by"), pgettext("order", "as usual")
    problem = problems.get(SORT, "")
    return Field(SORT, label, "select", chosen, options, problem, is_main=False, empty=usual)


def sorted_in_words(kind: Kind, sort: str) -> str:
    """Return what an order by a number is called: "amount, largest first"."""
    titles = {one.name: one.title for one in kind.numbers}
    is_descending = sort.startswith("-")
    largest, smallest = _("%(what)s, largest first"), _("%(what)s, smallest first")
    words = largest if is_descending else smallest
    return words % {"what": titles[sort.removeprefix("-")]}


def _single(
    name: str,
    type_: str,
    given: Parameters,
    problems: Mapping[str, str],
    word: Filter | None = None,
) -> Field:
    value = next(iter(given.get(name, [])), "")
    if type_ == "date":
        try:
            value = dates.local(parse_moment(value)).date().isoformat() if value else ""
        except BadValue:
            type_ = "text"
    return Field(
        name, filter_names.title_of(name, word), type_, value, problem=problems.get(name, "")
    )


def _of_facet(kind: Kind, facet: str) -> Facet | Flag | None:
    """Return the word that filters by a facet."""
    words = (one for one in filters_for([kind]).values() if isinstance(one, (Facet, Flag)))
    return next((one for one in words if one.key == facet), None)


def _faceted(
    word: Facet | Flag,
    given: Parameters,
    counts: Mapping[str, int],
    labels: Labels,
    problems: Mapping[str, str],
) -> Field:
    chosen = list(given.get(word.name, []))
    if isinstance(word, Flag):
        option = Option(
            "true", filter_names.title_of(word.name, word), counts.get("true"), "true" in chosen
        )
        options: tuple[Option, ...] = (option,) if option.count or chosen else ()
        return Field(word.name, option.label, "flag", "", options, problems.get(word.name, ""))
    own = labels.get(word.name, {})
    # In the order of the vocabulary: topics as the office sorts them, closed lists as declared.
    order = [*own, *(word.values or ()), *sorted(counts), *chosen]
    values = [value for value in dict.fromkeys(order) if counts.get(value) or value in chosen]
    options = tuple(
        Option(
            value,
            filter_names.value_of(word.name, value, word, own),
            counts.get(value, 0),
            value in chosen,
        )
        for value in values[:OPTIONS_MAXIMUM]
    )
    is_round = word.name in ROUND or len(chosen) > 1
    return Field(
        word.name,
        filter_names.title_of(word.name, word),
        "choices" if is_round else "select",
        options=options,
        problem=problems.get(word.name, ""),
    )


def _in_levels(options: Sequence[Option], parents: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the options with those that belong to another one below it."""
    offered = {one.value for one in options}
    below: dict[str, list[Option]] = {}
    for one in options:
        above = parents.get(one.value, "")
        below.setdefault(above if above in offered else "", []).append(one)
    return tuple(replace(one, below=tuple(below.get(one.value, ()))) for one in below.get("", ()))


def explain(problems: Sequence[Problem], given: Parameters) -> dict[str, str]:
    """Return {parameter: what to do}, in the reader's language."""
    sentences: dict[str, str] = {}
    for problem in problems:
        value = ", ".join(given.get(problem.parameter, []))[:80]
        if problem.parameter in {"from", "to"} and "before" in problem.message:
            text = _("The end lies before the beginning. Choose a later day.")
        elif "lies below" in problem.message:
            text = _("The end lies before the beginning. Choose another one.")
        elif "is not a whole number" in problem.message and problem.parameter != "limit":
            text = _("“%(value)s” is not a number. Write figures only, like this: 500.")
        elif problem.parameter in {"from", "to"} or "neither a date" in problem.message:
            text = _("“%(value)s” is not a day. Write it like this: 2026-03-14.")
        elif problem.parameter == "month":
            text = _("“%(value)s” is not a month. Write it like this: 2026-03.")
        elif problem.parameter == "q":
            text = _("These are too many words. Search for one or two of them.")
        elif problem.parameter == "cursor":
            text = _("This part of the list does not exist any more. You see its beginning.")
        else:
            text = _("“%(value)s” cannot be chosen here. Choose again.")
        sentences[problem.parameter] = text % {"value": value} if "%(" in text else text
    return sentences


def shown(given: Mapping[str, Any], names: Sequence[str]) -> dict[str, list[str]]:
    """Return the parameters among `names` that say something: a form sends its empty fields too."""
    cleaned = {
        name: [one.strip() for one in given[name] if one.strip()] for name in given if name in names
    }
    return {name: values for name, values in cleaned.items() if values}
