"""The generator in the portal and in the admin: the same state, two frames around it."""

from typing import Any, Final

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render as render_for_editors
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.delivery.embeds.generator import Generator, generator
from hub.delivery.embeds.setting import words_of
from hub.delivery.portal.conditional import public
from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.own import own_url
from hub.delivery.portal.pages.rendering import render
from hub.delivery.portal.sites import locale_for, site_for

BAD_REQUEST: Final = 400
ADMIN_TEMPLATE: Final = "embeds/admin.html"


@require_safe
@csp_update({"frame-src": [SELF]})
@public
def embedding(request: HttpRequest) -> HttpResponseBase:
    """Answer the portal's page "Einbinden"."""
    site = site_for(request)
    locale = locale_for(site)
    generated = generator(site, locale, dict(request.GET.lists()), request.path)
    if generated is None:
        raise Http404("nothing to embed")
    title = _("Embed")
    meta = Metadata(title=title, description="", canonical="", is_indexed=False)
    context = {
        **_context(generated, request.path),
        "own_path": request.path.removeprefix(f"/{locale}/"),
        "chosen": {
            name: values for name, values in request.GET.lists() if name in _names(generated)
        },
        "heading": title,
        "meta": meta,
    }
    status = BAD_REQUEST if generated.problems else 200
    return render(["embed.html"], site, locale, context, status=status)


@require_safe
def former(request: HttpRequest) -> HttpResponseBase:
    """Lead from what all languages called the page to the language's own word."""
    address = own_url("embed", locale_for(site_for(request)))
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}{'?' if query else ''}{query}")


def embedding_for_editors(request: HttpRequest) -> HttpResponse:
    """Answer the same page inside the admin, in the editor's language."""
    site = site_for(request)
    made = generator(site, site.default_locale, dict(request.GET.lists()), request.path)
    if made is None:
        raise Http404("nothing to embed")
    return render_for_editors(request, ADMIN_TEMPLATE, _context(made, request.path))


def _names(made: Generator) -> set[str]:
    """Return the parameters that say what is embedded and how."""
    return {"kind", "look", "pictures", "level", *words_of(made.choice.kind)} - {"locale"}


def _context(made: Generator, path: str) -> dict[str, Any]:
    return {"embed": made, "path": path}
