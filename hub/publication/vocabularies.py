"""The vocabularies as the public sees them: only what public documents use, with their number."""

from typing import Any

from django.db.models import Count

from hub.content.building import place
from hub.content.models import Place, Topic
from hub.publication.models import Publication
from hub.publication.query.selection import SiteFacts
from hub.publication.reading import vocabulary


def topics(site: SiteFacts, locale: str) -> list[dict[str, Any]]:
    """Return [{key, label, parent, count}] of the topics in use, main topics too, in their
    order."""
    counts = vocabulary(site, locale, "topic")
    found = Topic.objects.filter(key__in=counts).select_related("parent").prefetch_related("labels")
    return [
        {
            "key": one.key,
            "label": one.label_in(locale),
            "parent": one.parent.key if one.parent else None,
            "count": counts[one.key],
        }
        for one in found
    ]


def places(site: SiteFacts, locale: str) -> list[dict[str, Any]]:
    """Return the places that public documents name, as in a document, with `count`."""
    counts = vocabulary(site, locale, "place")
    found = Place.objects.filter(hub_id__in=list(counts)).select_related("district")
    return [{**(place(one) or {}), "count": counts[str(one.hub_id)]} for one in found]


def locales(site: SiteFacts) -> list[dict[str, Any]]:
    """Return [{code, name, is_default, count}]; `count` is what is written in that language
    itself."""
    rows = Publication.objects.public().filter(site_id=site.site_id)
    counts = dict(rows.values_list("locale").annotate(count=Count("pk")).order_by())
    return [
        {
            "code": one["code"],
            "name": one["name"],
            "is_default": one["code"] == site.default_locale,
            "count": counts.get(one["code"], 0),
        }
        for one in site.facts["locales"]
    ]
