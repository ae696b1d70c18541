"""The page of a list: agenda, month or map, each an address of the same selection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from hub.delivery.portal.lists.calendar.months import BadMonth, first_of, month, month_of_entries
from hub.delivery.portal.lists.filters.filter_form import explain, link
from hub.delivery.portal.lists.listing import Listing, listing
from hub.delivery.portal.lists.maps import streets
from hub.delivery.portal.lists.maps.overview import overview
from hub.kernel.contract.parts import Kind
from hub.publication.query import Problem, SiteFacts

LIST: Final = "list"
# Parameters of the page itself, besides those of the query.
OF_VIEWS: Final = ("view", "month", streets.PARAMETER)
# What is sorted by date or by name happens or sits somewhere; news do not.
VIEWS: Final[Mapping[str, tuple[str, ...]]] = {
    "dates": (LIST, "month", "map"),
    "title": (LIST, "map"),
}
TITLES: Final[Mapping[str, Any]] = {
    LIST: pgettext_lazy("view", "List"),
    "month": pgettext_lazy("view", "Month"),
    "map": pgettext_lazy("view", "Map"),
}


@dataclass(frozen=True)
class View:
    """One way to look at the selection."""

    name: str
    title: str
    url: str
    is_current: bool


def context_of_list(
    kind: Kind,
    site: SiteFacts,
    locale: str,
    path: str,
    given: Mapping[str, Sequence[str]],
    fixed: str,
) -> dict[str, Any]:
    """Return what a list's template has: `list`, `path`, `view`, `views`, `month`, `map`.

    `chosen` are the parameters that were understood; `has_places` says that its items sit
    somewhere, so that those near by can be asked for.

    A map has besides: `offered_streets`, `has_streets` (asked for), `streets_url` (to ask).

    A view or a month that does not exist is explained; the rest of the address still counts.
    """
    problems: dict[str, str] = {}
    view = _view(kind, given, problems)
    kept = {"view": [view]} if view != LIST else {}
    has_streets = view == "map" and streets.is_asked(given)
    if has_streets:
        kept[streets.PARAMETER] = [streets.ASKED]
    shown = listing(kind, site, locale, path, given, fixed, kept=kept)
    context: dict[str, Any] = {"path": path, "view": view, "kept": tuple(kept.items())}
    if kind.order == "dates":
        first = _month(given, problems)
        if view != "map":
            made = month_of_entries if view == "month" else month
            context["month"] = made(shown, path, first)
    if view == "map":
        context["map"] = overview(shown, site, locale, path)
        context["offered_streets"] = streets.offered()
        context["has_streets"] = has_streets
        asked = {"view": [view], streets.PARAMETER: [streets.ASKED]}
        context["streets_url"] = link(path, {**shown.chosen, **asked})
    context["list"] = replace(shown, problems={**shown.problems, **problems})
    context["views"] = _views(kind, shown, path, view)
    context["chosen"] = {**shown.chosen, **kept, **_month_kept(view, given, problems)}
    context["has_places"] = "map" in _names(kind)
    return context


def _names(kind: Kind) -> tuple[str, ...]:
    return VIEWS.get(kind.order, (LIST,))


def _view(kind: Kind, given: Mapping[str, Sequence[str]], problems: dict[str, str]) -> str:
    asked = next(iter(given.get("view", [])), LIST) or LIST
    if asked in _names(kind):
        return asked
    problems.update(explain([Problem("view", "unknown")], {"view": [asked]}))
    return LIST


def _month(given: Mapping[str, Sequence[str]], problems: dict[str, str]) -> Any:
    asked = next(iter(given.get("month", [])), "")
    try:
        return first_of(asked)
    except BadMonth:
        problems.update(explain([Problem("month", "unknown")], {"month": [asked]}))
        return first_of("")


def _month_kept(
    view: str, given: Mapping[str, Sequence[str]], problems: Mapping[str, str]
) -> dict[str, Sequence[str]]:
    is_kept = view == "month" and given.get("month") and "month" not in problems
    return {"month": given["month"]} if is_kept else {}


def _views(kind: Kind, shown: Listing, path: str, current: str) -> tuple[View, ...]:
    names = _names(kind)
    if len(names) == 1:
        return ()
    return tuple(
        View(
            name,
            str(TITLES[name]),
            link(path, {**shown.chosen, **({"view": [name]} if name != LIST else {})}),
            name == current,
        )
        for name in names
    )


def title_of_view(context: Mapping[str, Any], title: str) -> str:
    """Return what the list of a selection is called: "Veranstaltungen: kostenlos, Roßlau"."""
    shown: Listing = context["list"]
    if not shown.chips:
        return title
    return _("%(list)s: %(choice)s") % {"list": title, "choice": shown.chosen_words}
