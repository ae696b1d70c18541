"""What editors are told after moving pages: which translations followed, which could not."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from hub.publication.hinting.moving import followed_and_left


@hooks.register("after_move_page")
def tell_after_moving(request: HttpRequest, page: Page) -> None:
    """Name the languages in which the page moved too, and those in which it stays."""
    page = Page.objects.get(pk=page.pk)
    followed, left = (_languages(pages) for pages in followed_and_left(page))
    words = {"title": page.title, "parent": page.get_parent().title}
    words |= {"followed": followed, "left": left}
    if followed and left:
        sentence = _(
            "“%(title)s” has moved in %(followed)s too; in %(left)s it stays where it was, because "
            "“%(parent)s” does not exist there yet."
        )
    elif followed:
        sentence = _("“%(title)s” has moved in %(followed)s too.")
    elif left:
        sentence = _(
            "“%(title)s” stays where it was in %(left)s, because “%(parent)s” does not exist there "
            "yet."
        )
    else:
        return
    messages.add_message(request, messages.WARNING if left else messages.SUCCESS, sentence % words)


@hooks.register("after_bulk_action")
def tell_after_moving_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    """Say it for each of the pages that were moved together."""
    if action_type == "move":
        for page in objects:
            tell_after_moving(request, page)


def _languages(pages: Iterable[Page]) -> str:
    return get_text_list([str(page.locale) for page in pages], _("and"))
