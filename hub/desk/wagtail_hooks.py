"""The desk stands on the admin's start page."""

from typing import Any

from django.urls import path
from django.urls.resolvers import URLPattern
from wagtail import hooks
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from hub.desk.panel import panels
from hub.desk.views import retry, whole_section


@hooks.register("construct_homepage_panels")
def add_panels(request: Any, shown: list[Any]) -> None:
    """Put the desk first; what waits for review is part of it."""
    shown[:] = [one for one in shown if not isinstance(one, WorkflowObjectsToModeratePanel)]
    shown[:0] = panels()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the desk's own addresses below /admin/."""
    return [
        path("desk/<slug:key>/", whole_section, name="hub_desk_section"),
        path("desk/retry/<uuid:document_id>/", retry, name="hub_desk_retry"),
    ]
