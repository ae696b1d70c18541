"""What editors are told after moving pages: which translations could not follow."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from hub.publication.moving import left_behind


@hooks.register("after_move_page")
def tell_after_moving(request: HttpRequest, page: Page) -> None:
    """Name the languages in which the page stays where it was."""
    page = Page.objects.get(pk=page.pk)
    translations = left_behind(page)
    if translations:
        names = ", ".join(str(one.locale) for one in translations)
        messages.warning(
            request,
            _(
                "“%(title)s” stays where it was in %(languages)s: “%(parent)s” does not exist "
                "there yet."
            )
            % {"title": page.title, "languages": names, "parent": page.get_parent().title},
        )


@hooks.register("after_bulk_action")
def tell_after_moving_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    """Name them for each of the pages that were moved together."""
    if action_type == "move":
        for page in objects:
            tell_after_moving(request, page)
