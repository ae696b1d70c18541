"""System checks of the themes: readable, complete, and every site's is installed."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from hub.delivery.portal import themes
from hub.publication.models import PublicationSite


@register("hub")
def check_themes(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every theme can be read and has all templates that the portal asks for."""
    found: list[CheckMessage] = []
    for folder in themes.folders():
        try:
            themes.read(folder)
        except themes.ThemeError as error:
            hint = "docs/themes.md shows what a theme.toml holds."
            found.append(Error(str(error), hint=hint, id="hub.E201"))
    if themes.STANDARD not in themes.installed():
        hint = f"Restore the folder themes/{themes.STANDARD}; other themes build on it."
        return [*found, Error("The standard theme is missing.", hint=hint, id="hub.E202")]
    for theme in themes.installed().values():
        found += _templates(theme) + _tokens(theme)
    return found


def _templates(theme: themes.Theme) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name in themes.REQUIRED:
        try:
            themes.engine(theme.key).get_template(name)
        except TemplateDoesNotExist:
            message = f"Theme {theme.key} has no template {name}, nor has the standard theme."
            hint = f"Add {theme.templates / name}."
        except TemplateSyntaxError as error:
            message = f"Template {name} of theme {theme.key} cannot be read: {error}."
            hint = "Correct the template."
        else:
            continue
        found.append(Error(message, hint=hint, id="hub.E203"))
    return found


def _tokens(theme: themes.Theme) -> list[CheckMessage]:
    sheets = "".join(path.read_text("utf-8") for path in sorted(theme.static.rglob("*.css")))
    missing = [name for name in theme.tokens if f"--hub-{name}:" not in sheets]
    if not missing:
        return []
    message = f"No style sheet of theme {theme.key} sets --hub-{', --hub-'.join(missing)}."
    hint = "Remove the name from theme.toml or set the property."
    return [Error(message, hint=hint, id="hub.E204")]


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
