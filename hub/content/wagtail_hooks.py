"""What the shared content brings to Wagtail's admin."""

from typing import Any

from django.http import HttpResponse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hub.content.guard import refuse, refuse_bulk, refuse_topics
from hub.content.viewsets import Basics

register_snippet(Basics)


def _guard(request: Any, page: Any, *rest: Any) -> HttpResponse | None:
    return refuse(request, page)


for name in ("edit", "delete", "move", "copy", "unpublish", "convert_alias"):
    hooks.register(f"before_{name}_page", _guard)
hooks.register("before_bulk_action", refuse_bulk)
hooks.register("before_delete_snippet", refuse_topics)
