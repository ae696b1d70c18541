"""The query language as editors write it: read when they save, not when readers come."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, cast

from django.conf import settings

from hub.kernel.contract import registry
from hub.kernel.contract.sources import Site
from hub.publication.query.parse import parse
from hub.publication.query.selection import QueryError, SiteFacts

RESERVED: Final = ("cursor", "count", "limit", "locale", "fallback")


def problems(kind_key: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return what is wrong with a filter for lists of a kind, each with the parameter's name.

    What the block or the page decides by itself (`limit`, `locale` …) is refused.
    """
    kind = registry.kind(kind_key)
    if kind is None:
        return [f"{kind_key}: is not a kind of this hub"]
    parameters: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        parameters[name].append(value)
    texts = [
        f"{one}: is decided by the page; leave it out" for one in RESERVED if one in parameters
    ]
    known = {name: values for name, values in parameters.items() if name not in RESERVED}
    locales = [{"code": code, "name": name} for code, name in settings.LANGUAGES]
    # All that a parser asks of a website.
    facts = cast(Site, {"locales": locales, "default_locale": settings.LANGUAGE_CODE, "off": []})
    try:
        parse(known, [kind], SiteFacts(0, facts))
    except QueryError as error:
        texts += [f"{one.parameter}: {one.message}" for one in error.problems]
    return texts
