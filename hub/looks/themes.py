"""Themes: folders with a `theme.toml`, templates and static files.

A theme is a folder in `themes/` or a package that an entry point of the group `hub.themes` names.
What it does not bring itself comes from the standard theme. How it is rendered: `hub.delivery`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.conf import settings

STANDARD: Final = "stadt"
GROUP: Final = "hub.themes"
KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
# What social networks show beside a link (https://ogp.me, Facebook's and LinkedIn's 1.91 : 1).
PICTURE_WIDTH: Final = 1200
PICTURE_HEIGHT: Final = 630
LISTS: Final = ("everywhere", "styles", "fonts")
NAMES: Final = {"title", "library", "icon", "picture", "tiles", *LISTS, "tokens", "classes"}

# What a reader's device asks for, each with those it differs from, the nearest last.
MODES: Final = {
    "light": (),
    "dark": ("light",),
    "contrast": ("light",),
    "contrast-dark": ("light", "dark", "contrast"),
}


class ThemeError(Exception):
    """A theme cannot be read. The text names its folder and what to correct."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One theme. `library` is the dotted name of its own template tags, or empty.

    `styles` are its style sheets in their order, `fonts` those that a page asks for at once.
    `modes` are its public custom properties without `--hub-`, as {mode: {name: value}}, in full.
    `classes` are those of a design system that parts of the page wear besides their own, as
    {our class: "theirs"}. `everywhere` are the kinds that it shows on every page. `picture` is what
    a shared link shows of an item without one. `tiles` is the dotted name of the function that
    draws such an item (hub.looks.tiles).
    """

    key: str
    folder: Path
    title: str
    library: str = ""
    icon: str = ""
    picture: str = ""
    tiles: str = ""
    everywhere: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    modes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)

    @property
    def tokens(self) -> Mapping[str, str]:
        """Return the custom properties with their light values."""
        return self.modes.get("light", {})

    @property
    def templates(self) -> Path:
        """Return the folder of its templates."""
        return self.folder / "templates"

    @property
    def static(self) -> Path:
        """Return the folder of its static files."""
        return self.folder / "static"


def read(folder: Path) -> Theme:
    """Return the theme in a folder; raises ThemeError for one that cannot be read."""
    try:
        facts = tomllib.loads((folder / "theme.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ThemeError(f"{folder}: theme.toml cannot be read: {error}") from error
    unknown = set(facts) - NAMES
    if unknown:
        raise ThemeError(f"{folder}: theme.toml has unknown names: {', '.join(sorted(unknown))}")
    if not KEY.fullmatch(folder.name) or not facts.get("title"):
        raise ThemeError(f"{folder}: a theme needs a title and a folder of small letters")
    lists = {name: _list(folder, name, facts.get(name, [])) for name in LISTS}
    return Theme(
        key=folder.name,
        folder=folder,
        title=str(facts["title"]),
        library=str(facts.get("library", "")),
        icon=str(facts.get("icon", "")),
        picture=str(facts.get("picture", "")),
        tiles=str(facts.get("tiles", "")),
        everywhere=lists["everywhere"],
        styles=lists["styles"],
        fonts=lists["fonts"],
        modes=_modes(folder, facts.get("tokens", {})),
        classes=_texts(folder, "classes", facts.get("classes", {})),
    )


def _modes(folder: Path, tokens: Any) -> dict[str, dict[str, str]]:
    given = {name: value for name, value in tokens.items() if isinstance(value, dict)}
    light = {name: value for name, value in tokens.items() if name not in given}
    unknown = set(given) - (set(MODES) - {"light"})
    if unknown:
        raise ThemeError(
            f"{folder}: theme.toml knows no tokens.{', tokens.'.join(sorted(unknown))};"
            f" its modes are {', '.join(MODES)}"
        )
    own = {
        mode: _texts(folder, f"tokens.{mode}", given.get(mode, light if mode == "light" else {}))
        for mode in MODES
    }
    strange = {name for mode in own.values() for name in mode} - set(light)
    if strange:
        raise ThemeError(f"{folder}: no light value in theme.toml for {', '.join(sorted(strange))}")
    return {
        mode: {name: value for part in (*before, mode) for name, value in own[part].items()}
        for mode, before in MODES.items()
    }


def _texts(folder: Path, table: str, given: Any) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise ThemeError(f'{folder}: [{table}] of theme.toml holds lines like name = "text"')
    return dict(given)


def _list(folder: Path, name: str, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise ThemeError(f'{folder}: {name} in theme.toml is a list like ["text"]')
    return tuple(given)


def folders() -> list[Path]:
    """Return the folders of all themes, the standard one first."""
    own = settings.PROJECT / "themes"
    found = [path.parent for path in sorted(own.glob("*/theme.toml"))]
    for point in entry_points(group=GROUP):
        found += _package(point) or []
    return sorted(found, key=lambda path: path.name != STANDARD)


def broken() -> list[str]:
    """Return what is wrong with entry points whose package is not there."""
    return [
        f"entry point {point.name} = {point.value}: there is no such package"
        for point in entry_points(group=GROUP)
        if _package(point) is None
    ]


def _package(point: EntryPoint) -> list[Path] | None:
    try:
        found = find_spec(point.value)
    except ImportError:
        return None
    places = found.submodule_search_locations if found else None
    return [Path(path) for path in places] if places else None


@cache
def installed() -> dict[str, Theme]:
    """Return all themes that can be read by their key; the system checks report the others."""
    found: dict[str, Theme] = {}
    for folder in folders():
        try:
            theme = read(folder)
        except ThemeError:
            continue
        found.setdefault(theme.key, theme)
    standard = found.get(STANDARD)
    return {key: completed(one, standard) if standard else one for key, one in found.items()}


def completed(theme: Theme, standard: Theme) -> Theme:
    """Return the theme with what it does not say from the standard one."""
    if theme.key == standard.key:
        return theme
    return replace(
        theme,
        icon=theme.icon or standard.icon,
        picture=theme.picture or standard.picture,
        tiles=theme.tiles or standard.tiles,
        everywhere=theme.everywhere or standard.everywhere,
        styles=theme.styles or standard.styles,
        fonts=theme.fonts if theme.styles else standard.fonts,
        modes={mode: {**standard.modes[mode], **theme.modes[mode]} for mode in MODES},
    )


def chosen(key: str) -> Theme:
    """Return the theme of that key, or the standard theme where it is not installed."""
    themes = installed()
    return themes.get(key) or themes[STANDARD]
