"""Changes what this hub has already, one by one and with Wagtail's own methods: history, aliases,
signals and all. Nothing is deleted, and what an editor works on is left alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Page

from hub.transfer.fields.filling import moment_of
from hub.transfer.lines.vocabulary import Refusal


def refuse_if_in_use(page: Any) -> None:
    """Raise Refusal where an editor's work would be lost: unpublished changes, a lock, a review."""
    if page.locked:
        raise Refusal("it is locked here; unlock it first")
    is_scheduled = page.live_revision_id is None and page.go_live_at is not None
    if page.live and page.has_unpublished_changes and not is_scheduled:
        raise Refusal("an editor has unpublished changes here; publish or discard them first")
    if page.workflow_in_progress:
        raise Refusal("it is in review here; finish that first")


def write_page(page: Any, *, wants_live: bool) -> None:
    """Write a changed page, or a record that has versions: a new one, published unless it is to be
    a draft."""
    if not wants_live and not page.live:
        page.save()
    revision = page.save_revision(log_action=True)
    if wants_live:
        revision.publish()
    elif page.live:
        page.unpublish()


def published_differs(source: Any, rebuild: Mapping[str, Any]) -> bool:
    """Whether the line knows other times of publication."""
    moments = published_moments(rebuild)
    return any(getattr(source, name) != value for name, value in moments.items())


def write_published(source: Any, rebuild: Mapping[str, Any]) -> None:
    """Write the times of publication that the line knows, past all signals."""
    values = published_moments(rebuild)
    if values:
        model = Page if isinstance(source, Page) else type(source)
        model._default_manager.filter(pk=source.pk).update(**values)


def take_down(source: Any) -> bool:
    """Unpublish what a tombstone names; return whether it was public until now."""
    if not source.live:
        return False
    if isinstance(source, Page):
        source.unpublish()
    else:
        source.live = False
        source.save()
    return True


def published_moments(rebuild: Mapping[str, Any]) -> dict[str, datetime]:
    """Return the times of publication that a line knows; none for a draft."""
    if rebuild.get("live", True) is False:
        return {}
    names = ("first_published_at", "last_published_at")
    found = {name: moment_of(rebuild.get(name)) for name in names}
    return {name: value for name, value in found.items() if value}
