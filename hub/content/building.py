"""What a document's builder is given, and the fields that all kinds share.

Publication makes the context; a builder reads the page or record and the context, and nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from hub.content.body import body_html
from hub.content.files.pictures import picture
from hub.content.shelf import Shelf
from hub.content.translating.untranslated import mark
from hub.kernel.document import moment


@dataclass
class Context:
    """Where and when a document is built.

    `lookup(id, locale)` returns `{id, kind, title, url}` of a public document or None; use `embed`,
    which also remembers the id, so that a later change of the other brings this one up to date.
    `shelf` is what `prefetch` has read ahead for the batch; `ahead` what the document part that is
    being built has read ahead by its own.
    `untranslated` are (field, key) of the texts that still stand in the language of
    `translation["source_locale"]`.
    """

    locale: str
    url: str
    site_url: str
    lookup: Callable[[UUID, str], dict[str, Any] | None]
    now: datetime = field(default_factory=timezone.now)
    available_locales: Mapping[str, str] = field(default_factory=dict)
    translation: Mapping[str, Any] = field(default_factory=dict)
    untranslated: tuple[tuple[str, str], ...] = ()
    references: set[UUID] = field(default_factory=set)
    shelf: Shelf = field(default_factory=Shelf)
    ahead: Any = None

    def embed(self, document_id: UUID | None) -> dict[str, Any] | None:
        """Return another document by its name only, or None where it is not public."""
        if document_id is None:
            return None
        self.references.add(document_id)
        return self.lookup(document_id, self.locale)


def shared_fields(source: Any, kind: str, context: Context) -> dict[str, Any]:
    """Return the shared fields of a page's or record's document."""
    with translation.override(context.locale):
        return {
            "id": str(source.document_id),
            "kind": kind,
            "locale": context.locale,
            "url": context.url,
            "title": source.title,
            "summary": source.summary,
            "body_html": _marked(body_html(source, context), context),
            "image": picture(source.image, context),
            "topics": topics_of(source, context.locale),
            "district": district(source.district),
            "contact": contact(source.contact),
            "available_locales": dict(context.available_locales),
            "translation": dict(context.translation),
            "source": origin(source),
            "published_at": moment(source.first_published_at),
            "changed_at": moment(source.last_published_at),
        }


def _marked(body: str, context: Context) -> str:
    keys = {key for field, key in context.untranslated if field == "body"}
    return mark(body, keys, context.translation["source_locale"]) if keys else body


def topics_of(source: Any, locale: str) -> list[dict[str, str]]:
    """Return [{key, label}] in the topics' order."""
    return [{"key": one.key, "label": one.label_in(locale)} for one in source.topics.all()]


def topic_facets(source: Any) -> list[tuple[str, str]]:
    """Return the topic facets: an item of a topic is found under its main topic too."""
    keys = {one.key for one in source.topics.all()}
    keys |= {one.parent.key for one in source.topics.all() if one.parent_id}
    return [("topic", key) for key in sorted(keys)]


def district(one: Any) -> dict[str, str] | None:
    """Return {key, label} or None."""
    return {"key": one.key, "label": one.name} if one else None


def contact(one: Any) -> dict[str, str] | None:
    """Return the contact's public fields or None."""
    if one is None:
        return None
    return {key: getattr(one, key) for key in ("name", "role", "email", "phone", "url")}


def place(one: Any) -> dict[str, Any] | None:
    """Return the place with its accessibility facts, or None."""
    if one is None:
        return None
    return {
        "id": str(one.hub_id),
        "name": one.name,
        "street": one.street,
        "postcode": one.postcode,
        "city": one.city,
        "district": one.district.name if one.district else None,
        "lat": one.lat,
        "lon": one.lon,
        "accessibility": one.accessibility(),
    }


def place_facets(one: Any) -> list[tuple[str, str]]:
    """Return the facets of a place: itself, its district, and each fact that is true."""
    if one is None:
        return []
    facets = [("place", str(one.hub_id))]
    facets += [("district", one.district.key)] if one.district else []
    return facets + [("accessible", fact) for fact, value in one.accessibility().items() if value]


def origin(source: Any) -> dict[str, str] | None:
    """Return where an imported item comes from, or None."""
    if not source.source_name:
        return None
    return {
        "name": source.source_name,
        "url": source.source_url,
        "licence": source.source_licence,
    }
