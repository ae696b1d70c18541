"""Translation catalogues of the project: what the sources say, what the German catalogue answers.

Reads files only, no database and no settings, so that tests and `make` can call it first of all.
"""

import ast
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polib
from django.utils.translation.template import templatize

PROJECT: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = ("hub", "plugins", "search", "themes", "celery_app")
REQUIRED: Final = "de"

# Function → positions of (context, singular, plural) among its arguments.
FUNCTIONS: Final[dict[str, tuple[int | None, int, int | None]]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
TEMPLATE_CALL: Final = re.compile(
    r"""(?<!\w)(_|n?p?gettext)\(\s*((?:[uU]?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*,?\s*)+)"""
)
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sdif]|(?<!%)%[sd]|\{(\w*)\}")

Message = tuple[str | None, str, str | None]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a message, and where."""

    where: str
    message: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}: {self.message!r}"


def catalogues(project: Path = PROJECT, rooms: Sequence[str] = ROOMS) -> list[Path]:
    """Return all .po files in these folders of the project."""
    found = (one for room in rooms for one in (project / room).glob("**/LC_MESSAGES/django.po"))
    return sorted(found)


def compile_all(project: Path = PROJECT, rooms: Sequence[str] = ROOMS) -> int:
    """Write each .mo that is missing or older than its .po; return how many. Safe to repeat."""
    count = 0
    for source in catalogues(project, rooms):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}.mo")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)
        count += 1
    return count


def messages(
    project: Path = PROJECT, rooms: Sequence[str] = ROOMS
) -> dict[Message, dict[str, str]]:
    """Return {message: {app: "file:line"}} of all sources but tests and migrations."""
    found: dict[Message, dict[str, str]] = {}
    for room in rooms:
        for path in sorted((project / room).glob("**/*")):
            if path.suffix not in {".py", ".html", ".txt"} or _is_left_out(path, project):
                continue
            reader = _python if path.suffix == ".py" else _template
            place = path.relative_to(project)
            for message, line in reader(path.read_text("utf-8")):
                found.setdefault(message, {}).setdefault(_app(place), f"{place}:{line}")
    return found


def _app(place: Path) -> str:
    """Return the app a file belongs to, e.g. plugins/events; all of hub/ counts as one."""
    return "hub" if place.parts[0] != "plugins" else "/".join(place.parts[:2])


def _is_left_out(path: Path, project: Path) -> bool:
    parts = path.relative_to(project).parts
    if path.suffix == ".txt" and "templates" not in parts:
        return True
    return bool({"tests", "migrations", "__pycache__", "skeleton"} & set(parts))


def _python(text: str) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "id", None) or getattr(node.func, "attr", ""))
            words: list[Any] = [
                one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None
                for one in node.args
            ]
            message = _message(name, words)
            if message:
                yield message, node.lineno


def _template(text: str) -> Iterator[tuple[Message, int]]:
    code = templatize(text)
    for match in TEMPLATE_CALL.finditer(code):
        words = ast.literal_eval(f"[{match[2]}]")
        message = _message(match[1], words)
        if message:
            yield message, code.count("\n", 0, match.start()) + 1


def _message(name: str, words: list[str | None]) -> Message | None:
    if name not in FUNCTIONS:
        return None
    context, singular, plural = (
        words[one] if one is not None and one < len(words) else None for one in FUNCTIONS[name]
    )
    return (context, singular, plural) if singular else None


def check(project: Path = PROJECT, rooms: Sequence[str] = ROOMS) -> list[Problem]:
    """Return what keeps the German catalogue from being complete, and what is broken in any.

    A capability's words count for itself alone: without it the others have to be complete too.
    """
    problems: list[Problem] = []
    texts: dict[tuple[str | None, str], dict[str, str]] = {}
    for path in catalogues(project, rooms):
        place = path.relative_to(project)
        for entry in polib.pofile(str(path)):
            if entry.obsolete:
                continue
            problems += [Problem(str(place), entry.msgid, one) for one in _faults(entry)]
            if path.parts[-3] == REQUIRED:
                known = texts.setdefault((entry.msgctxt, entry.msgid), {})
                known[_app(place)] = _text(entry)
                if len(set(known.values())) > 1:
                    others = ", ".join(sorted(set(known) - {_app(place)}))
                    problem = f"translated otherwise in {others}; Django shows one of them"
                    problems.append(Problem(str(place), entry.msgid, problem))
    for (context, singular, _plural), places in messages(project, rooms).items():
        translated = set(texts.get((context, singular), {}))
        problems += [
            Problem(where, singular, f"not in a catalogue for {REQUIRED}")
            for app, where in places.items()
            if not translated & {app, "hub"}
        ]
    return problems


def _text(entry: polib.POEntry) -> str:
    return "\n".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr


def _faults(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield "fuzzy"
    if not texts or not all(texts):
        yield "empty"
        return
    wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural or "")
    for text in texts:
        if _placeholders(text) - wanted:
            yield "a placeholder that the source does not have"
    if not entry.msgid_plural and _placeholders(entry.msgstr) != wanted:
        yield "a placeholder is missing"


def _placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)}
