"""The names of topics and districts in one language, kept until a row changes."""

from hub.publication.building import labels as stored
from hub.publication.query import SiteFacts

Labels = dict[str, dict[str, str]]

_kept: dict[tuple[int, str], tuple[SiteFacts, Labels]] = {}


def labels(site: SiteFacts, locale: str) -> Labels:
    """Return what `hub.publication.building.labels` has; one query after a change, else none.

    `site_of` returns the same object as long as nothing changed: that is what they are kept by.
    """
    kept = _kept.get((site.site_id, locale))
    if kept and kept[0] is site:
        return kept[1]
    found = stored.labels(locale)
    _kept[site.site_id, locale] = (site, found)
    return found
