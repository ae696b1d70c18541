"""Pages without a public row in the theme: previews for editors, and pages behind a password."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from hub.delivery.portal import rows
from hub.delivery.portal.frame import facts_of
from hub.delivery.portal.lists.items import item
from hub.delivery.portal.lists.page import context_of_list
from hub.delivery.portal.pages.rendering import text
from hub.delivery.portal.pages.view import context_of, templates_of
from hub.delivery.portal.rows import Document
from hub.delivery.portal.sites import site_for
from hub.kernel.contract import registry
from hub.publication.building.preview import (
    Accepts,
    Draft,
    draft_of,
    protected,
    unlocked_above,
    unlocked_below,
)
from hub.publication.query import SiteFacts
from hub.publication.reading.sites import site_by_id


def serve_protected(page: Any, request: HttpRequest) -> HttpResponse:
    """Answer a page of Wagtail's tree, once its restriction is satisfied. For nobody else's cache.

    Raises Http404 for every other page: what is public is answered from its row.
    """
    draft = protected(page)
    is_allowed = all(one.accept_request(request) for one in page.get_view_restrictions())
    if draft is None or not is_allowed:
        raise Http404("not public")
    site = site_for(request)
    html = html_of(draft, site, _around(page, lambda one: bool(one.accept_request(request))))
    response = HttpResponse(html)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def preview(source: Any) -> str:
    """Return the HTML of a page or record as it would be published now; "" for what the hub never
    shows.

    Around a restricted page stands what its readers see; a child with a restriction of its own
    stays out.
    """
    draft = draft_of(source)
    site = site_by_id(draft.site_id) if draft else None
    return html_of(draft, site, _around(source, lambda _one: False)) if draft and site else ""


@dataclass(frozen=True)
class Around:
    """What stands around a page for a reader who may see it, beside what is public."""

    above: tuple[Document, ...]
    below: tuple[Document, ...]


def _around(page: Any, accepts: Accepts) -> Around:
    above, below = unlocked_above(page), unlocked_below(page, accepts, rows.CHILDREN_MAXIMUM)
    return Around(
        tuple(one.document for one in above),
        tuple(one.document for one in below),
    )


def html_of(draft: Draft, site: SiteFacts, around: Around) -> str:
    """Return a draft's page in the site's theme."""
    document, locale = draft.document, draft.locale
    above = (*rows.above(site, draft.path, locale), *around.above)
    context = context_of(site, locale, document, above)
    context["children"] += [item(one, site, locale) for one in around.below]
    kind = registry.kind(facts_of(document).get("lists") or "")
    if kind is not None:
        path = f"/{locale}/{draft.path}"
        query = facts_of(document).get("lists_query", "")
        context.update(context_of_list(kind, site, locale, path, {}, query))
    context["is_draft"] = True
    return text(templates_of(document), site, locale, context)
