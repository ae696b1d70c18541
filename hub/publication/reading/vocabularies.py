"""The vocabularies as the public sees them: only what public documents use, with their number."""

from typing import Any

from django.db.models import Count

from hub.content.building import place
from hub.content.models import Place, Topic
from hub.publication.models import Publication
from hub.publication.query.prepared import fetch
from hub.publication.query.rows import IS_PUBLIC
from hub.publication.query.selection import SiteFacts


def vocabulary(site: SiteFacts, locale: str, facet: str) -> dict[str, int]:
    """Return {value: how many public documents answer for the locale with this facet's value}."""
    found = fetch(
        "SELECT split_part(facet, '=', 2), count(*) FROM publication_publication p,"
        f" unnest(p.facets) AS one(facet) WHERE p.site_id = %s AND {IS_PUBLIC}"
        " AND p.answers @> ARRAY[%s]::varchar[] AND facet LIKE %s GROUP BY 1",
        [site.site_id, locale, f"{facet}=%"],
    )
    return {value.decode(): int(count) for value, count in found}


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
