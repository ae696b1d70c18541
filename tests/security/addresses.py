"""Every address the hub answers, what an anonymous caller may expect there, and who else gets in.

`python -m tests.security.addresses` prints the addresses that `permissions.tsv` does not know yet.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLPattern, URLResolver

from hub.kernel.contract import registry
from hub.kernel.contract.parts import IntakeForm

TABLE = Path(__file__).with_name("permissions.tsv")
# A sender with a link, with that of something else, with one that has ended; accounts by role.
SENDERS: Final = ("anonymous", "sender", "stranger", "late")
ACCOUNTS: Final = ("editor", "moderator", "translator", "manager", "administrator")
EVERYBODY: Final = (*SENDERS, *ACCOUNTS)
ROOMS: Final = ("hub.intake.", "hub.mail.", "hub.privacy.")
EXAMPLES = {
    "int": "999999",
    "str": "unknown",
    "slug": "unknown",
    "path": "unknown",
    "uuid": "01a207c5-3bf5-7b12-9c8a-0610a6ce4344",
    "snippetname": "unknown",
}


def routes() -> list[str]:
    """Return the routes of the resolver, without the language."""
    return sorted({route for route, _pattern in _walk(get_resolver())})


def _walk(resolver: URLResolver, before: str = ""):
    for one in resolver.url_patterns:
        text = "<language>/" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        route = before + text
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from _walk(one, route)


def table() -> dict[str, str]:
    """Return {route: permission} of the declared addresses."""
    return {route: permission for route, permission, *_readers in _rows()}


def readers() -> dict[str, set[str]]:
    """Return {route: who gets in} of those addresses that say it."""
    found = {route: more[0].split() for route, _permission, *more in _rows() if more}
    return {
        route: {*EVERYBODY} if names == ["everybody"] else {*names} - {"nobody"}
        for route, names in found.items()
    }


def _rows() -> list[list[str]]:
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines]


def says_readers(route: str, pattern: URLPattern) -> bool:
    """Whether it leads to what people have sent or are told: forms, moderation, mail, privacy."""
    module = getattr(pattern.callback, "view_class", pattern.callback).__module__
    forms = {one.key for one in registry.owned(IntakeForm)}
    return (
        module.startswith(ROOMS) or "/intake/" in route or pattern.default_args.get("key") in forms
    )


def of_people() -> list[str]:
    """Return the routes that say who gets in, without the words of other languages for them."""
    found = {route for route, one in _walk(get_resolver()) if says_readers(route, one)}
    return sorted(route for route in found if example(route))


def example(route: str, values: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """Return an address of the route, or None where only a regular expression describes it.

    `values` {name in the route: what stands there}.
    """
    route = route.replace("<language>", "de")
    if re.search(r"[\^\\$(]", route):
        return None
    return "/" + re.sub(
        r"<(?:(\w+):)?(\w+)>",
        lambda m: values.get(m[2]) or EXAMPLES.get(m[1] or "str", "unknown"),
        route,
    )


def main() -> None:
    """Print what is not declared."""
    import django

    django.setup()
    known = table() if TABLE.exists() else {}
    for route in routes():
        if route not in known:
            print(f"{route}\t{'admin' if route.startswith(('admin/', 'media/')) else 'public'}")


if __name__ == "__main__":
    main()
