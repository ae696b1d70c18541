"""The desk stands on the admin's start page."""

from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from hub.desk.panel import Attention
from hub.desk.views import act, whole_panel


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, shown: list[Component]) -> None:
    """Put the desk first; what waits for review is part of it."""
    shown[:] = [one for one in shown if not isinstance(one, WorkflowObjectsToModeratePanel)]
    shown[:0] = [Attention()]


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the desk's own addresses below /admin/."""
    return [
        path("desk/<str:key>/", whole_panel, name="hub_desk_panel"),
        path("desk/<str:key>/<str:entry>/", act, name="hub_desk_act"),
    ]
