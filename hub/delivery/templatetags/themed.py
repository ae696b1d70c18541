"""Pages that Wagtail renders, in the site's theme: the password form, previews of drafts."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.pages import drafts
from hub.delivery.portal.pages.rendering import text
from hub.delivery.portal.sites import locale_for, site_for

register = template.Library()


@register.simple_tag(takes_context=True)
def themed(context: Context, name: str) -> SafeString:
    """Return a template of the site's theme; it is given the form and its address."""
    request = context["request"]
    site = site_for(request)
    given: dict[str, Any] = {
        "form": context.get("form"),
        "action_url": context.get("action_url"),
        "meta": Metadata(title="", description="", canonical="", is_indexed=False),
    }
    html = text([name], site, locale_for(site), given, request=request)
    return mark_safe(html)  # noqa: S308  a rendered template


@register.simple_tag(takes_context=True)
def draft(context: Context, page: Any, checker: str = "") -> SafeString:
    """Return a page's preview, whatever its state.

    `checker` is Wagtail's user bar: in the editor's preview panel it counts words and checks for
    accessibility, and is hidden. A preview in a window of its own has none.
    """
    html = drafts.preview(page)
    if getattr(context["request"], "in_preview_panel", False):
        html = html.replace("</body>", f"{checker}</body>")
    return mark_safe(html)  # noqa: S308  rendered templates
