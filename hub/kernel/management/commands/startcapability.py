"""`manage.py startcapability NAME`: a new capability that passes the contract suite as it is."""

import re
from argparse import ArgumentParser
from pathlib import Path
from string import Template
from typing import Any, Final

import polib
from django.core.management.base import BaseCommand, CommandError

from hub.kernel.contract import registry
from hub.kernel.documents.document import SHARED

PROJECT: Final = Path(__file__).resolve().parents[4]
SKELETON: Final = Path(__file__).resolve().parents[1] / "skeleton"
SUFFIX: Final = "-tpl"
IMPORT: Final = r"from \S+ import (?:\([^)]*\)|[^(\n]*)\n"
BLOCK: Final = re.compile(rf"^(?:{IMPORT})+", re.MULTILINE)
WORD: Final = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"


class Command(BaseCommand):
    """Writes the skeleton of a capability with one kind of page."""

    help = "Write the skeleton of a new capability: one kind of page with all that belongs to it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the name; the rest has defaults."""
        parser.add_argument("name", help="what it is about, in the plural, e.g. bicycles")
        parser.add_argument("--kind", default="", help="one of them, e.g. bicycle")
        parser.add_argument(
            "--directory",
            default=str(PROJECT / "plugins"),
            help="where to put the package; a folder on Python's path (default: plugins/)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files; say how to switch the capability on."""
        name, directory = options["name"], Path(options["directory"]).resolve()
        kind = options["kind"] or _singular(name)
        _check(name, kind)
        target = directory / name
        if target.exists():
            raise CommandError(f"{target} exists already. Choose another name or delete it.")
        module = f"plugins.{name}" if directory == PROJECT / "plugins" else name
        words = {
            "name": name,
            "kind": kind,
            "module": module,
            "Name": _camel(name),
            "Kind": _camel(kind),
            "title": _spoken(name),
            "kind_title": kind.replace("_", " "),
        }
        for source in sorted(SKELETON.rglob("*")):
            if source.is_file():
                _write(source, target, words)
        _compile(target)
        self.stdout.write(f"Written: {target}\n\nNext:")
        self.stdout.write(f"  1. add {module} to HUB_CAPABILITIES")
        self.stdout.write("  2. manage.py migrate")
        self.stdout.write(f"  3. pytest tests/contract -k {name}")
        self.stdout.write("docs/plugins.md tells the rest.")


def _check(name: str, kind: str) -> None:
    for word in (name, kind):
        if not re.fullmatch(WORD, word):
            raise CommandError(f"{word!r}: small letters, figures and single underscores only.")
    if registry.capability(name):
        raise CommandError(f"There is a capability {name} already.")
    if registry.kind(kind) or kind in SHARED:
        raise CommandError(f"The word {kind} is taken. Give another by --kind.")
    if kind == name or any(one.plural == name for one in registry.kinds()):
        raise CommandError(f"Give the plural as NAME and the singular by --kind, not {name} twice.")


def _write(source: Path, target: Path, words: dict[str, str]) -> None:
    relative = str(source.relative_to(SKELETON)).removesuffix(SUFFIX)
    path = target / relative.replace("__name__", words["name"])
    path.parent.mkdir(parents=True, exist_ok=True)
    text = Template(source.read_text("utf-8")).substitute(words)
    path.write_text(BLOCK.sub(_sorted, text) if path.suffix == ".py" else text, "utf-8")


def _compile(target: Path) -> None:
    for catalogue in target.rglob("*.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


def _sorted(block: re.Match[str]) -> str:
    """Where the package's own imports stand depends on its name."""
    return "".join(sorted(re.findall(IMPORT, block[0]), key=lambda line: line.split()[1]))


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 2 else name  # noqa: PLR2004


def _camel(word: str) -> str:
    return "".join(part.capitalize() for part in word.split("_"))


def _spoken(word: str) -> str:
    return word.replace("_", " ").capitalize()
