"""Small texts for machines: robots.txt (RFC 9309), security.txt (RFC 9116)."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.conditional import public
from hub.delivery.portal.sites import site_for

# RFC 9116 §2.5.5 wants an expiry of less than a year.
EXPIRES = timedelta(days=180)
TEXT = "text/plain; charset=utf-8"


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Allow everything but the editors' rooms and filtered lists; name the sitemap."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?*cursor=",
        "Disallow: /*?*month=",
        "Disallow: /*/search/",
        "Disallow: /*/remembered/",
        "Allow: /",
        "",
        f"Sitemap: {absolute('/sitemap.xml', site_for(request))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


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
