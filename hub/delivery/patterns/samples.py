"""Sample documents of any kind, made from its schema: short, long, with nothing optional, and one
for each state. For the pattern page and for tests of themes; never stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.templatetags.static import static
from django.utils import timezone

from hub.delivery.patterns.sample_texts import BODY, TEXTS
from hub.delivery.portal.rows import Document
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import moment
from hub.kernel.documents.schema import DATE, document_schema
from hub.publication.query import SiteFacts

SIZES: Final = ("short", "long", "missing")
ZONE: Final = "Europe/Berlin"
MANY: Final = 3
NUMBERS: Final = {"lat": 51.8364, "lon": 12.2469, "width": 1200, "height": 900}
TRANSLATIONS: Final = ("machine", "human")


@dataclass(frozen=True)
class Sample:
    """A document and what it shows: a size, or `status: cancelled`."""

    name: str
    document: Document


@dataclass(frozen=True)
class Writer:
    """Fills a schema. `size` is one of SIZES; `missing` leaves out all that may be left out."""

    site: SiteFacts
    locale: str
    size: str

    def value(self, schema: Mapping[str, Any], name: str = "") -> Any:
        """Return a value that the schema allows."""
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [""])[0])
        if "anyOf" in schema:
            return None if self.size == "missing" else self.value(schema["anyOf"][0], name)
        kind = schema.get("type")
        if isinstance(kind, list):
            return None if self.size == "missing" else self.size == "long"
        if kind == "object":
            parts = schema.get("properties", {})
            return {key: self.value(one, key) for key, one in parts.items()}
        if kind == "array":
            return self._list(schema["items"], name)
        if kind == "boolean":
            return self.size == "long"
        if kind in {"integer", "number"}:
            return NUMBERS.get(name, schema.get("minimum", 0) + (5 if self.size == "long" else 1))
        return self._text(schema.get("format", ""), name)

    def _list(self, items: Mapping[str, Any], name: str) -> list[Any]:
        count = {"short": 1, "long": MANY, "missing": 0}[self.size]
        if name == "renditions":
            return []
        made = [self.value(items, name) for _number in range(count)]
        keys = items.get("properties", {}).get("key", {}).get("enum")
        for one, key in zip(made, keys or (), strict=False):
            one["key"] = key
        return made if keys else made[:1]

    def _text(self, form: str, name: str) -> str:
        if form == "date-time":
            return str(moment(self._moment(name)))
        if form == "date":
            return timezone.localdate().isoformat()
        if form == "uuid":
            return str(uuid5(NAMESPACE_URL, name))
        if name == "timezone":
            return ZONE
        if form == "uri" or name == "url":
            return f"{self.site.facts['url']}/{self.locale}/" if self.size != "missing" else ""
        if self.size == "missing" and name not in {"title", "name"}:
            return ""
        return self.words(name)

    def words(self, name: str) -> str:
        """Return a text for a field of this name, in the reader's language where there is one."""
        texts = TEXTS["ar" if self.locale == "ar" else "de"]
        found = texts.get(name, texts["text"])
        return found["long" if self.size == "long" else "short"]

    def _moment(self, name: str) -> datetime:
        days = {"starts_at": -1, "ends_at": 30, "deadline_at": 5}.get(name, 2)
        return _hour(days, 15)

    def dates(self) -> list[dict[str, Any]]:
        """Return dates in every state; one for a short document, none for a missing one."""
        if self.size == "missing":
            return []
        states = DATE["properties"]["status"]["enum"]
        return [
            {
                "starts_at": moment(_hour(2 + 7 * number, 15)),
                "ends_at": moment(_hour(2 + 7 * number, 18)),
                "timezone": ZONE,
                "all_day": False,
                "status": status,
                "recurrence_id": moment(_hour(1 + 7 * number, 15)) if status == "moved" else None,
                "note": self.words("note") if self.size == "long" else "",
            }
            for number, status in enumerate(states[: len(states) if self.size == "long" else 1])
        ]


def _hour(days: int, hour: int) -> datetime:
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def sample(kind: Kind, site: SiteFacts, locale: str, size: str, name: str = "") -> Document:
    """Return one document. Its id follows from `name`, so that its picture stays the same."""
    writer = Writer(site, locale, size)
    document: Document = writer.value(document_schema(kind))
    url = f"{site.facts['url']}/{locale}/-muster/"
    document |= {
        "id": str(uuid5(NAMESPACE_URL, f"{kind.name}-{name or size}")),
        "kind": kind.name,
        "locale": locale,
        "url": url,
        "body_html": "" if size == "missing" else BODY["ar" if locale == "ar" else "de"][size],
        "available_locales": {locale: url},
        "translation": {
            "status": "original",
            "source_locale": None,
            "is_outdated": False,
            "is_complete": True,
            "untranslated": [],
        },
        "dates": writer.dates() if kind.order == "dates" else [],
    }
    if size == "missing":
        document["title"] = writer.words("title")
    if document["image"]:
        # A short document has none: what stands there then is part of the theme.
        picture = site.facts["url"] + static("stadt/icon.svg")
        document["image"] = {**document["image"], "url": picture} if size == "long" else None
    return document


def samples(kind: Kind, site: SiteFacts, locale: str) -> Iterator[Sample]:
    """Yield a kind's documents: every size, then every state of the kind, its dates, its texts."""
    for size in SIZES:
        yield Sample(size, sample(kind, site, locale, size))
    for field, one in kind.schema.get("properties", {}).items():
        for state in one.get("enum", ())[1:]:
            document = sample(kind, site, locale, "short", f"{field}-{state}")
            document[kind.document_key][field] = state
            yield Sample(f"{field}: {state}", document)
    if kind.order == "dates":
        for status in DATE["properties"]["status"]["enum"][1:]:
            document = sample(kind, site, locale, "short", f"dates-{status}")
            document["dates"][0]["status"] = status
            yield Sample(f"dates: {status}", document)
    for status in TRANSLATIONS:
        document = sample(kind, site, locale, "short", f"translation-{status}")
        document["translation"] |= {
            "status": status,
            "is_outdated": status == "human",
            "is_complete": status == "original",
        }
        yield Sample(f"translation: {status}", document)
    other = sample(kind, site, "de" if locale != "de" else "ar", "short", "translation-fallback")
    yield Sample("translation: fallback", other)
