"""From state to state: the one place that changes what a submission is, and writes its history.

Mails about it go out with the same commit.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from hub.intake.models import Decision, State, Submission, What
from hub.intake.submissions import letters, links

log = structlog.get_logger(__name__)

_DECIDED: Final[Mapping[str, State]] = {
    What.ACCEPTED: State.ACCEPTED,
    What.DRAFTED: State.ACCEPTED,
    What.TRUSTED: State.ACCEPTED,
    What.REFUSED: State.REFUSED,
    What.SPAM: State.SPAM,
}
_BY_SENDER: Final[Mapping[str, State]] = {
    What.CHANGED: State.WAITING,
    What.WITHDRAWN: State.WITHDRAWN,
}
# What can be done in a state, and which one follows.
NEXT: Final[Mapping[str, Mapping[str, State]]] = {
    State.UNCONFIRMED: {
        What.CONFIRMED: State.WAITING,
        What.REMINDED: State.UNCONFIRMED,
        What.SPAM: State.SPAM,
        What.EXPIRED: State.EXPIRED,
    },
    State.WAITING: {What.ASKED: State.QUESTION, **_DECIDED, **_BY_SENDER},
    State.QUESTION: {What.ANSWERED: State.WAITING, **_DECIDED, **_BY_SENDER},
    State.ACCEPTED: {
        What.CHANGED: State.WAITING,
        What.SEEN: State.ACCEPTED,
        What.TAKEN_DOWN: State.REFUSED,
    },
    State.REFUSED: {What.REOPENED: State.WAITING},
    State.SPAM: {What.REOPENED: State.WAITING},
    State.WITHDRAWN: {},
    State.EXPIRED: {},
}
# How long sender and lines are kept once a state is reached; of what waits, until it is decided.
KEPT: Final[Mapping[str, timedelta]] = {
    State.UNCONFIRMED: links.UNCONFIRMED,
    State.ACCEPTED: links.CONFIRMED,
    State.REFUSED: timedelta(days=30),
    State.WITHDRAWN: timedelta(days=30),
    State.SPAM: timedelta(days=30),
    State.EXPIRED: timedelta(0),
}


class MoveError(Exception):
    """What was wanted cannot be done: `submission` is as it stands now, perhaps since a moment ago.
    Show it, and what was decided last."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(f"{submission.reference} is {submission.state} now")
        self.submission = submission


def move(
    submission_id: UUID,
    what: What,
    *,
    user: Any = None,
    message: str = "",
    lines: Sequence[Mapping[str, Any]] | None = None,
    version: int | None = None,
) -> Submission:
    """Have this done with a submission and return it; raises MoveError where it cannot be.

    `user` is the moderator, None the sender or the hub. `lines` are the wanted ones from now on;
    with `ACCEPTED` and its like those that were written. `version` is the one that the moderator
    saw.
    """
    with transaction.atomic():
        found = Submission.objects.select_for_update().get(pk=submission_id)
        state = NEXT[found.state].get(what)
        is_stale = version is not None and version != found.version
        # Nobody has confirmed the address of what was spam at first sight.
        is_nobodys = what == What.REOPENED and found.confirmed_at is None
        if state is None or is_stale or is_nobodys:
            raise MoveError(found)
        _enter(found, state, what)
        if lines is not None:
            found.lines = list(lines)
        found.save()
        Decision.objects.create(
            submission=found, user=user, what=what, message=message, lines=list(lines or ())
        )
        letters.tell(found, what, message)
    log.info("intake.moved", reference=found.reference, what=what, state=found.state)
    return found


def _enter(found: Submission, state: State, what: What) -> None:
    now = timezone.now()
    if what == What.REMINDED:
        found.reminded_at = now
    elif what != What.SEEN:
        found.moved_at = now
        kept = KEPT.get(state)
        found.kept_until = now + kept if kept is not None else None
    if what == What.CONFIRMED:
        found.confirmed_at = now
    if state == State.ACCEPTED and what != What.SEEN:
        found.accepted_at = now
    found.unseen_since = now if what == What.TRUSTED else None
    found.state = state
    found.version += 1
    if what not in {What.REMINDED, What.SEEN}:
        links.lengthen(found)


def was_taken_down(submission: Submission) -> bool:
    """Whether it is refused because it was taken off the website."""
    ends = submission.decisions.filter(what__in=[What.REFUSED, What.TAKEN_DOWN])
    last = ends.order_by("-pk").first()
    return last is not None and last.what == What.TAKEN_DOWN


def last_decision(submission: Submission) -> Decision | None:
    """Return what was done last, with its words."""
    return submission.decisions.order_by("-pk").first()
