"""Trusted senders: what they confirm or change by link is written at once and looked at afterwards.

The address alone gives nothing. It has to be confirmed by the link, by a moderator for this
organisation on this website, and what is written has to be this organisation's before and after.
"""

from typing import Any, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from hub.intake.guard import senders
from hub.intake.models import State, Submission, TrustedSender, What
from hub.intake.submissions.accepting import AcceptError, accept
from hub.intake.submissions.moving import MoveError
from hub.transfer.lines.classes import is_uuid
from hub.transfer.proposals import sources_of

logger = structlog.get_logger(__name__)

TAKEN: Final = "hub.take_submission"
# What one sender may publish unseen in a day; all further waits as everybody's does.
MOST_A_DAY: Final = 20


class _Foreign(Exception):
    """What was written belongs to somebody else."""


def publish_if_trusted(found: Submission) -> Submission:
    """Write what a trusted sender has just confirmed or changed; return it as it is now.

    Whatever speaks against it, the submission waits in the inbox as others do.
    """
    trusted = _trusted(found)
    if not trusted or found.state != State.WAITING or not _is_theirs(found, trusted):
        return found
    # What they tell besides in words is for somebody to read.
    told = found.decisions.filter(what__in=(What.SENT, What.CHANGED)).exclude(message="")
    if told.exists():
        return found
    # Counted before it is written, so that several at once are not more.
    if not senders.count_all([(f"trusted {found.site_id} {found.sender_email}", MOST_A_DAY)]):
        return found
    try:
        with transaction.atomic():
            taken = accept(found.pk, version=found.version, what=What.TRUSTED)
            if not _is_theirs(taken, trusted):
                raise _Foreign
            _note(taken)
    except (AcceptError, MoveError, _Foreign) as error:
        logger.info("intake.not_published_at_once", reference=found.reference, error=str(error))
        return found
    return taken


def _trusted(found: Submission) -> set[UUID]:
    """Return the organisations that this sender publishes for."""
    if found.confirmed_at is None or not found.sender_email:
        return set()
    rows = TrustedSender.objects.filter(site_id=found.site_id, email=found.sender_email)
    return set(rows.values_list("organisation", flat=True))


def named_in(found: Submission) -> UUID | None:
    """Return the organisation that a submission's line names by id, or that it is about itself."""
    given = found.lines[0].get("organisation") if found.lines else None
    key = given.get("id") if isinstance(given, dict) else given
    return UUID(key) if is_uuid(key) else None


def versions_of(found: Submission) -> list[Any]:
    """Return the pages or records of the document in all languages."""
    return list(
        sources_of((found.document_id, code) for code, _name in settings.LANGUAGES).values()
    )


def _is_theirs(found: Submission, trusted: set[UUID]) -> bool:
    """Whether what there is of the document is these organisations', or one of them itself."""
    return found.document_id in trusted or {*map(_owner, versions_of(found))} <= trusted


def _owner(source: Any) -> UUID | None:
    organisation = getattr(source, "organisation", None)
    return organisation.translation_key if organisation else None


def _note(taken: Submission) -> None:
    """Write down which pages were written, and whose trust was made use of."""
    sources = versions_of(taken)
    for source in sources:
        data = {"reference": taken.reference}
        log(source, TAKEN, data=data, revision=source.latest_revision)
    owners = [key for key in map(_owner, sources) if key]
    TrustedSender.objects.filter(
        site_id=taken.site_id,
        email=taken.sender_email,
        organisation__in=[taken.document_id, *owners],
    ).update(used_at=timezone.now())
