"""What a moderator decides: written, or moved on, in one transaction, once."""

from collections.abc import Set
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.intake.forms.lines import compared
from hub.intake.models import Submission, What
from hub.intake.moderation.choosing import ChoiceError, chosen_lines, fields_of
from hub.intake.privacy import delete_uploads
from hub.intake.submissions.accepting import accept
from hub.intake.submissions.moving import move
from hub.intake.submissions.trusting import TAKEN, versions_of
from hub.transfer.proposals import may_decide, may_publish, sources_of


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
        lines = chosen_lines(seen.lines, seen.document_id, chosen, is_draft=is_draft)
        before = _sources(seen)
        has_nothing = before and all(
            not fields_of(one) and one.outcome != "gone"
            for one in compared(lines, seen.document_id, is_draft=is_draft)
        )
        # Who only wrote a remark proposes nothing that could be ticked.
        is_remark = not left_out and not any(
            fields_of(one) for one in compared(seen.lines, seen.document_id)
        )
        if has_nothing and not is_remark and len(left_out) == seen.uploads.count():
            raise ChoiceError(_("Tick what is to be taken over, or refuse it."))
        delete_uploads(seen.uploads.filter(pk__in=[one.pk for one in left_out]))
        if is_draft and before and len(before) < len(lines):
            raise ChoiceError(_("A new translation cannot be a draft of its own. Accept it."))
        facts: dict[str, Any] = {"user": user, "message": message, "version": version}
        what = What.DRAFTED if is_draft else What.ACCEPTED
        accept(seen.pk, lines=lines, what=what, is_known=bool(before), **facts)
        found = _sources(seen)
        for source in found:
            _allow(user, source, publishes=not is_draft)
            data = {"reference": seen.reference}
            log(source, TAKEN, user=user, data=data, revision=source.latest_revision)
    return found


def take_down(
    seen: Submission, *, user: Any, message: str = "", version: int | None = None
) -> None:
    """Take what a trusted sender published off the website again, in all its languages.

    Raises MoveError where somebody else was faster, ChoiceError where the moderator may not.
    Whoever holds the page or works on it does not keep it public.
    """
    with transaction.atomic():
        found = move(seen.pk, What.TAKEN_DOWN, user=user, message=message, version=version)
        for source in versions_of(found):
            _allow(user, source, publishes=True)
            source.unpublish(user=user)


def _sources(seen: Submission) -> list[Any]:
    keys = [(seen.document_id, str(line["locale"])) for line in seen.lines]
    return list(sources_of(keys).values())


def _allow(user: Any, source: Any, *, publishes: bool) -> None:
    """Raise ChoiceError where the moderator may not do on this page what was just done."""
    if not may_decide(user, source):
        raise ChoiceError(_("You may not edit “%(title)s”.") % {"title": source.title})
    if publishes and not may_publish(user, source):
        raise ChoiceError(_("You may not publish this. Take it over as a draft."))
