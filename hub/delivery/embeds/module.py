"""The script for other websites: our sources with the words and kinds of this hub in front.

It follows from the installed code alone, never from what editors write, so that a pasted line with
its checksum holds. A build whose checksum was handed out is kept for good (`EmbedBuild`).
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation

from hub.delivery.api.openapi.query_parameters import filter_parameter
from hub.delivery.embeds.setting import words_of
from hub.delivery.embeds.words import in_words
from hub.delivery.models import EmbedBuild
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind, Part
from hub.publication.query import filters_for

SOURCES: Final = ("dates.js", "entry.js", "element.js")
KEY_LENGTH: Final = 16
ABOUT: Final = (
    "/* Lists of an Engagement Hub in another website: no cookie, no storage, no third party.\n"
    "   Elements: {elements}. */\n"
)


@dataclass(frozen=True)
class Build:
    """One build of the script. `key` names it in its address, `integrity` is its checksum."""

    body: bytes

    @property
    def key(self) -> str:
        """Return the first digits of its SHA-256."""
        return hashlib.sha256(self.body).hexdigest()[:KEY_LENGTH]

    @property
    def integrity(self) -> str:
        """Return the value of the attribute `integrity` (Subresource Integrity, W3C)."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.body).digest()).decode()}"

    @property
    def path(self) -> str:
        """Return the address that answers this build for ever."""
        return f"/embed/v1/hub-{self.key}.js"


def current() -> Build:
    """Return the build of the parts and languages that this process has."""
    return _build(tuple(one.key for one in registry.owned(Part)))


@cache
def _build(keys: tuple[str, ...]) -> Build:
    elements = ", ".join(f"<hub-{kind.plural}>" for kind in registry.kinds())
    facts = json.dumps(_facts(), ensure_ascii=False, separators=(",", ":"))
    texts = [ABOUT.format(elements=elements), f"const HUB = {facts};\n"]
    texts += [without_comments(source(name)) for name in SOURCES]
    return Build("".join(texts).encode())


def _facts() -> dict[str, Any]:
    words = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words[code] = in_words()
    return {
        "locales": list(words),
        "standard": settings.LANGUAGE_CODE,
        "zone": settings.TIME_ZONE,
        "kinds": {kind.plural: _kind(kind) for kind in registry.kinds()},
        "words": words,
        "css": style_sheet(),
    }


def _kind(kind: Kind) -> dict[str, Any]:
    schemas = {
        name: filter_parameter(name, one)["schema"] for name, one in filters_for([kind]).items()
    }
    return {
        "order": kind.order,
        "listed": kind.index_page is not None,
        "words": words_of(kind),
        "several": [name for name, one in schemas.items() if one.get("type") == "array"],
    }


@cache
def source(name: str) -> str:
    """Return one of our own files."""
    return (Path(__file__).parent / name).read_text("utf-8")


def without_comments(script: str) -> str:
    """Return a script without the comments that have lines of their own, and unindented."""
    text = re.sub(r"^\s*(/\*.*?\*/|//[^\n]*)\n", "", script, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^[ ]+", "", text, flags=re.MULTILINE)


@cache
def style_sheet() -> str:
    """Return the style sheet without comments and spaces."""
    text = re.sub(r"/\*.*?\*/", "", source("embed.css"), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};]) ?", r"\1", text).strip()


def hand_out() -> Build:
    """Return the current build, kept from now on. Safe to repeat."""
    build = current()
    _keep(build.key)
    return build


@cache
def _keep(key: str) -> None:
    body = current().body.decode()
    EmbedBuild.objects.get_or_create(key=key, defaults={"body": body})


def build_of(key: str) -> Build | None:
    """Return the build of that key: this hub's, or one that it has handed out before."""
    build = current()
    if build.key == key:
        return build
    old = EmbedBuild.objects.filter(key=key).first()
    return Build(old.body.encode()) if old else None
