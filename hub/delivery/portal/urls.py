"""The portal's addresses. Those with a language stand in `pages`, the others here."""

from django.urls import path, re_path

from hub.delivery.portal.machines import health, pictures, sitemap, style_sheet, wellknown
from hub.delivery.portal.pages import start, visits
from hub.delivery.portal.pages.view import page

LOCALE = r"(?P<locale>[a-z]{2,3}(?:-[a-z0-9]+)*)"

urlpatterns = [
    path("", start.start, name="start"),
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
    re_path(r"^-/look/(?P<name>[0-9a-f]{16})\.css$", style_sheet.look_sheet, name="look"),
    path("-/tiles/<slug:topic>/<uuid:key>.svg", pictures.svg, name="tile"),
    path("-/tiles/<slug:topic>/<uuid:key>.png", pictures.png, name="tile_png"),
    path("favicon.ico", wellknown.icon, name="icon"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    re_path(
        rf"^sitemap-{LOCALE}-(?P<number>[0-9]{{1,4}})\.xml$", sitemap.part, name="sitemap_part"
    ),
]

# Below the language: pages that capabilities answer themselves, then all others. Like Wagtail's
# own, so that a missing slash at the end is added. `_util/` is where Wagtail asks for passwords.
pages = [
    *visits.addresses(),
    re_path(r"^(?P<path>(?!_util/)(?:[\w\-]+/)*)$", page, name="page"),
]
