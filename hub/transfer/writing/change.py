"""Changes what this hub has already, one by one and with Wagtail's own methods: history, aliases,
signals and all. Nothing is deleted, and what an editor works on stays."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from hub.kernel.contract.sources import Translated
from hub.transfer.compare import Difference
from hub.transfer.fields.filling import moment_of
from hub.transfer.fields.values import values_of, write_value
from hub.words.dates import clock_in_words, day_in_words


def in_use(source: Any, *, into_draft: bool) -> Translated:
    """Return why nobody but an editor may change it now, for whoever reads that; "" if one may.

    Unpublished changes are no reason: they stay, laid over what a line changes. A review looks at
    the newest version, which may go on; what it has not seen may not be published past it.
    """
    if source.locked:
        return format_lazy(
            gettext_lazy("It has been locked by {name} since {when}. Unlock it first."),
            name=get_user_display_name(source.locked_by) if source.locked_by else "–",
            when=_moment(source.locked_at),
        )
    if into_draft:
        return ""
    if source.latest_revision_id and source.workflow_in_progress:
        return gettext_lazy(
            "It is in review. Take the change over as a draft, or finish the review first."
        )
    latest = source.latest_revision if source.live and source.has_unpublished_changes else None
    if latest and latest.approved_go_live_at:
        return format_lazy(
            gettext_lazy("A new version goes public at {when}. Take the change over as a draft."),
            when=_moment(latest.approved_go_live_at),
        )
    return ""


def write_page(page: Any, written: Sequence[Difference], *, wants_live: bool) -> None:
    """Write a changed page, or a record that has versions: a new one, published unless it is to be
    a draft. What an editor has drafted meanwhile is the newest version again afterwards."""
    drafted = _draft_of(page)
    if not wants_live and not page.live:
        page.save()
    revision = page.save_revision(log_action=True)
    if wants_live:
        revision.publish()
    elif page.live:
        page.unpublish()
    if drafted is not None:
        _keep_draft(page, drafted, written)


def write_draft(source: Any, written: Sequence[Difference], editor: Any) -> None:
    """Write a change into the editors' newest version alone."""
    draft = source.get_latest_revision_as_object()
    for one in written:
        if one.field != "live":
            write_value(draft, one.field, one.line)
    draft.save_revision(user=editor, log_action=True)


def _draft_of(page: Any) -> Revision | None:
    """Return the version that an editor has saved and not published; None where there is none."""
    is_drafted = page.has_unpublished_changes and page.latest_revision_id != page.live_revision_id
    latest: Revision | None = page.latest_revision if is_drafted else None
    return None if latest is None or latest.approved_go_live_at else latest


def _keep_draft(page: Any, drafted: Revision, written: Sequence[Difference]) -> None:
    """Lay what was written over the draft, but for what the editor has changed there himself."""
    draft = Revision.objects.get(pk=drafted.pk).as_object()
    words = values_of(draft)
    for one in written:
        if one.field != "live" and words.get(one.field) == one.here:
            write_value(draft, one.field, one.line)
    now, kept = values_of(page), values_of(draft)
    if any(value != now[name] for name, value in kept.items() if name != "live"):
        # Checked when the editor saved it; a draft may be half done.
        draft.save_revision(user=drafted.user, clean=False)


def _moment(moment: datetime) -> Translated:
    """Return a day and a time of day, in the language of whoever reads them."""
    text: Translated = lazy(_in_words, str)(localtime(moment))
    return text


def _in_words(moment: datetime) -> str:
    return f"{day_in_words(moment.date())}, {clock_in_words(moment)}"


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
