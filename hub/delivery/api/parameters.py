"""Reads the query string strictly: nothing is guessed, repaired or ignored."""

import re
from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import parse_qsl, unquote_plus, urlencode

from django.http import HttpRequest

from hub.delivery.api.problems import ProblemError, refused
from hub.publication.query import Problem, SiteFacts

Parameters = dict[str, list[str]]

QUERY_MAXIMUM_BYTES: Final = 8_000
PATH_MAXIMUM_BYTES: Final = 2_000
FIELDS_MAXIMUM: Final = 400
BROKEN_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def read_parameters(request: HttpRequest) -> Parameters:
    """Return {name: values in their order}. Raises ProblemError 400 for what is not proper
    UTF-8."""
    text: str = request.META.get("QUERY_STRING", "")
    if not text:
        return {}
    if len(text) > QUERY_MAXIMUM_BYTES:
        raise _too_long(text)
    if BROKEN_PERCENT.search(text):
        raise _unreadable("has a % that is not followed by two hexadecimal digits")
    parameters: Parameters = {}
    try:
        # A WSGI string holds one byte a character (PEP 3333).
        decoded = text.encode("latin-1").decode("utf-8")
        pairs = parse_qsl(
            decoded, keep_blank_values=True, errors="strict", max_num_fields=FIELDS_MAXIMUM
        )
    except UnicodeError:
        raise _unreadable("is not UTF-8") from None
    except ValueError:
        raise _unreadable(f"has more than {FIELDS_MAXIMUM} parameters") from None
    for name, value in pairs:
        if "\x00" in value or "\x00" in name:
            shown = name.replace("\x00", "\\0")[:80]
            raise refused(Problem(shown, "contains a NUL character"))
        parameters.setdefault(name, []).append(value)
    return parameters


def _too_long(text: str) -> ProblemError:
    """Return the problem, named after the longest parameter."""
    message = f"has {len(text)} bytes; at most {QUERY_MAXIMUM_BYTES} are read"
    name = unquote_plus(max(text.split("&"), key=len).partition("=")[0])
    if not name:
        return _unreadable(message)
    return refused(Problem(name[:80], f"is too long: the query string {message}"))


def _unreadable(message: str) -> ProblemError:
    return ProblemError(
        400, f"The query string {message}.", [Problem("", f"query string {message}")]
    )


def refuse_unknown(parameters: Mapping[str, list[str]], known: Collection[str]) -> None:
    """Raise ProblemError 400 naming each parameter that is not known here."""
    allowed = ", ".join(known) or "none"
    problems = [
        Problem(name[:80], f"is not a parameter of this address. Known: {allowed}")
        for name in parameters
        if name not in known
    ]
    if problems:
        raise refused(*problems)


def single(parameters: Mapping[str, list[str]], name: str, default: str) -> str:
    """Return the only value of a parameter. Raises ProblemError 400 where it is repeated."""
    values = parameters.get(name, [default])
    if len(values) > 1:
        raise refused(Problem(name, f"is given {len(values)} times; give it once"))
    return values[0]


def choice(
    parameters: Mapping[str, list[str]], name: str, allowed: Collection[str], default: str
) -> str:
    """Return a value out of a closed list. Raises ProblemError 400 for any other."""
    value = single(parameters, name, default)
    if value not in allowed:
        message = f"'{value[:80]}' is not one of {', '.join(allowed)}"
        raise refused(Problem(name, message))
    return value


def whole_number(
    parameters: Mapping[str, list[str]], name: str, default: int, least: int, most: int
) -> int:
    """Return a whole number in a range. Raises ProblemError 400 for anything else."""
    text = single(parameters, name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 19):  # noqa: PLR2004
        raise refused(Problem(name, f"'{text[:80]}' is not a whole number"))
    if not least <= int(text) <= most:
        raise refused(Problem(name, f"'{text}' is not a whole number from {least} to {most}"))
    return int(text)


def language(parameters: Mapping[str, list[str]], site: SiteFacts) -> tuple[str, bool]:
    """Return the wanted locale, and whether another language may stand in for it."""
    locale = choice(parameters, "locale", site.locales, site.default_locale)
    return locale, choice(parameters, "fallback", ("any", "none"), "any") == "any"


def with_cursor(parameters: Parameters, name: str, value: str) -> str:
    """Return the query string of the next page: the same parameters, `name` at its end."""
    kept = {key: values for key, values in parameters.items() if key != name}
    return urlencode({**kept, name: [value]}, doseq=True)
