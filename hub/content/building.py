"""The fields that the documents of all kinds share, and what builders need for their own."""

from typing import TYPE_CHECKING, Any

from django.utils import translation

from hub.content.body import body_html
from hub.content.context import BuildContext
from hub.content.files.pictures import picture
from hub.content.translating.untranslated import mark
from hub.kernel.contract.sources import Source
from hub.kernel.documents.document import moment

if TYPE_CHECKING:
    # Models are read by builders long after the start; blocks and files know this room before.
    from hub.content.models import Contact, District, Place


def shared_fields(source: Source, kind: str, context: BuildContext) -> dict[str, Any]:
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


def _marked(body: str, context: BuildContext) -> str:
    keys = {key for field, key in context.untranslated if field == "body"}
    return mark(body, keys, context.translation["source_locale"]) if keys else body


def topics_of(source: Source, locale: str) -> list[dict[str, str]]:
    """Return [{key, label}] in the topics' order."""
    return [{"key": one.key, "label": one.label_in(locale)} for one in source.topics.all()]


def topic_facets(source: Source) -> list[tuple[str, str]]:
    """Return the topic facets: an item of a topic is found under its main topic too."""
    keys = {one.key for one in source.topics.all()}
    keys |= {one.parent.key for one in source.topics.all() if one.parent_id}
    return [("topic", key) for key in sorted(keys)]


def district(one: "District | None") -> dict[str, str] | None:
    """Return {key, label} or None."""
    return {"key": one.key, "label": one.name} if one else None


def contact(one: "Contact | None") -> dict[str, str] | None:
    """Return the contact's public fields or None."""
    if one is None:
        return None
    return {key: getattr(one, key) for key in ("name", "role", "email", "phone", "url")}


def place(row: "Place | None") -> dict[str, Any] | None:
    """Return the place with its accessibility facts, or None."""
    if row is None:
        return None
    return {
        "id": str(row.hub_id),
        "name": row.name,
        "street": row.street,
        "postcode": row.postcode,
        "city": row.city,
        "district": row.district.name if row.district else None,
        "lat": row.lat,
        "lon": row.lon,
        "accessibility": row.accessibility(),
    }


def place_facets(one: "Place | None") -> list[tuple[str, str]]:
    """Return the facets of a place: itself, its district, and each fact that is true."""
    if one is None:
        return []
    facets = [("place", str(one.hub_id))]
    facets += [("district", one.district.key)] if one.district else []
    return facets + [("accessible", fact) for fact, value in one.accessibility().items() if value]


def origin(source: Source) -> dict[str, str] | None:
    """Return where an imported item comes from, or None."""
    if not source.source_name:
        return None
    return {
        "name": source.source_name,
        "url": source.source_url,
        "licence": source.source_licence,
    }
