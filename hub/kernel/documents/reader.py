"""Reads the object of an import line onto a page or record and collects what it refuses."""

import datetime
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime

from hub.kernel.contract.sources import Facts, Source


class Reader:
    """Writes `facts` onto `target`; `errors` is {field: message} for what was refused.

    A field that the facts do not have is left as it is. Each method takes the attribute's name and,
    where the document calls it otherwise, the key.
    """

    def __init__(self, target: Source, facts: Facts) -> None:
        self.target = target
        self.facts = facts
        self.errors: dict[str, str] = {}

    def text(self, name: str, key: str = "") -> None:
        """Write a text; null is empty. Refuses one longer than the field."""
        self._write(name, key, lambda value: self._checked_text(name, value))

    def flag(self, name: str, key: str = "") -> None:
        """Write true or false."""
        self._write(name, key, lambda value: _of(value, bool, "true or false"))

    def number(self, name: str, key: str = "") -> None:
        """Write a whole number or null."""
        self._write(name, key, lambda value: None if value is None else _number(value))

    def date(self, name: str, key: str = "") -> None:
        """Write a date (2026-03-14), or null where the field may be empty."""
        self._write(name, key, lambda value: self._or_empty(name, value, _date))

    def moment(self, name: str, key: str = "") -> None:
        """Write a time (RFC 3339 with offset), or null where the field may be empty."""
        self._write(name, key, lambda value: self._or_empty(name, value, _moment))

    def choice(self, name: str, key: str = "") -> None:
        """Write one of the field's choices."""
        allowed = [value for value, _label in self._field(name).choices or ()]
        self._write(name, key, lambda value: one_of(value, allowed))

    def part(self, key: str, read: Callable[[Any], None]) -> None:
        """Have `read` write what stands under the key, a list or an object; note what it refuses by
        ValueError, and what has another shape than it expects."""
        if key not in self.facts:
            return
        try:
            read(self.facts[key])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.errors[key] = str(error)

    def _write(self, name: str, key: str, read: Callable[[Any], Any]) -> None:
        key = key or name
        if key not in self.facts:
            return
        try:
            setattr(self.target, name, read(self.facts[key]))
        except ValueError as error:
            self.errors[key] = str(error)

    def _field(self, name: str) -> Any:
        return self.target._meta.get_field(name)

    def _checked_text(self, name: str, value: Any) -> str:
        value = _of("" if value is None else value, str, "text")
        try:
            longest = self._field(name).max_length
        except FieldDoesNotExist:
            longest = None
        if longest and len(value) > longest:
            raise ValueError(f"{len(value)} characters, at most {longest} are allowed")
        return str(value)

    def _or_empty(self, name: str, value: Any, read: Callable[[str], Any]) -> Any:
        if value is None and self._field(name).null:
            return None
        return read(_of(value, str, "text"))


def one_of(value: Any, allowed: list[Any]) -> Any:
    """Return the value if it is allowed, else raise ValueError that lists what is."""
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")
    return value


def _of(value: Any, kind: type, name: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is not {name}")
    return value


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is not a whole number")
    return value


def _date(value: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a date such as 2026-03-14") from None


def _moment(value: str) -> datetime.datetime:
    try:
        found = parse_datetime(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValueError(f"{value!r} is not a time with offset such as 2026-03-14T15:00:00+01:00")
    return found
