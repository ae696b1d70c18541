"""What the shared content brings to Wagtail's admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hub.content.editing.colour_preview import colour_preview
from hub.content.editing.guard import refuse_topics
from hub.content.editing.overrides import edit_override_safely
from hub.content.editing.page_form import replace_saved_by_itself
from hub.content.editing.viewsets import Basics

register_snippet(Basics)


@hooks.register("insert_global_admin_js")
def keep_typed_dates() -> SafeString:
    """Let editors type a day or time as they are used to."""
    return format_html('<script src="{}"></script>', static("hub/content/typed_dates.js"))


hooks.register("before_delete_snippet", refuse_topics)
hooks.register("before_create_page", replace_saved_by_itself)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Return the admin's addresses of the shared content."""
    return [path("colours/", colour_preview, name="hub_colours")]


@hooks.register("register_admin_urls", order=-1)
def mended_addresses() -> list[Any]:
    """Return addresses of others that are answered here first."""
    address = "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/"
    return [path(address, edit_override_safely)]
