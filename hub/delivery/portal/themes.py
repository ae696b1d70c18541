"""Themes: folders with a `theme.toml`, templates and static files.

A theme is a folder in `themes/` or a package that an entry point of the group `hub.themes` names.
What it does not bring itself comes from the standard theme.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import utils
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates

STANDARD: Final = "stadt"
GROUP: Final = "hub.themes"
KEY: Final = re.compile(r"[a-z][a-z0-9_]*")

# What the portal asks every theme for; a kind may bring `kinds/<kind>.html` on top.
REQUIRED: Final = (
    "base.html",
    "home.html",
    "section.html",
    "standard.html",
    "index.html",
    "kinds/document.html",
    "items/document.html",
    "404.html",
    "410.html",
    "500.html",
    "password.html",
)


class ThemeError(Exception):
    """A theme cannot be read. The text names its folder and what to correct."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One theme. `library` is the dotted name of its own template tags, or empty.

    `tokens` are the custom properties a city may change, without `--hub-`, with their light values.
    `everywhere` are the kinds that it shows on every page.
    """

    key: str
    folder: Path
    title: str
    library: str = ""
    everywhere: tuple[str, ...] = ()
    tokens: Mapping[str, str] = field(default_factory=dict)

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
    unknown = set(facts) - {"title", "library", "everywhere", "tokens"}
    if unknown:
        raise ThemeError(f"{folder}: theme.toml has unknown names: {', '.join(sorted(unknown))}")
    if not KEY.fullmatch(folder.name) or not facts.get("title"):
        raise ThemeError(f"{folder}: a theme needs a title and a folder of small letters")
    return Theme(
        key=folder.name,
        folder=folder,
        title=facts["title"],
        library=facts.get("library", ""),
        everywhere=tuple(facts.get("everywhere", ())),
        tokens=facts.get("tokens", {}),
    )


def folders() -> list[Path]:
    """Return the folders of all installed themes, the standard one first."""
    own = settings.PROJECT / "themes"
    found = [path.parent for path in sorted(own.glob("*/theme.toml"))]
    for point in entry_points(group=GROUP):
        found += [Path(path) for path in import_module(point.value).__path__]
    return sorted(found, key=lambda path: path.name != STANDARD)


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
    return found


def chosen(key: str) -> Theme:
    """Return the theme of that key, or the standard theme where it is not installed."""
    themes = installed()
    return themes.get(key) or themes[STANDARD]


@cache
def engine(key: str) -> DjangoTemplates:
    """Return a theme's template engine: its own templates, the standard's, the capabilities'."""
    theme, standard = chosen(key), chosen(STANDARD)
    libraries = dict.fromkeys(one.library for one in (standard, theme) if one.library)
    return DjangoTemplates(
        {
            "NAME": f"theme-{theme.key}",
            "DIRS": list(dict.fromkeys([theme.templates, standard.templates])),
            "APP_DIRS": True,
            "OPTIONS": {
                "builtins": [
                    "django.templatetags.i18n",
                    "django.templatetags.l10n",
                    "django.templatetags.static",
                    "hub.delivery.templatetags.portal",
                    "hub.delivery.templatetags.spoken",
                    *libraries,
                ],
            },
        }
    )


def template(key: str, names: Iterable[str]) -> Any:
    """Return the first of these templates that the theme has; raises TemplateDoesNotExist."""
    tried = []
    for name in names:
        try:
            return engine(key).get_template(name)
        except TemplateDoesNotExist as error:
            # A template that exists but extends one that does not is a fault of its own.
            if error.args[0] != name:
                raise
            tried.append(name)
    raise TemplateDoesNotExist(", ".join(tried))


class ThemeFinder(BaseFinder):
    """Finds the static files of the installed themes."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Return nothing: `hub.delivery.portal.checks` looks at the themes."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the file of that name, or all of them, each theme's in turn."""
        found = []
        for theme in installed().values():
            storage = FileSystemStorage(location=theme.static)
            if storage.exists(path):
                found.append(storage.path(path))
        if find_all:
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield (path, storage) of every static file of every theme."""
        for theme in installed().values():
            if theme.static.is_dir():
                storage = FileSystemStorage(location=theme.static)
                for path in utils.get_files(storage, ignore_patterns):
                    yield path, storage
