"""The view of every page: from the row behind the address to the theme's template."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.views import serve

from hub.delivery.portal import metadata, rows
from hub.delivery.portal.addresses import inside
from hub.delivery.portal.conditional import public
from hub.delivery.portal.errors import gone
from hub.delivery.portal.frame import facts_of, frame
from hub.delivery.portal.items import item
from hub.delivery.portal.listing import Listing, listing
from hub.delivery.portal.months import month
from hub.delivery.portal.rendering import render, trail
from hub.delivery.portal.rows import Document, Found, Gone, Moved
from hub.delivery.portal.sites import locale_for, site_for
from hub.kernel import registry
from hub.kernel.parts import Kind
from hub.publication.query import SiteFacts

BAD_REQUEST = 400


@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Answer an address of the portal.

    What has no public row may be a page behind a password: Wagtail asks for it, and
    `hub.delivery.portal.drafts` shows the page once it was given.
    """
    site = site_for(request)
    locale = locale_for(site)
    found = rows.at(site, path, locale)
    if isinstance(found, Moved):
        return HttpResponseRedirect(inside(found.url, site))
    if isinstance(found, Found):
        return _answer(request, site, locale, found)
    kind = _listed(path, site)
    if kind is not None and found is None:
        index = frame(site, locale).indexes[kind.name].url
        if index != request.path:
            return HttpResponseRedirect(index)
        return _virtual(request, site, locale, kind)
    return _without_row(request, path, site, locale, found)


def _without_row(
    request: HttpRequest, path: str, site: SiteFacts, locale: str, found: Gone | None
) -> HttpResponseBase:
    try:
        return serve(request, path)
    except Http404:
        if found is None:
            raise
    # Wagtail's own redirects answer a 404 only; an editor's redirect goes before "gone".
    redirect = get_redirect(request, Redirect.normalise_path(request.get_full_path()))
    if redirect is not None and redirect.link:
        permanent = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return permanent(redirect.link)
    return gone(site, locale, found)


@public
def _answer(request: HttpRequest, site: SiteFacts, locale: str, found: Found) -> HttpResponseBase:
    context = context_of(site, locale, found.document, found.ancestors)
    shown: Listing | None = None
    kind = registry.kind(facts_of(found.document).get("lists") or "")
    if kind is not None:
        query = facts_of(found.document).get("lists_query", "")
        shown, more = _list(request, site, locale, kind, query)
        context.update(more)
    status = BAD_REQUEST if shown and shown.problems else 200
    return render(templates_of(found.document), site, locale, context, status=status)


@public
def _virtual(request: HttpRequest, site: SiteFacts, locale: str, kind: Kind) -> HttpResponseBase:
    """A kind's list where no editor made a page for it."""
    shown, context = _list(request, site, locale, kind, "")
    title = str(kind.title_plural)
    context["heading"] = title
    context["meta"] = metadata.of_list(title, request.path, site, is_whole=not request.GET)
    status = BAD_REQUEST if shown.problems else 200
    return render(["index.html"], site, locale, context, status=status)


def _list(
    request: HttpRequest, site: SiteFacts, locale: str, kind: Kind, fixed: str
) -> tuple[Listing, dict[str, Any]]:
    given = dict(request.GET.lists())
    shown = listing(kind, site, locale, request.path, given, fixed)
    context: dict[str, Any] = {"list": shown, "path": request.path}
    if kind.order == "dates":
        context["month"] = month(shown, request.path, request.GET.get("month", ""))
    return shown, context


def _listed(path: str, site: SiteFacts) -> Kind | None:
    """Return the kind whose plural is the path, where the site has its capability switched on."""
    kind = registry.kind_by_plural(path.removesuffix("/"))
    if kind is None or kind.index_page is None:
        return None
    return None if registry.capability_of(kind.name) in site.facts["off"] else kind


def context_of(
    site: SiteFacts, locale: str, document: Document, ancestors: tuple[Document, ...]
) -> dict[str, Any]:
    """Return what the template of a document's page has."""
    facts = facts_of(document)
    needs_children = facts.get("template") in {"section", "standard"}
    children = rows.children(site, UUID(document["id"]), locale) if needs_children else []
    return {
        "page": document,
        "heading": document["title"],
        "facts": facts,
        "is_fallback": document["locale"] != locale,
        "lang": document["locale"] if document["locale"] != locale else "",
        "breadcrumb": trail(site, locale, ancestors),
        "children": [item(one, site, locale) for one in children],
        "meta": metadata.of_document(document, site),
    }


def templates_of(document: Document) -> list[str]:
    """Return the templates to try for a document: its own layout, else its kind's."""
    layout = facts_of(document).get("template")
    if layout:
        return [f"{layout}.html", "standard.html"]
    return [f"kinds/{document['kind']}.html", "kinds/document.html"]
