"""A theme's colours with a city's own among them, and whether everybody can read them.

A city sets up to three colours of the light scheme. What belongs to them follows: what is written
on them, and how they look in the dark. High contrast keeps the theme's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hub.looks import colours
from hub.looks.colours import EDGE, TEXT
from hub.looks.themes import MODES, Theme

Colours = Mapping[str, str]

OWN: Final = ("accent", "highlight", "action")
GROUNDS: Final = ("paper", "surface")


@dataclass(frozen=True)
class Pair:
    """What stands on what, and the contrast that it needs."""

    front: str
    ground: str
    minimum: float


@dataclass(frozen=True)
class Failure:
    """A pair of a scheme that does not reach its contrast."""

    mode: str
    pair: Pair
    ratio: float


PAIRS: Final = (
    *(
        Pair(front, ground, TEXT)
        for front in ("text", "muted", "accent", "bad", "good", "action")
        for ground in GROUNDS
    ),
    *(Pair(front, ground, EDGE) for front in ("edge", "focus") for ground in GROUNDS),
    Pair("on-highlight", "highlight", TEXT),
    Pair("on-action", "action", TEXT),
    Pair("on-deep", "deep", TEXT),
    Pair("highlight", "deep", EDGE),
)


def failures(scheme: Colours, mode: str = "light") -> list[Failure]:
    """Return the pairs of a scheme that are too close; those it does not name are left out."""
    return [
        Failure(mode, pair, measured)
        for pair in PAIRS
        if colours.is_colour(scheme.get(pair.front, ""))
        and colours.is_colour(scheme.get(pair.ground, ""))
        and (measured := colours.ratio(scheme[pair.front], scheme[pair.ground])) < pair.minimum
    ]


def theme_failures(theme: Theme) -> list[Failure]:
    """Return what of a theme's own colours cannot be read, in all four schemes."""
    return [one for mode in MODES for one in failures(theme.modes.get(mode, {}), mode)]


def own_failures(theme: Theme, own: Colours) -> list[Failure]:
    """Return what of a city's own colours cannot be read in the light scheme."""
    scheme = light(theme, own)
    return [one for one in failures(scheme) if one.pair.front in own]


def enough(theme: Theme, own: Colours, name: str) -> str:
    """Return the colour nearest to the city's that can be read wherever `name` stands."""
    scheme = light(theme, own)
    grounds: dict[float, list[str]] = {}
    for pair in PAIRS:
        if pair.front == name and colours.is_colour(scheme.get(pair.ground, "")):
            grounds.setdefault(pair.minimum, []).append(scheme[pair.ground])
    found = own[name]
    for minimum, many in grounds.items():
        found = colours.nearest(found, many, minimum)
    return found


def light(theme: Theme, own: Colours) -> dict[str, str]:
    """Return the light scheme with a city's own colours and what is written on them."""
    scheme = {**theme.modes["light"], **{name: own[name] for name in OWN if name in own}}
    return {**scheme, **_partners(scheme, own)}


def dark(theme: Theme, own: Colours) -> dict[str, str]:
    """Return the dark scheme: the city's colours, as light as they have to be there."""
    scheme = dict(theme.modes["dark"])
    for name in OWN:
        if name in own:
            needed = [one for one in PAIRS if one.front == name]
            grounds = [scheme[one.ground] for one in needed]
            scheme[name] = colours.nearest(own[name], grounds, max(p.minimum for p in needed))
    return {**scheme, **_partners(scheme, own)}


def _partners(scheme: Colours, own: Colours) -> dict[str, str]:
    return {
        f"on-{name}": colours.partner(
            scheme[name], (scheme[f"on-{name}"], scheme["text"], scheme["paper"])
        )
        for name in ("highlight", "action")
        if name in own
    }


def changed(theme: Theme, own: Colours) -> dict[str, tuple[str, str]]:
    """Return {token: (light, dark)} of all that a city's colours change; {} without any."""
    day, night = light(theme, own), dark(theme, own)
    names = [name for one in OWN if one in own for name in (one, f"on-{one}")]
    return {name: (day[name], night[name]) for name in names if name in day}
