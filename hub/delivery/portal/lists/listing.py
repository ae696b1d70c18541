"""A list in the portal: the API's query, read for people. Filters, chips, pages, feeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs

from django.utils import timezone

from hub.delivery.portal.lists import items
from hub.delivery.portal.lists.alphabet import LetterLink, alphabet, letter_of
from hub.delivery.portal.lists.calendar.spans import Span, spans
from hub.delivery.portal.lists.drawn.pieces import Steady
from hub.delivery.portal.lists.filters import filter_form
from hub.delivery.portal.lists.filters.chips import Chip, chips
from hub.delivery.portal.lists.filters.filter_form import Field
from hub.delivery.portal.lists.filters.vocabulary import labels, titles_of
from hub.delivery.portal.lists.items import Day, Item, Letter
from hub.delivery.portal.lists.paging import Pages, pages
from hub.delivery.portal.lists.subscribe import Feed, feeds
from hub.kernel.contract.parts import Kind
from hub.publication.query import (
    Problem,
    QueryError,
    Result,
    Selection,
    SiteFacts,
    counts_of,
    parameters_for,
    parse,
    run,
    total,
)
from hub.publication.query.memory import while_unchanged as kept_while_unchanged
from hub.words import dates

PAGE: Final = {"dates": 30, "title": 60}
PAGE_USUAL: Final = 20
OWN: Final = ("locale", "limit", "count", "fallback")
NOTHING: Final[Mapping[str, list[str]]] = {}


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of a list with all that stands around it. `total` counts all its pages.

    Dates of more than a week are `running` and stand apart from the `days`.
    `chosen` is what the reader set, `query` that and what the list's page has set.
    """

    kind: Kind
    items: tuple[Item, ...]
    running: tuple[Item, ...]
    days: tuple[Day, ...]
    letters: tuple[Letter, ...]
    alphabet: tuple[LetterLink, ...]
    fields: tuple[Field, ...]
    chips: tuple[Chip, ...]
    spans: tuple[Span, ...]
    feeds: tuple[Feed, ...]
    problems: Mapping[str, str]
    total: int
    pages: Pages
    chosen: Mapping[str, Sequence[str]]
    query: Mapping[str, Sequence[str]]
    selection: Selection

    @property
    def more_fields(self) -> tuple[Field, ...]:
        """Return the fields that are folded away."""
        return tuple(one for one in self.fields if not one.is_main)

    @property
    def has_more_in_use(self) -> bool:
        """Whether one of the folded fields says something."""
        return any(one.is_used for one in self.more_fields)

    @property
    def chosen_elsewhere(self) -> tuple[tuple[str, str], ...]:
        """Return what is chosen and has no field in the form, which has to send it all the same."""
        own = {one.name for one in self.fields}
        return tuple(
            (name, value)
            for name, values in self.chosen.items()
            if name not in own
            for value in values
        )

    @property
    def chosen_words(self) -> str:
        """Return what is chosen in words: "kostenlos, Roßlau"."""
        return dates.comma().join(one.label for one in self.chips)


@dataclass(frozen=True)
class _Around:
    """What stands around the items, and follows from what was asked and the counts alone."""

    fields: Steady[Field]
    chips: Steady[Chip]
    spans: Steady[Span]
    feeds: Steady[Feed]


@dataclass(frozen=True)
class _Read:
    """What was asked and what came."""

    selection: Selection
    result: Result
    given: Mapping[str, list[str]]
    problems: tuple[Problem, ...]


def listing(
    kind: Kind,
    site: SiteFacts,
    locale: str,
    path: str,
    given: Mapping[str, Any],
    fixed: str = "",
    *,
    kept: Mapping[str, list[str]] = NOTHING,
) -> Listing:
    """Return one page of a kind's list at `path`.

    `kept` are parameters that are none of the query's and stay in every address: the view.

    `given` are the reader's parameters; those that are no words of the query language are not ours
    and are left alone. `fixed` is what the list's own page has set, as in the API's addresses.
    What is not understood is explained at its field; the rest still counts.
    """
    set_here = parse_qs(fixed)
    names = [one for one in parameters_for([kind]) if one not in OWN]
    asked = filter_form.shown(given, [one for one in names if one not in set_here])
    found = _read(kind, site, locale, asked, set_here)
    chosen = {name: values for name, values in found.given.items() if name != "cursor"}
    problems = filter_form.explain(found.problems, asked)
    known = labels(site, locale)
    # Counts of the whole list, so that a choice never makes the others disappear.
    whole = _whole(found, kind, site, locale, set_here)
    shown = {**chosen, **{name: asked[name] for name in problems if name in asked}}

    def around() -> _Around:
        facets = counts_of(whole).facets if kind.facets else {}
        titles = titles_of(site, locale, chosen)
        return _Around(
            Steady(filter_form.fields(kind, shown, facets, known, problems, set_here)),
            Steady(chips(kind, path, chosen, known, titles, kept)),
            Steady(spans(path, chosen, kept) if kind.order == "dates" else ()),
            Steady(feeds(kind, {**set_here, **chosen}, site, locale)),
        )

    # A day like "+30d" is another one tomorrow.
    steady = kept_while_unchanged(
        "around", whole, around, timezone.localdate(), path, repr((shown, problems, set_here, kept))
    )
    made = tuple(items.item_of(row, site, locale) for row in found.result.rows)
    short = [one for one in made if not one.is_long]
    count = _total(found, whole)
    # Sorted by a number the days and letters of a list mean nothing.
    is_sorted = bool(found.selection.sort)
    has_days = kind.order == "dates" and not is_sorted
    is_title = kind.order == "title" and not is_sorted
    return Listing(
        kind=kind,
        items=made,
        running=tuple(one for one in made if one.is_long) if has_days else (),
        days=tuple(items.by_day(short, found.selection.starts_from)) if has_days else (),
        letters=tuple(items.by_letter(made, letter_of)) if is_title else (),
        alphabet=alphabet(found.selection, path, {**chosen, **kept}) if is_title else (),
        fields=steady.fields,
        chips=steady.chips,
        spans=steady.spans,
        feeds=steady.feeds,
        problems=problems,
        total=count,
        pages=pages(found.selection, found.result, count, path, {**chosen, **kept}),
        chosen=chosen,
        query={**set_here, **chosen},
        selection=found.selection,
    )


def _read(
    kind: Kind,
    site: SiteFacts,
    locale: str,
    asked: Mapping[str, list[str]],
    set_here: Mapping[str, list[str]],
) -> _Read:
    limit = PAGE.get(kind.order, PAGE_USUAL)
    try:
        selection = _selection(kind, site, locale, asked, set_here, limit)
        return _Read(selection, run(selection), asked, ())
    except QueryError as error:
        refused = {one.parameter for one in error.problems}
        rest = {name: values for name, values in asked.items() if name not in refused}
        selection = _selection(kind, site, locale, rest, set_here, limit)
        return _Read(selection, run(selection), rest, error.problems)


def _whole(
    found: _Read,
    kind: Kind,
    site: SiteFacts,
    locale: str,
    set_here: Mapping[str, list[str]],
) -> Selection:
    """Return the selection without what the reader asked for; it is parsed once."""
    if not found.given:
        return found.selection
    return _selection(kind, site, locale, {}, set_here, PAGE.get(kind.order, PAGE_USUAL))


def _total(found: _Read, whole: Selection) -> int:
    """Return the size of the list; the only page need not be counted, all of it is already."""
    if found.result.next_cursor is None and found.selection.after is None:
        return len(found.result.rows)
    is_counted = whole.kinds[0].facets and found.selection.whole == whole.whole
    return counts_of(whole).total if is_counted else total(found.selection)


def _selection(
    kind: Kind,
    site: SiteFacts,
    locale: str,
    asked: Mapping[str, list[str]],
    set_here: Mapping[str, list[str]],
    limit: int,
) -> Selection:
    own = {"locale": [locale], "limit": [str(limit)]}
    return parse({**asked, **set_here, **own}, [kind], site)


def select(
    kind: Kind, site: SiteFacts, locale: str, query: str, limit: int
) -> tuple[list[Item], datetime | None]:
    """Return the items of a query as in the API's addresses, and the moment their dates begin at.

    A query that is not understood gives an empty list: it stands in a text, nobody can answer it.
    """

    def read() -> Selection:
        asked = {**parse_qs(query), "locale": [locale], "limit": [str(limit)]}
        return parse(asked, [kind], site)

    key = "selection", kind.name, locale, query, limit, timezone.localdate()
    try:
        selection = site.memory.get(key, read)
    except QueryError:
        return [], None
    rows = run(selection).rows
    return [items.item_of(row, site, locale) for row in rows], selection.starts_from
