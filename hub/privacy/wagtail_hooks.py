"""Privacy stands among the reports of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.privacy import views


class RightItem(MenuItem):
    """A menu entry for those who have a right."""

    def __init__(self, right: str, label: Any, url: str, icon: str, order: int) -> None:
        super().__init__(label, url, icon_name=icon, order=order)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those alone whom the page would not turn away."""
        return request.user.has_perm(self.right)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the room's addresses below /admin/."""
    return [
        path("privacy/", views.show_activities, name="hub_privacy_activities"),
        path("privacy/person/", views.look_up, name="hub_privacy_person"),
        path("privacy/person/file/", views.hand_out, name="hub_privacy_file"),
        path("privacy/person/erase/", views.forget, name="hub_privacy_erase"),
    ]


@hooks.register("register_reports_menu_item")
def register_record() -> MenuItem:
    """Return the entry of the record of processing activities."""
    url = reverse("hub_privacy_activities")
    return RightItem("privacy.view_act", _("Record of personal data"), url, "list-ul", 900)


@hooks.register("register_reports_menu_item")
def register_person() -> MenuItem:
    """Return the entry of answering a person."""
    url = reverse("hub_privacy_person")
    return RightItem("privacy.answer_act", _("What is kept of a person"), url, "user", 901)
