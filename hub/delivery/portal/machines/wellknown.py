"""Small texts for machines: robots.txt (RFC 9309), security.txt (RFC 9116), the icon."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.conditional import public
from hub.delivery.portal.own import own_url
from hub.delivery.portal.sites import site_for
from hub.looks.themes import chosen

# RFC 9116 §2.5.5 wants an expiry of less than a year.
EXPIRES = timedelta(days=180)
# Lists that anybody can have in any number.
UNLISTED = ("search", "remembered")
TEXT = "text/plain; charset=utf-8"


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Allow everything but the editors' rooms and filtered lists; name the sitemap."""
    site = site_for(request)
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?*cursor=",
        "Disallow: /*?*month=",
        *(f"Disallow: {own_url(key, one)}" for one in site.locales for key in UNLISTED),
        "Allow: /",
        "",
        f"Sitemap: {absolute('/sitemap.xml', site)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Lead to the theme's icon: browsers ask for this address where a page names none."""
    theme = chosen(site_for(request).facts["theme"])
    response = HttpResponseRedirect(static(theme.icon))
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
@public
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a weakness: the office's contact; 404 while it has none."""
    site = site_for(request)
    contact = site.facts["contact"] or {}
    address = f"mailto:{contact['email']}" if contact.get("email") else contact.get("url")
    if not address:
        raise Http404("no contact")
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    languages = dict.fromkeys(one.split("-")[0] for one in site.locales)
    lines = [
        f"Contact: {address}",
        f"Expires: {(midnight + EXPIRES):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages)}",
        f"Canonical: {absolute('/.well-known/security.txt', site)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)
