"""Wagtail asks here before it serves a page itself: it never does, the portal's theme does."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from hub.delivery.portal.drafts import serve_protected

Serve = Callable[..., HttpResponse]


# Not `before_serve_page`: Wagtail 8 calls those hooks before it asks for a password. Its check is
# the outermost `on_serve_page` hook (order 0): this one runs only for readers who may see the page.
@hooks.register("on_serve_page", order=100)
def serve_in_theme(serve: Serve) -> Serve:
    """Put the theme's page in the place of Wagtail's own template."""

    def inner(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        return serve_protected(page, request)

    return inner
