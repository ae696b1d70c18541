"""What editors are kept from: changing originals as a translator, deleting what others need.

Who may not add pages may not change originals: translators touch translations only.
Wagtail gives rights by subtree, and a translation stands in a tree that does not exist yet when a
role is made; so the right to change covers all pages and this guard takes the originals out.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.content.models import Topic


def is_translation(page: Page) -> bool:
    """Whether the page is kept by wagtail-localize."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists()


def may_touch(user: Any, page: Page) -> bool:
    """Whether the guard lets this user change, move or delete the page."""
    if user.is_superuser or "add" in page.permissions_for_user(user).permissions:
        return True
    return is_translation(page)


def refuse(request: Any, page: Page) -> HttpResponse | None:
    """Return the way back with a message, or None where the user may go on."""
    if may_touch(request.user, page):
        return None
    messages.error(
        request,
        _("“%(title)s” is an original. You can change its translations.") % {"title": page.title},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk(
    request: Any, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Return the way back if one of several pages is not the user's to change."""
    for one in objects:
        if isinstance(one, Page) and (refusal := refuse(request, one)):
            return refusal
    return None


def refuse_topics(request: Any, instances: Iterable[Any]) -> HttpResponse | None:
    """Return the way back if one of the topics has topics of its own."""
    for topic in instances:
        if isinstance(topic, Topic) and topic.children.exists():
            messages.error(
                request,
                _("“%(topic)s” has topics of its own. Delete or move those first.")
                % {"topic": topic.label},
            )
            return redirect("wagtailsnippets_content_topic:list")
    return None
