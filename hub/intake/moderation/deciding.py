"""What a moderator decides: written, or moved on, in one transaction, once."""

from collections.abc import Set
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.intake.forms.lines import OPTIONS, compared, identified
from hub.intake.models import Submission, What
from hub.intake.moderation.choosing import ChoiceError, chosen_lines, fields_of
from hub.intake.privacy import delete_uploads
from hub.intake.submissions.accepting import accept
from hub.intake.submissions.moving import move
from hub.transfer.incoming import write
from hub.transfer.proposals import may_decide, may_publish, sources_of, write_value

TAKEN: Final = "hub.take_submission"


def take_over(
    user: Any,
    seen: Submission,
    chosen: Set[str],
    *,
    version: int,
    message: str = "",
    is_draft: bool = False,
) -> list[Any]:
    """Write the chosen fields and return the pages or records; `chosen` holds a picture's key, too.

    Raises ChoiceError, AcceptError, and MoveError where somebody else was faster.
    """
    with transaction.atomic():
        left_out = [one for one in seen.uploads.all() if str(one.key) not in chosen]
        lines = chosen_lines(seen.lines, seen.document_id, chosen)
        before = _sources(seen)
        has_nothing = before and all(
            not fields_of(one) and one.outcome != "gone"
            for one in compared(lines, seen.document_id)
        )
        if has_nothing and len(left_out) == seen.uploads.count():
            raise ChoiceError(_("Tick what is to be taken over, or refuse it."))
        delete_uploads(seen.uploads.filter(pk__in=[one.pk for one in left_out]))
        facts: dict[str, Any] = {"user": user, "message": message, "version": version}
        if is_draft and before:
            move(seen.pk, What.DRAFTED, lines=lines, **facts)
            _draft(user, seen, lines)
        else:
            accept(seen.pk, lines=lines, is_draft=is_draft, **facts)
        found = _sources(seen)
        for source in found:
            _allow(user, source, publishes=not is_draft)
            data = {"reference": seen.reference}
            log(source, TAKEN, user=user, data=data, revision=source.latest_revision)
    return found


def _sources(seen: Submission) -> list[Any]:
    keys = [(seen.document_id, str(line["locale"])) for line in seen.lines]
    return list(sources_of(keys).values())


def _draft(user: Any, seen: Submission, lines: list[dict[str, Any]]) -> None:
    """Write a change into the editors' newest version alone; what is public stays as it is."""
    words = identified(lines, seen.document_id)[: -len(lines)]
    if words:
        write(words, OPTIONS)
    sources = sources_of([(seen.document_id, str(line["locale"])) for line in lines])
    for change in compared(lines, seen.document_id):
        source = sources.get((seen.document_id, change.locale))
        if source is None:
            raise ChoiceError(_("A new translation cannot be a draft of its own. Accept it."))
        draft = source.get_latest_revision_as_object()
        for name, difference in fields_of(change).items():
            write_value(draft, name, difference.line)
        draft.save_revision(user=user)


def _allow(user: Any, source: Any, *, publishes: bool) -> None:
    """Raise ChoiceError where the moderator may not do on this page what was just done."""
    if not may_decide(user, source):
        raise ChoiceError(_("You may not edit “%(title)s”.") % {"title": source.title})
    if publishes and not may_publish(user, source):
        raise ChoiceError(_("You may not publish this. Take it over as a draft."))
