"""The names of what a list is narrowed by: topics, districts, organisations and places."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from hub.delivery.portal.rows import by_ids
from hub.publication.building import labels as stored
from hub.publication.query import SiteFacts

REFERENCES: Final = ("organisation", "place")

Labels = dict[str, dict[str, str]]


def labels(site: SiteFacts, locale: str) -> Labels:
    """Return what `hub.publication.building.labels` has; one query after a change, else none."""
    return site.memory.get(("labels", locale), lambda: stored.labels(locale))


def titles_of(site: SiteFacts, locale: str, chosen: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return {id: title} of the organisations and places that are chosen."""
    ids = [value for name in REFERENCES for value in chosen.get(name, []) if _is_id(value)]
    return {key: row["title"] for key, row in by_ids(site, ids, locale).items()}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
