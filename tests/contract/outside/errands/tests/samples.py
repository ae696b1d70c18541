"""One published errand."""

from datetime import UTC, datetime
from typing import Any

from wagtail.models import Site

from errands.models import Errand


def make_errand(site: Site, **fields: Any) -> Errand:
    """Return a public errand in the site's language."""
    defaults = {"title": "Regal aufbauen", "slug": "regal-aufbauen", "minutes": 45, "live": True}
    return Errand.objects.create(site=site, locale=site.root_page.locale, **{**defaults, **fields})


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it}."""
    return {"errand": make_errand(site, needed_by=datetime(2050, 1, 1, tzinfo=UTC))}
