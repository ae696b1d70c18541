"""Themes as the portal uses them: their template engines and their static files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from django.contrib.staticfiles import utils
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.template import Origin, TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates
from django.template.engine import Engine
from django.template.loaders import filesystem
from django.template.utils import get_app_template_dirs

from hub.looks.themes import STANDARD, chosen, installed

# What the portal asks every theme for; a kind may bring `kinds/<kind>.html` on top.
REQUIRED: Final = (
    "base.html",
    "home.html",
    "section.html",
    "standard.html",
    "index.html",
    "search.html",
    "topic.html",
    "topics.html",
    "remembered.html",
    "kinds/document.html",
    "items/document.html",
    "404.html",
    "410.html",
    "500.html",
    "password.html",
    "embed.html",
)

BUILTINS: Final = (
    "django.templatetags.i18n",
    "django.templatetags.l10n",
    "django.templatetags.static",
    "hub.delivery.templatetags.embedding",
    "hub.delivery.templatetags.pictures",
    "hub.delivery.templatetags.portal",
    "hub.delivery.templatetags.spoken",
)

CLASSES: Final = re.compile(r'\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"')
# A name that a variable goes on with (`alert--{{ severity }}`) is none of its own.
NAME: Final = re.compile(r"\{%.*?%\}|[\w-]*\{\{.*?\}\}[\w-]*|(?P<name>[\w-]+)")


def dress(source: str, classes: Mapping[str, str]) -> str:
    """Return a template's source in which each class of ours is followed by the theme's."""

    def more(found: re.Match[str]) -> str:
        name = found["name"]
        return f"{name} {classes[name]}" if name in classes else found[0]

    return CLASSES.sub(lambda found: f'class="{NAME.sub(more, found[1])}"', source)


class Loader(filesystem.Loader):
    """Loads templates of some folders, their classes followed by those of a design system."""

    def __init__(self, engine: Engine, dirs: list[Any], classes: Mapping[str, str]) -> None:
        super().__init__(engine, dirs)
        self.classes = classes

    def get_contents(self, origin: Origin) -> str:
        """Return the source as it is compiled."""
        return dress(super().get_contents(origin), self.classes)


@cache
def engine(key: str) -> DjangoTemplates:
    """Return a theme's template engine: its own templates, the standard's, the capabilities'."""
    theme, standard = chosen(key), chosen(STANDARD)
    own = dict.fromkeys(one.library for one in (standard, theme) if one.library)
    dirs = dict.fromkeys([theme.templates, standard.templates, *get_app_template_dirs("templates")])
    loader = (f"{__name__}.Loader", list(dirs), theme.classes)
    return DjangoTemplates(
        {
            "NAME": f"theme-{theme.key}",
            "DIRS": [],
            "APP_DIRS": False,
            "OPTIONS": {
                "builtins": [*BUILTINS, *own],
                "loaders": [("django.template.loaders.cached.Loader", [loader])],
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
        """Return nothing: `hub.delivery.checks` looks at the themes."""
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
