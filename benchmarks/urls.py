"""The hub's addresses plus Wagtail's API v2 under /wagtail/."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from hub.urls import urlpatterns as hub_urls

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [path("wagtail/", router.urls), *hub_urls]
