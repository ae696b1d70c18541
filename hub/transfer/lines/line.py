"""The line format: what a line of JSON must be before anybody looks at its content."""

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.conf import settings

from hub.kernel.contract import registry
from hub.kernel.documents.document import SHARED
from hub.transfer.problems import Problems

LINE_MAXIMUM_BYTES: Final = 5 * 1024 * 1024
TITLE_MAXIMUM: Final = 255
EXTRA: Final = ("x", "rebuild", "deleted", "deleted_at", "sequence")
VOCABULARIES: Final = ("topic", "district", "place", "contact")

_TYPES: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "title": ((str,), "text"),
    "summary": ((str,), "text"),
    "body_html": ((str,), "text"),
    "image": ((dict,), "an object"),
    "topics": ((list,), "a list"),
    "district": ((str, dict), "a key, a name or an object"),
    "organisation": ((str, dict), "an id, a title or an object"),
    "contact": ((str, dict), "a name or an object"),
    "place": ((str, dict), "an id, a name or an object"),
    "online_url": ((str,), "text"),
    "dates": ((list,), "a list"),
    "translation": ((dict,), "an object"),
    "source": ((dict,), "an object"),
    "rebuild": ((dict,), "an object"),
    "deleted": ((bool,), "true or false"),
}


@dataclass(frozen=True, slots=True)
class Raw:
    """A line as it stands in a file; empty where it is too long to be read."""

    number: int
    offset: int
    raw: bytes


@dataclass(frozen=True)
class Line:
    """One line that may be read on: a document, a tombstone or a word of a vocabulary.

    `id` is None where the line brings another system's identity (`source.name`, `source.key`).
    """

    number: int
    offset: int
    content: Mapping[str, Any]
    vocabulary: str = ""
    id: UUID | None = None

    @property
    def is_tombstone(self) -> bool:
        """Whether the line says that a document is gone."""
        return bool(self.content.get("deleted"))

    @property
    def kind(self) -> str:
        """The kind's key."""
        return str(self.content["kind"])

    @property
    def locale(self) -> str:
        """The language of the text."""
        return str(self.content["locale"])

    @property
    def title(self) -> str:
        """The title, without spaces around it."""
        return str(self.content.get("title") or "").strip()

    @property
    def rebuild(self) -> Mapping[str, Any]:
        """What rebuilds the page; empty for a line of another system."""
        return self.content.get("rebuild") or {}

    @property
    def wants_live(self) -> bool:
        """Whether it is to be public; a line that says nothing of it wants that."""
        return self.rebuild.get("live", True) is not False

    @property
    def source(self) -> tuple[str, str]:
        """Another system's name and key, empty where the line has none."""
        source = self.content.get("source") or {}
        return str(source.get("name") or ""), str(source.get("key") or "")


def raw_lines(stream: BinaryIO, problems: Problems) -> Iterator[Raw]:
    """Yield the lines that are not empty; note those that are too long. Holds one at a time."""
    number, offset = 0, 0
    while raw := stream.readline(LINE_MAXIMUM_BYTES + 1):
        number += 1
        start, offset = offset, offset + len(raw)
        if len(raw) > LINE_MAXIMUM_BYTES:
            problems.add(number, "", f"longer than {LINE_MAXIMUM_BYTES // 1024 // 1024} MB")
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LINE_MAXIMUM_BYTES)
                offset += len(raw)
            yield Raw(number, start, b"")
        elif raw.strip():
            yield Raw(number, start, raw)


def read_line(given: Raw, problems: Problems, *, may_be_nameless: bool = False) -> Line | None:
    """Return the line, or None after noting what is wrong with it."""
    content, message = _parsed(given.raw)
    if content is None:
        problems.add(given.number, "", message)
        return None
    if "vocabulary" in content:
        return _vocabulary(content, given, problems)
    before = len(problems.lines)
    document_id = _check(content, given.number, problems)
    if not (document_id or may_be_nameless or _has_key(content)):
        message = "is missing; give an id of this hub, or source.name and source.key"
        problems.add(given.number, "id", message)
    if len(problems.lines) > before:
        return None
    return Line(given.number, given.offset, content, id=document_id)


def _parsed(raw: bytes) -> tuple[dict[str, Any] | None, str]:
    """Return the line's object, or None and what is wrong with the line."""
    try:
        text = raw.decode("utf-8-sig")
        content = json.loads(text)
    except UnicodeDecodeError as error:
        return None, f"is not UTF-8 (byte {error.start + 1})"
    except (ValueError, RecursionError) as error:
        return None, f"is not valid JSON ({error})"[:300]
    if not isinstance(content, dict):
        return None, "is not a JSON object"
    if "\\u0000" in text:
        return None, "holds the character U+0000, which no database text may have"
    if "\\ud" in text.lower():
        try:
            json.dumps(content, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            return None, "holds half a character (\\ud800 to \\udfff come in pairs)"
    return content, ""


def _vocabulary(content: dict[str, Any], given: Raw, problems: Problems) -> Line | None:
    name = content["vocabulary"]
    if name in VOCABULARIES:
        return Line(given.number, given.offset, content, vocabulary=name)
    problems.add(given.number, "vocabulary", f"{name!r} is none of {', '.join(VOCABULARIES)}")
    return None


def _check(content: dict[str, Any], number: int, problems: Problems) -> UUID | None:
    kind = registry.kind(str(content.get("kind")))
    if kind is None:
        allowed = ", ".join(one.name for one in registry.kinds())
        problems.add(number, "kind", f"{content.get('kind')!r} is none of {allowed}")
        return None
    locales = [code for code, _name in settings.LANGUAGES]
    if content.get("locale") not in locales:
        message = f"{content.get('locale')!r} is none of {', '.join(locales)}"
        problems.add(number, "locale", message)
    _check_keys(content, {*SHARED, *EXTRA, kind.document_key}, number, problems)
    for name, (types, words) in _TYPES.items():
        value = content.get(name)
        if value is not None and not isinstance(value, types):
            problems.add(number, name, f"{_short(value)} is not {words}")
    facts = content.get(kind.document_key)
    if facts is not None and not isinstance(facts, dict):
        problems.add(number, kind.document_key, f"{_short(facts)} is not an object")
    if number not in problems.lines:
        _check_title(content, number, problems)
    return _identity(content, number, problems)


def _check_keys(content: dict[str, Any], known: set[str], number: int, problems: Problems) -> None:
    for name in content:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            problems.add(number, str(name)[:60], f"is no field of this kind{hint}")


def _check_title(content: dict[str, Any], number: int, problems: Problems) -> None:
    title = (content.get("title") or "").strip()
    if content.get("deleted"):
        return
    if not title:
        problems.add(number, "title", "is missing")
    elif len(title) > TITLE_MAXIMUM:
        problems.add(
            number, "title", f"{len(title)} characters, at most {TITLE_MAXIMUM} are allowed"
        )


def _identity(content: dict[str, Any], number: int, problems: Problems) -> UUID | None:
    given = content.get("id")
    if given is not None:
        try:
            return UUID(given)
        except (ValueError, AttributeError, TypeError):
            problems.add(number, "id", f"{_short(given)} is not a UUID")
            return None
    return None


def _has_key(content: dict[str, Any]) -> bool:
    if content.get("id") is not None:
        return True
    source = content.get("source")
    return bool(isinstance(source, dict) and source.get("name") and source.get("key"))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004
