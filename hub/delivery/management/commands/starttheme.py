"""`manage.py starttheme NAME`: a new theme that passes the checks and shows every page as it is."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hub.looks import themes

TOML: Final = """title = "{title}"
styles = [
{styles}
]

# Your colours: in the light scheme, in the dark one, and for those who ask for more contrast. What
# is not here comes from the theme {standard}. static/{name}/{name}.css sets the same values.
[tokens]
{light}
[tokens.dark]
{dark}
[tokens.contrast]
{contrast}
[tokens.contrast-dark]
{night}"""

# A layer that no earlier sheet names comes after all of theirs and wins.
SHEET: Final = """/* Theme "{title}": what it changes. Its layer comes after those of stadt, so that
   each rule here goes before theirs. docs/themes.md names all tokens. */

@layer {name} {{
  :root {{
{plain}  }}

  @media (prefers-contrast: more) {{
    :root {{
{more}    }}
  }}
}}
"""
CHANGED: Final = ("accent", "highlight", "on-highlight", "action", "on-action")


class Command(BaseCommand):
    """Writes the folder of a theme that builds on the standard one."""

    help = "Write the folder of a new theme: colours and a style sheet, all else as in stadt."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the name; the rest has defaults."""
        parser.add_argument("name", help="small letters, e.g. marktplatz")
        parser.add_argument("--title", default="", help="what editors read, e.g. Marktplatz")
        parser.add_argument(
            "--directory",
            default=str(settings.PROJECT / "themes"),
            help="where to put the folder (default: themes/)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files; say what comes next."""
        name, target = options["name"], Path(options["directory"]).resolve() / options["name"]
        if not themes.KEY.fullmatch(name):
            raise CommandError(f"{name!r}: small letters, figures and underscores only.")
        if name in themes.installed():
            raise CommandError(f"There is a theme {name} already.")
        if target.exists():
            raise CommandError(f"{target} exists already. Choose another name or delete it.")
        for path, text in files(name, options["title"] or name.replace("_", " ").capitalize()):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_text(text, "utf-8")
        self.stdout.write(f"Written: {target}\n\nNext:")
        if target.parent != settings.PROJECT / "themes":
            self.stdout.write(f'  0. install it as a package: [hub.themes] {name} = "{name}"')
        self.stdout.write(f"  1. choose colours in theme.toml and static/{name}/{name}.css")
        self.stdout.write("  2. manage.py check")
        self.stdout.write(f"  3. look at /-/patterns/?theme={name}, then pytest tests/themes")
        self.stdout.write("docs/themes.md tells the rest.")


def files(name: str, title: str) -> list[tuple[str, str]]:
    """Return (path, text) of the files of a new theme."""
    standard = themes.installed()[themes.STANDARD]
    sheets = [*standard.styles, f"{name}/{name}.css"]
    modes = {mode: {key: values[key] for key in CHANGED} for mode, values in standard.modes.items()}
    light, dark = modes["light"], modes["dark"]
    more, night = modes["contrast"], modes["contrast-dark"]
    words = {"name": name, "title": title.replace('"', "'"), "standard": standard.key}
    toml = TOML.format(
        **words,
        styles="\n".join(f'    "{one}",' for one in sheets),
        light=_lines(light),
        dark=_lines(dark),
        contrast=_lines(more),
        night=_lines(night),
    )
    sheet = SHEET.format(
        **words,
        plain="".join(f"    --hub-{key}: {_pair(light[key], dark[key])};\n" for key in CHANGED),
        more="".join(f"      --hub-{key}: {_pair(more[key], night[key])};\n" for key in CHANGED),
    )
    return [
        ("__init__.py", f'"""The theme {words["title"]}."""\n'),
        ("theme.toml", toml),
        (f"static/{name}/{name}.css", sheet),
        ("templates/README.md", "A file here goes before the one of that name in themes/stadt.\n"),
    ]


def _lines(values: dict[str, str]) -> str:
    return "".join(f'{key} = "{value}"\n' for key, value in values.items())


def _pair(day: str, night: str) -> str:
    return day if day == night else f"light-dark({day}, {night})"
