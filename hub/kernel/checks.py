"""System checks of the capability contract. Each has an id and a hint that says what to do."""

import re
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004

from hub.kernel.contract import registry
from hub.kernel.contract.capability import HUB_VERSION, Capability
from hub.kernel.contract.filters import NumberRange
from hub.kernel.contract.parts import Endpoints, Kind, Part, PortalPage, Schedule
from hub.kernel.documents.document import SHARED
from hub.kernel.documents.facts import NUMBERS_MAXIMUM

# Letters of any language and figures, joined by hyphens.
WORD = re.compile(r"[^\W_]+(-[^\W_]+)*")


@register("hub")
def check_capabilities(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every capability names itself, works with this hub and has what it requires."""
    found: list[CheckMessage] = []
    installed = [one.key for one in registry.capabilities()]
    for one in registry.capabilities():
        found += _describe(one) + _requirements(one, installed)
    return found


def _describe(capability: Capability) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    if not capability.title or not capability.summary:
        problems.append(
            Error(
                f"Capability {capability.key} has no title or no summary.",
                hint="Set `title` and `summary` on its AppConfig; editors read them.",
                id="hub.E001",
            )
        )
    if not capability.works_with_hub():
        problems.append(
            Error(
                f"Capability {capability.key} works with hub {capability.works_with},"
                f" this is {HUB_VERSION}.",
                hint="Install a version of the capability made for this hub.",
                id="hub.E002",
            )
        )
    try:
        capability.configuration()
    except TypeError as error:
        problems.append(
            Error(
                f"The settings of capability {capability.key} are wrong: {error}.",
                hint="Correct HUB_CAPABILITY_SETTINGS; known names stand in its settings class.",
                id="hub.E003",
            )
        )
    return problems


def _requirements(one: Capability, installed: list[str]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for required in one.requires:
        if required not in installed:
            message = f"Capability {one.key} requires {required}, which is not installed."
        elif installed.index(required) > installed.index(one.key):
            message = f"Capability {one.key} requires {required}, which stands after it."
        else:
            continue
        hint = f"Put {required} before {one.key} in HUB_CAPABILITIES."
        found.append(Error(message, hint=hint, id="hub.E004"))
    return found


@register("hub")
def check_parts(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Nobody brings two parts of a class with one name, and names are lower case."""
    names = Counter(
        (one.owner.label, type(one.part), one.part.name) for one in registry.owned(Part)
    )
    return [
        Error(
            f"{owner} brings {part_class.__name__} {name!r} {count} times or misnamed.",
            hint="A part's name is lower case, unique in its capability or room and class.",
            id="hub.E005",
        )
        for (owner, part_class, name), count in names.items()
        if count > 1 or not re.fullmatch(r"[a-z][a-z0-9_]*", name)
    ]


@register("hub")
def check_schedules(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every schedule says when, in one way."""
    return [
        Error(
            f"Schedule {one.key} names both `every` and `at`, or neither.",
            hint="Give it `every` (a span) or `at` (a time of day).",
            id="hub.E011",
        )
        for one in registry.owned(Schedule)
        if (one.part.every is None) == (one.part.at is None)
    ]


@register("hub")
def check_kinds(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No two kinds share a key or a plural."""
    kinds = registry.owned(Kind)
    keys = Counter(one.part.name for one in kinds)
    plurals = Counter(one.part.plural for one in kinds)
    return [
        Error(
            f"{count} kinds are called {word!r}.",
            hint="Rename one: a kind's key and plural are unique in the hub.",
            id="hub.E006",
        )
        for words in (keys, plurals)
        for word, count in words.items()
        if count > 1
    ]


@register("hub")
def check_object_keys(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No kind's object stands where a shared field stands."""
    return [
        Error(
            f"The object of kind {one.part.name} would replace the shared field of that name.",
            hint="Give the kind an `object_key` of its own.",
            id="hub.E007",
        )
        for one in registry.owned(Kind)
        if one.part.document_key in (*SHARED, "x")
    ]


@register("hub")
def check_numbers(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No kind has more numbers than have an index, nor a range of a number it does not have."""
    problems: list[CheckMessage] = []
    for one in registry.kinds():
        names = {number.name for number in one.numbers}
        ranges = {word.name for word in one.filters if isinstance(word, NumberRange)}
        if len(one.numbers) > NUMBERS_MAXIMUM or ranges - names:
            problems.append(
                Error(
                    f"Kind {one.name} has {len(one.numbers)} numbers; ranges: {sorted(ranges)}.",
                    hint=f"At most {NUMBERS_MAXIMUM} numbers; a range has the name of one of them.",
                    id="hub.E015",
                )
            )
    return problems


@register("hub")
def check_endpoints(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every capability's endpoints stand below its own key; the hub's own rooms' where they do."""
    return [
        Error(
            f"Endpoints {one.key} stand below {one.part.prefix}/.",
            hint=f"Let the prefix be {one.owner.label} or begin with {one.owner.label}/.",
            id="hub.E008",
        )
        for one in registry.owned(Endpoints)
        if isinstance(one.owner, Capability) and one.part.prefix.split("/")[0] != one.owner.label
    ]


@register("hub")
def check_portal_pages(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every page that a capability answers has addresses of its own, in small letters."""
    taken = Counter(word for one in registry.owned(PortalPage) for word in one.part.words)
    taken.update(one.plural for one in registry.kinds())
    return [
        Error(
            f"The portal page {one.key} stands at {word}/, which is taken or misspelt.",
            hint="Small letters, figures and hyphens; no other page's path and no kind's plural.",
            id="hub.E010",
        )
        for one in registry.owned(PortalPage)
        for word in sorted(one.part.words)
        if taken[word] > 1 or word != word.lower() or not WORD.fullmatch(word)
    ]


@register("hub")
def check_settings(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Settings are given to capabilities that are installed."""
    installed = [one.key for one in registry.capabilities()]
    return [
        Warning(
            f"HUB_CAPABILITY_SETTINGS has settings of {key!r}, which is not installed.",
            hint=f"Correct the name or remove it. Installed are {', '.join(installed)}.",
            id="hub.W009",
        )
        for key in settings.HUB_CAPABILITY_SETTINGS
        if key not in installed
    ]
