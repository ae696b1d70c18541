"""Every address the hub answers, and what an anonymous caller may expect there.

`python -m tests.security.addresses` prints the addresses that `permissions.tsv` does not know yet.
"""

import re
from pathlib import Path

from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLPattern, URLResolver

TABLE = Path(__file__).with_name("permissions.tsv")
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
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("\t") for line in lines)


def example(route: str) -> str | None:
    """Return an address of the route, or None where only a regular expression describes it."""
    route = route.replace("<language>", "de")
    if re.search(r"[\^\\$(]", route):
        return None
    return "/" + re.sub(
        r"<(?:(\w+):)?\w+>", lambda m: EXAMPLES.get(m[1] or "str", "unknown"), route
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
