"""The generator in the portal and in the admin: the same state, two frames around it."""

from typing import Any, Final

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render as render_for_editors
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.delivery.embeds.generator import Generator, generator
from hub.delivery.portal.conditional import public
from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.rendering import render
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
    made = generator(site, locale, dict(request.GET.lists()), request.path)
    if made is None:
        raise Http404("nothing to embed")
    title = _("Embed")
    meta = Metadata(title=title, description="", canonical="", is_indexed=False)
    context = {**_context(made, request.path), "heading": title, "meta": meta}
    status = BAD_REQUEST if made.problems else 200
    return render(["embed.html"], site, locale, context, status=status)


def embedding_for_editors(request: HttpRequest) -> HttpResponse:
    """Answer the same page inside the admin, in the editor's language."""
    site = site_for(request)
    made = generator(site, site.default_locale, dict(request.GET.lists()), request.path)
    if made is None:
        raise Http404("nothing to embed")
    return render_for_editors(request, ADMIN_TEMPLATE, _context(made, request.path))


def _context(made: Generator, path: str) -> dict[str, Any]:
    return {"embed": made, "path": path}
