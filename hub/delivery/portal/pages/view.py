"""The view of every page: from the row behind the address to the theme's template."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.views import serve

from hub.delivery.policy import may_ask_where
from hub.delivery.portal import metadata, rows
from hub.delivery.portal.addresses import here, inside
from hub.delivery.portal.conditional import public, reads
from hub.delivery.portal.frame import facts_of, frame, is_on
from hub.delivery.portal.lists.items import item
from hub.delivery.portal.lists.maps import streets
from hub.delivery.portal.lists.page import OF_VIEWS, context_of_list, title_of_view
from hub.delivery.portal.own import in_language
from hub.delivery.portal.pages.errors import gone
from hub.delivery.portal.pages.rendering import render, trail
from hub.delivery.portal.pages.ways import Way, way_of
from hub.delivery.portal.rows import Document, Elsewhere, FoundDocument, Gone, Moved
from hub.delivery.portal.sites import locale_for, site_for
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.query import SiteFacts, parameters_for

BAD_REQUEST = 400


@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Answer an address of the portal.

    Where no row stands, the machinery's own pages answer (`ways`), and the lists of kinds. What is
    left may be a page behind a password: Wagtail asks for it, and `drafts` shows it afterwards.
    """
    site = site_for(request)
    locale = locale_for(site)
    standing = rows.at(site, path, locale)
    if isinstance(standing, Moved):
        return HttpResponseRedirect(inside(standing.url, site))
    if isinstance(standing, FoundDocument):
        return _answer(request, site, locale, standing)
    way = way_of(path, locale) if standing is None else None
    if way is not None:
        current = in_language(path, locale, locale)
        if current != path:
            return HttpResponsePermanentRedirect(_asking(request, f"/{locale}/{current}"))
        return _machinery_page(request, site, locale, *way)
    kind = _listed(path, site)
    if kind is not None and standing is None:
        index = frame(site, locale).indexes[kind.name].url
        if index != request.path:
            return HttpResponseRedirect(_asking(request, index))
        return _virtual(request, site, locale, kind)
    return _without_row(request, path, site, locale, standing)


def _asking(request: HttpRequest, address: str) -> str:
    """Return another address with what the request asks for."""
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def _without_row(
    request: HttpRequest, path: str, site: SiteFacts, locale: str, gone_here: Gone | None
) -> HttpResponseBase:
    try:
        return serve(request, path)
    except Http404 as error:
        missing = error
    # Wagtail's own redirects answer a 404 only; an editor's redirect goes before what was here.
    redirect = get_redirect(request, Redirect.normalise_path(request.get_full_path()))
    if redirect is not None and redirect.link:
        permanent = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return permanent(redirect.link)
    former = rows.formerly_at(site, path, locale)
    if isinstance(former, Elsewhere):
        return _lead_on(request, here(former.url, site, locale), former.is_for_good)
    former = former or gone_here
    if former is None:
        raise missing
    return gone(site, locale, former)


def _lead_on(request: HttpRequest, address: str, is_for_good: bool) -> HttpResponseBase:
    """Lead to where it stands now. Browsers ask again: an address may be given back."""
    query = request.META.get("QUERY_STRING", "")
    redirect = HttpResponsePermanentRedirect if is_for_good else HttpResponseRedirect
    response = redirect(f"{address}?{query}" if query else address)
    patch_cache_control(response, public=True, no_cache=True)
    return response


@public
def _answer(
    request: HttpRequest, site: SiteFacts, locale: str, standing: FoundDocument
) -> HttpResponseBase:
    context = context_of(site, locale, standing.document, standing.ancestors)
    kind = registry.kind(facts_of(standing.document).get("lists") or "")
    status = 200
    if kind is not None and is_on(kind, site):
        query = facts_of(standing.document).get("lists_query", "")
        context.update(_list(request, site, locale, kind, query))
        if request.GET:
            title = title_of_view(context, standing.document["title"])
            context["meta"] = replace(context["meta"], title=title, is_indexed=False)
        status = BAD_REQUEST if context["list"].problems else 200
    return _shown(templates_of(standing.document), site, locale, context, status)


@public
def _virtual(request: HttpRequest, site: SiteFacts, locale: str, kind: Kind) -> HttpResponseBase:
    """A kind's list where no editor made a page for it."""
    context = _list(request, site, locale, kind, "")
    context["own_path"] = request.path.removeprefix(f"/{locale}/")
    context["heading"] = str(kind.title_plural)
    title = title_of_view(context, context["heading"])
    context["meta"] = metadata.of_list(title, request.path, site, is_whole=not request.GET)
    status = BAD_REQUEST if context["list"].problems else 200
    return _shown(["index.html"], site, locale, context, status)


def _shown(
    names: list[str], site: SiteFacts, locale: str, context: dict[str, Any], status: int
) -> HttpResponse:
    response = render(names, site, locale, context, status=status)
    if context.get("has_streets"):
        streets.allow(response, context["offered_streets"])
    return response


@public
def _machinery_page(
    request: HttpRequest, site: SiteFacts, locale: str, way: Way, rest: str
) -> HttpResponseBase:
    """A page of the machinery: search, topics, remembered items."""
    own_path = request.path.removeprefix(f"/{locale}/")
    given = {name: request.GET.getlist(name) for name in way.kept if name in request.GET}
    context = {"own_path": own_path, "chosen": given, **way.make(request, site, locale, rest)}
    is_refused = context.get("problems") or context.get("problem")
    status = BAD_REQUEST if is_refused else 200
    return render([way.template], site, locale, context, status=status)


def _list(
    request: HttpRequest, site: SiteFacts, locale: str, kind: Kind, fixed: str
) -> dict[str, Any]:
    reads(request, (*parameters_for([kind]), *OF_VIEWS))
    given = {name: [str(one) for one in values] for name, values in request.GET.lists()}
    context = context_of_list(kind, site, locale, request.path, given, fixed)
    if context["has_places"]:
        may_ask_where(request)
    return context


def _listed(path: str, site: SiteFacts) -> Kind | None:
    """Return the kind whose plural is the path, where the site has its capability switched on."""
    kind = registry.kind_by_plural(path.removesuffix("/"))
    if kind is None or kind.index_page is None:
        return None
    return kind if is_on(kind, site) else None


def context_of(
    site: SiteFacts, locale: str, document: Document, ancestors: tuple[Document, ...]
) -> dict[str, Any]:
    """Return what the template of a document's page has."""
    document = reworded(document, locale)
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


def reworded(document: Document, locale: str) -> Document:
    """Return a document of another language with what follows from its facts said in the reader's.

    What people wrote stays in their language.
    """
    kind = registry.kind(document["kind"])
    if kind is None or kind.reword is None or document["locale"] == locale:
        return document
    return rows.with_members(document, {kind.document_key: kind.reword(facts_of(document), locale)})


def templates_of(document: Document) -> list[str]:
    """Return the templates to try for a document: its own layout, else its kind's."""
    layout = facts_of(document).get("template")
    if layout:
        return [f"{layout}.html", "standard.html"]
    return [f"kinds/{document['kind']}.html", "kinds/document.html"]
