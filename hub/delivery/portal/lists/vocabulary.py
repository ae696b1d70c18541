"""The names of topics and districts in one language, kept until a row changes."""

from hub.publication.building import labels as stored
from hub.publication.query import SiteFacts

Labels = dict[str, dict[str, str]]


def labels(site: SiteFacts, locale: str) -> Labels:
    """Return what `hub.publication.building.labels` has; one query after a change, else none."""
    return site.kept.get(("labels", locale), lambda: stored.labels(locale))
