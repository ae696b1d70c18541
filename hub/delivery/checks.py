"""System checks of the themes: readable, complete, legible, and every site's is installed."""

from collections.abc import Sequence
from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from PIL import Image

from hub.looks import colours, schemes, themes, tiles
from hub.looks.engines import REQUIRED, engine
from hub.publication.models import PublicationSite


@register("hub")
def check_themes(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every theme can be read, has all its templates and style sheets, and enough contrast."""
    hint = "docs/themes.md shows what a theme.toml holds."
    found: list[CheckMessage] = [Error(one, hint=hint, id="hub.E201") for one in _unreadable()]
    if themes.STANDARD not in themes.installed():
        hint = f"Restore the folder themes/{themes.STANDARD}; other themes build on it."
        return [*found, Error("The standard theme is missing.", hint=hint, id="hub.E202")]
    for theme in themes.installed().values():
        found += _templates(theme) + _styles(theme) + _contrast(theme) + _pictures(theme)
    return found


def _unreadable() -> list[str]:
    found = [f"A theme cannot be found: {one}." for one in themes.broken()]
    keys = set()
    for folder in themes.folders():
        try:
            themes.read(folder)
        except themes.ThemeError as error:
            found.append(str(error))
        if folder.name in keys:
            found.append(f"{folder}: there is another theme {folder.name}; rename this folder")
        keys.add(folder.name)
    return found


def _templates(theme: themes.Theme) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    for name in REQUIRED:
        try:
            engine(theme.key).get_template(name)
        except TemplateDoesNotExist as error:
            message = f"Theme {theme.key} has no template {error}, nor has the standard theme."
            hint = f"Add {theme.templates / str(error)}."
        except TemplateSyntaxError as error:
            message = f"Template {name} of theme {theme.key} cannot be read: {error}."
            hint = "Correct the template."
        else:
            continue
        problems.append(Error(message, hint=hint, id="hub.E203"))
    return problems


def _styles(theme: themes.Theme) -> list[CheckMessage]:
    files = [*theme.styles, *theme.fonts, *filter(None, (theme.icon, theme.picture))]
    problems: list[CheckMessage] = [
        Error(
            f"Theme {theme.key} has no static file {name}.",
            hint=f"Add {theme.static / name} or remove the name from theme.toml.",
            id="hub.E206",
        )
        for name in files
        if not finders.find(name)
    ]
    sheets = "".join(_text(name) for name in theme.styles)
    missing = [name for name in theme.tokens if f"--hub-{name}:" not in sheets]
    if missing:
        message = f"No style sheet of theme {theme.key} sets --hub-{', --hub-'.join(missing)}."
        hint = "Remove the name from theme.toml or set the property."
        problems.append(Error(message, hint=hint, id="hub.E204"))
    return problems


def _text(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        return ""
    with open(path, encoding="utf-8") as sheet:
        return sheet.read()


def _contrast(theme: themes.Theme) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    for failure in schemes.theme_failures(theme):
        scheme, pair = theme.modes[failure.mode], failure.pair
        front, ground = scheme[pair.front], scheme[pair.ground]
        near = colours.nearest(front, [ground], pair.minimum)
        problems.append(
            Error(
                f"Theme {theme.key}, {failure.mode}: {pair.front} {front} on {pair.ground} {ground}"
                f" has a contrast of {failure.ratio:.2f}; it needs {pair.minimum}.",
                hint=f"The nearest colour that is enough: {near}.",
                id="hub.E207",
            )
        )
    return problems


def _pictures(theme: themes.Theme) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    try:
        tiles.svg(theme.key, "probe", "")
    except (themes.ThemeError, TypeError, ValueError) as error:
        message = f"Theme {theme.key} cannot draw the picture of an item: {error}"
        hint = "docs/themes.md says what the function named by `tiles` returns."
        problems.append(Error(message, hint=hint, id="hub.E209"))
    path = finders.find(theme.picture) if theme.picture else None
    if isinstance(path, str) and not _is_for_sharing(path):
        size = f"{themes.PICTURE_WIDTH} × {themes.PICTURE_HEIGHT}"
        message = f"Theme {theme.key}: {theme.picture} is no picture of {size} pixels."
        hint = "Social networks show it beside a link; write it as PNG or JPEG in that size."
        problems.append(Error(message, hint=hint, id="hub.E210"))
    return problems


def _is_for_sharing(path: str) -> bool:
    try:
        with Image.open(path) as picture:
            return picture.size == (themes.PICTURE_WIDTH, themes.PICTURE_HEIGHT)
    except OSError:
        return False


@register("hub", Tags.database)
def check_sites(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every site's theme is installed. Runs with `check --database default` and at migrations."""
    if not databases:
        return []
    try:
        rows = list(PublicationSite.objects.values_list("hostname", "facts__theme"))
    except DatabaseError:
        return []
    known = themes.installed()
    return [
        Error(
            f"The website {hostname} uses the theme {key}, which is not installed.",
            hint=f"Install it or choose one of {', '.join(known)} in the website's settings.",
            id="hub.E205",
        )
        for hostname, key in rows
        if key not in known
    ]
