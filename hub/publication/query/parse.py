"""Parse: from parameters to a selection. Every word is understood or named in an error."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.utils import timezone

from hub.kernel.contract.filters import DateRange, Filter, OnDate, Open, Range, Text
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.facts import BadValue
from hub.publication.query.compiled import Over, Sql, between, compiled, end_of
from hub.publication.query.cursor import decode
from hub.publication.query.moments import morning_of, parse_moment
from hub.publication.query.order import NAMED, NEVER, SEARCHED, order_of, sorts
from hub.publication.query.selection import Asked, Problem, QueryError, Selection, SiteFacts
from hub.publication.query.shared_filters import CIRCLE, filters_for, near

LIMIT_DEFAULT: Final = 20
LIMIT_MAXIMUM: Final = 100
RADIUS_DEFAULT_KM: Final = 5.0
RADIUS_MAXIMUM_KM: Final = 200.0
# A number as a program writes it: 17 digits, sign, point and exponent.
RADIUS_LENGTH_MAXIMUM: Final = 25
GENERAL: Final = ("limit", "cursor", "count", "locale", "fallback")
RANGE: Final = ("from", "to")
SORT: Final = "sort"


def parameters_for(kinds: Sequence[Kind]) -> list[str]:
    """Return every parameter a list of these kinds understands."""
    dated = RANGE if len(kinds) == 1 and kinds[0].order == "dates" else ()
    sorted_by = (SORT,) if sorts(kinds) else ()
    return [*GENERAL, *sorted_by, *dated, "near", "radius_km", *filters_for(kinds)]


def parse(
    parameters: Mapping[str, list[str]],
    kinds: Sequence[Kind],
    site: SiteFacts,
    *,
    reserved: Collection[str] = (),
    limit_maximum: int = LIMIT_MAXIMUM,
    sort: str = "",
) -> Selection:
    """Return the selection that the parameters ask for.

    A list of dates without `from` begins today. `reserved` parameters are the caller's and skipped.
    `sort` is the caller's order, where it leaves none to the reader.
    Raises QueryError with all problems at once.
    """
    parser = _Parser(parameters, kinds, site, limit_maximum, sort)
    parser.refuse_unknown(reserved)
    return parser.selection()


def is_range_of(word: Filter, role: str) -> bool:
    """Whether a filter bounds the very dates by which a list of that order is sorted."""
    return isinstance(word, DateRange) and word.role == role


class _Parser:
    def __init__(
        self,
        parameters: Mapping[str, list[str]],
        kinds: Sequence[Kind],
        site: SiteFacts,
        limit_maximum: int,
        sort: str,
    ) -> None:
        self.parameters, self.kinds, self.site = parameters, tuple(kinds), site
        self.limit_maximum = limit_maximum
        self.words = filters_for(kinds)
        self.problems: list[Problem] = []
        self.asked: list[Asked] = []
        self.is_sorted = bool(sort)
        self.sort = sort or self._choice(SORT, sorts(self.kinds), "")
        self.order = order_of(self.kinds, self.sort)
        numbers = self.kinds[0].numbers if len(self.kinds) == 1 else ()
        places = {one.name: place for place, one in enumerate(numbers, 1)}
        self.over = Over(self.order.alias, places)
        is_one = len(self.kinds) == 1 and self.sort not in SEARCHED
        self.role = self.kinds[0].order if is_one else ""
        self.found_words: tuple[str, tuple[Any, ...]] | None = None

    def refuse_unknown(self, reserved: Collection[str]) -> None:
        known = [one for one in parameters_for(self.kinds) if one != SORT or not self.is_sorted]
        for name in self.parameters:
            if name not in known and name not in reserved:
                message = f"is not a parameter of this list. Known: {', '.join(known)}"
                self.problems.append(Problem(name[:80], message))

    def selection(self) -> Selection:
        conditions, date_conditions = self._conditions()
        given: dict[str, Any] = {
            "site": self.site,
            "kinds": self.kinds,
            "locale": self._choice("locale", self.site.locales, self.site.default_locale),
            "allows_fallback": self._choice("fallback", ["any", "none"], "any") == "any",
            "limit": self._number("limit", LIMIT_DEFAULT, self.limit_maximum),
            "has_count": self._choice("count", ["true", "false"], "false") == "true",
            "conditions": tuple(conditions),
            "words": self.found_words,
            "date_conditions": tuple(date_conditions),
            "sort": self.sort,
            "text": next((one.values[0] for one in self.asked if isinstance(one.filter, Text)), ""),
            "asked": tuple(self.asked),
        }
        given.update(self._range())
        given["after"] = self._try("cursor", lambda text: decode(text, self.order), None)
        if self.problems:
            raise QueryError(self.problems)
        return Selection(**given)

    def _single(self, name: str) -> str | None:
        values = self.parameters.get(name)
        if not values:
            return None
        if len(values) > 1:
            self.problems.append(Problem(name, f"is given {len(values)} times; give it once"))
        return values[0]

    def _try(self, name: str, read: Any, default: Any) -> Any:
        text = self._single(name)
        if text is None:
            return default
        try:
            return read(text)
        except BadValue as error:
            self.problems.append(Problem(name, str(error)))
            return default

    def _choice(self, name: str, allowed: Sequence[str], default: str) -> str:
        def read(text: str) -> str:
            if text not in allowed:
                raise BadValue(f"'{text[:80]}' is not one of {', '.join(allowed)}")
            return text

        return str(self._try(name, read, default))

    def _number(self, name: str, default: int, maximum: int) -> int:
        def read(text: str) -> int:
            if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:10]) <= maximum:
                raise BadValue(f"'{text[:80]}' is not a whole number from 1 to {maximum}")
            return int(text)

        return int(self._try(name, read, default))

    def _range(self) -> dict[str, Any]:
        """Return which dates count, in a list of a kind that is sorted by its dates."""
        if self.role == "dates":
            return self._days()
        return {} if self.role in ("", *NAMED) else self._of_role(self.role)

    def _days(self) -> dict[str, Any]:
        default = None if self._is_pinned() else parse_moment(timezone.localdate().isoformat())
        starts_from = self._try("from", parse_moment, default)
        ends_before = self._try("to", lambda text: parse_moment(text, is_end=True), None)
        if starts_from and ends_before and starts_from >= ends_before:
            self.problems.append(Problem("to", "lies before from"))
        given = next(iter(self.parameters.get("from", ())), "")
        return {
            "starts_from": starts_from,
            "runs_beyond": starts_from and morning_of(given, starts_from),
            "ends_before": ends_before,
        }

    def _of_role(self, role: str) -> dict[str, Any]:
        """Return the span of a list by a role: what its own range says, else from this moment."""
        word = next((one for one in self.words.values() if is_range_of(one, role)), None)
        lower, upper = self._ends(word) if isinstance(word, Range) else (None, None)
        # What never ends has no place in a span.
        is_bounded = lower is not None or upper is not None
        return {
            "is_from_now": lower is None and not self._is_pinned(),
            "starts_from": lower,
            "runs_beyond": lower,
            "ends_before": upper or (NEVER if is_bounded else None),
        }

    def _is_pinned(self) -> bool:
        """Whether the reader asks for items that may lie behind."""
        closed = (one.name for one in self.words.values() if isinstance(one, Open))
        is_over = any(self.parameters.get(name) == ["false"] for name in closed)
        return is_over or bool({"ids", "changed_since"} & set(self.parameters))

    def _conditions(self) -> tuple[list[Any], list[Any]]:
        rows: list[Any] = []
        dates: list[Any] = []
        # A range stands among the words by both of its parameters.
        for word in {one.name: one for one in self.words.values()}.values():
            if is_range_of(word, self.role):
                continue
            found = self._between(word) if isinstance(word, Range) else self._word(word)
            if found is None:
                continue
            condition = found[0], tuple(found[1])
            (dates if isinstance(word, OnDate) else rows).append(condition)
            if isinstance(word, Text) and self.found_words is None:
                self.found_words = condition
        circle = self._near()
        return rows + ([circle] if circle else []), dates

    def _word(self, word: Filter) -> Sql | None:
        values = self.parameters.get(word.name)
        if not values:
            return None
        try:
            if any("\x00" in value for value in values):
                raise BadValue("contains a NUL character")
            found = compiled(word, list(values), self.over)
        except BadValue as error:
            self.problems.append(Problem(word.name, str(error)))
            return None
        self.asked.append(Asked(word, tuple(values)))
        return found

    def _between(self, word: Range) -> Sql | None:
        lower, upper = self._ends(word)
        if lower is None and upper is None:
            return None
        return between(word, lower, upper, self.over)

    def _ends(self, word: Range) -> tuple[Any, Any]:
        names = word.parameters
        lower = self._try(names[0], partial(end_of, word, is_upper=False), None)
        upper = self._try(names[1], partial(end_of, word, is_upper=True), None)
        if lower is not None and upper is not None and lower > upper:
            self.problems.append(Problem(names[1], f"lies below {names[0]}"))
        if lower is not None or upper is not None:
            self.asked.append(Asked(word, (lower, upper)))
        return lower, upper

    def _near(self) -> tuple[str, tuple[Any, ...]] | None:
        def radius(text: str) -> float:
            try:
                value = float(text) if len(text) <= RADIUS_LENGTH_MAXIMUM else -1.0
            except ValueError:
                value = -1.0
            if not 0 < value <= RADIUS_MAXIMUM_KM:
                raise BadValue(
                    f"'{text[:80]}' is not a number above 0 and up to {RADIUS_MAXIMUM_KM:g}"
                )
            return value

        distance = self._try("radius_km", radius, RADIUS_DEFAULT_KM)
        if "radius_km" in self.parameters and "near" not in self.parameters:
            self.problems.append(Problem("radius_km", "needs near=lat,lon"))
        found = self._try("near", lambda text: near(text, distance), None)
        if found is None:
            return None
        self.asked.append(Asked(CIRCLE, (self.parameters["near"][0], distance)))
        return found[0], tuple(found[1])
