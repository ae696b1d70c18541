"""What delivery adds to Wagtail: the theme serves pages, the embeds get a menu entry."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.delivery.embeds.page import embedding_for_editors
from hub.delivery.portal.pages.drafts import serve_protected

Serve = Callable[..., HttpResponse]


# Not `before_serve_page`: Wagtail 8 calls those hooks before it asks for a password. Its check is
# the outermost `on_serve_page` hook (order 0): this one runs only for readers who may see the page.
@hooks.register("on_serve_page", order=100)
def serve_in_theme(serve: Serve) -> Serve:
    """Put the theme's page in the place of Wagtail's own template."""

    def inner(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        return serve_protected(page, request)

    return inner


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the embeds' page below /admin/."""
    return [path("embedding/", embedding_for_editors, name="hub_embedding")]


@hooks.register("register_admin_menu_item")
def embedding_in_the_menu() -> MenuItem:
    """Put the embeds below what editors write."""
    return MenuItem(_("Embed"), reverse("hub_embedding"), icon_name="code", order=700)
