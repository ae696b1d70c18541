"""An editor's action is one transaction: it happens whole or not at all, and is settled once.

Actions on one page come one after the other. Wagtail saves by itself while somebody types; such a
save that has read the page before it was published would write it back as unpublished. New pages
below one page, and new records, too: the second form then sees the short address that the first
has taken.
"""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.publication.hinting.hints import is_left_waiting
from hub.publication.writing.lock import take_turn

SAFE: Final = {"GET", "HEAD", "OPTIONS", "TRACE"}
SERVER_ERROR: Final = 500
PAGES: Final = "wagtailadmin_pages"
SNIPPETS: Final = "wagtailsnippets_"


class AtomicEditing:
    """Middleware: each request that may write runs in one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        is_left_waiting()
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
            _survive_follow_ups()
        if is_left_waiting():
            text = _("Saved. Readers see the change in a moment, as soon as the website is free.")
            messages.warning(request, text, fail_silently=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Wait until nobody else acts on the same; the view then reads it as it is."""
        match = request.resolver_match
        if request.method in SAFE or match is None or not connection.in_atomic_block:
            return
        if match.app_name == PAGES:
            page_id = kwargs.get("page_id", kwargs.get("parent_page_id"))
            pages = Page.objects.select_for_update(no_key=True).filter(pk=page_id)
            pages.order_by().values_list("pk").first()
        elif match.namespace.startswith(SNIPPETS):
            take_turn(f"{match.namespace} {kwargs.get('pk', 'new')}")


def _survive_follow_ups() -> None:
    """Let no failure after the commit answer an action that is done with an error.

    Django logs it and goes on with the next follow-up; rows that miss theirs are hinted at still.
    Wagtail's redirect of a changed address is one that fails, where another editor has deleted the
    page in between.
    """
    waiting: list[Any] = connection.run_on_commit
    waiting[:] = [(savepoints, follow_up, True) for savepoints, follow_up, _robust in waiting]
