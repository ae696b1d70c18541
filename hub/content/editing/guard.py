"""What editors are kept from beside rights on pages (`permissions.py`): topics others need."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hub.content.models import Topic


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
