"""Pages without a public row in the theme: previews for editors, and pages behind a password."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from hub.delivery.portal import rows
from hub.delivery.portal.frame import facts_of
from hub.delivery.portal.listing import listing
from hub.delivery.portal.months import month
from hub.delivery.portal.pages import context_of, templates_of
from hub.delivery.portal.rendering import text
from hub.delivery.portal.sites import site_for
from hub.kernel import registry
from hub.publication.preview import Draft, draft_of, protected
from hub.publication.query import SiteFacts
from hub.publication.reading import site_by_id


def serve_protected(page: Any, request: HttpRequest) -> HttpResponse:
    """Answer a page of Wagtail's tree, once its restriction is satisfied. For nobody else's cache.

    Raises Http404 for every other page: what is public is answered from its row.
    """
    draft = protected(page)
    is_allowed = all(one.accept_request(request) for one in page.get_view_restrictions())
    if draft is None or not is_allowed:
        raise Http404("not public")
    response = HttpResponse(html_of(draft, site_for(request)))
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def preview(page: Any) -> str:
    """Return the HTML of a page as it would be published now; "" for what the hub never shows."""
    draft = draft_of(page)
    site = site_by_id(draft.site_id) if draft else None
    return html_of(draft, site) if draft and site else ""


def html_of(draft: Draft, site: SiteFacts) -> str:
    """Return a draft's page in the site's theme."""
    document, locale = draft.document, draft.locale
    context = context_of(site, locale, document, rows.above(site, draft.path, locale))
    kind = registry.kind(facts_of(document).get("lists") or "")
    if kind is not None:
        path = f"/{locale}/{draft.path}"
        query = facts_of(document).get("lists_query", "")
        context["list"] = listing(kind, site, locale, path, {}, query)
        context["path"] = path
        if kind.order == "dates":
            context["month"] = month(context["list"], path, "")
    context["is_draft"] = True
    return text(templates_of(document), site, locale, context)
