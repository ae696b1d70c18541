"""The site that answers a host, with its facts, kept until an edition ends."""

import threading
from dataclasses import dataclass

from hub.publication.models import PublicationSite
from hub.publication.query.memory import WAIT_SECONDS
from hub.publication.query.selection import SiteFacts
from hub.publication.reading.listen import Edition, latest_edition


@dataclass(frozen=True)
class _Sites:
    """All sites of one edition. Threads read it while another one reads the next: it never changes,
    and the next takes its place at once."""

    edition: Edition
    by_host: dict[tuple[str, int], SiteFacts]
    default: SiteFacts | None


_sites: _Sites | None = None
_reading = threading.Lock()


def forget_sites() -> None:
    """Read the sites anew at the next call; for tests, whose database goes back in time."""
    global _sites  # noqa: PLW0603
    _sites = None


def _newest_sites() -> _Sites:
    global _sites  # noqa: PLW0603
    edition, sites = latest_edition(), _sites
    if sites is not None and sites.edition == edition:
        return sites
    # What is kept lives with a site: where each thread read its own, all would read all of it anew.
    is_mine = _reading.acquire(timeout=WAIT_SECONDS)
    try:
        sites = _sites
        if sites is None or sites.edition != edition:
            sites = _sites = _read_sites(edition)
    finally:
        if is_mine:
            _reading.release()
    return sites


def _read_sites(edition: Edition) -> _Sites:
    rows = list(PublicationSite.objects.all())
    facts = [(row, SiteFacts(row.pk, row.facts, edition.ends_at)) for row in rows]
    by_host = {(row.hostname, row.port): one for row, one in facts}
    default = next((one for row, one in facts if row.is_default), None)
    return _Sites(edition, by_host, default)


def site_of(hostname: str, port: int) -> SiteFacts | None:
    """Return the site that answers a host: exact, by name alone, else the default site; None: no
    site.

    Kept in the process and read anew after any change of rows or sites, and when a row ends.
    """
    sites = _newest_sites()
    exact = sites.by_host.get((hostname, port))
    if exact:
        return exact
    named = (one for (name, _port), one in sites.by_host.items() if name == hostname)
    return next(named, sites.default)


def site_by_id(site_id: int) -> SiteFacts | None:
    """Return a site that `site_of` would find by its host; one query."""
    row = PublicationSite.objects.filter(pk=site_id).first()
    return site_of(row.hostname, row.port) if row else None
