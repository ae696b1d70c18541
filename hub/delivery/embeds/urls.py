"""The addresses for other websites; requests come by `hub.delivery.shortcut`, past all middleware.

The second version of an embed would stand beside the first, never in its place.
"""

from django.urls import path

from hub.delivery.embeds.files import build_view, newest_view, style_view
from hub.delivery.embeds.fragment import fragment_view
from hub.delivery.embeds.oembed import oembed_view

urlpatterns = [
    path("embed/v1/hub.js", newest_view, name="embed_script"),
    path("embed/v1/hub-<slug:key>.js", build_view, name="embed_build"),
    path("embed/v1/hub.css", style_view, name="embed_style"),
    path("embed/v1/<slug:plural>.html", fragment_view, name="embed_fragment"),
    path("oembed", oembed_view, name="oembed"),
]
