"""A moderator says yes: lines are written, pictures leave the quarantine, the sender is told."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from hub.intake.forms.lines import OPTIONS, identified
from hub.intake.guard import quarantine
from hub.intake.models import Submission, What
from hub.intake.privacy import delete_uploads
from hub.intake.submissions import moving
from hub.transfer.incoming import write
from hub.transfer.problems import Problem


class AcceptError(Exception):
    """The lines cannot be written; `problems` say why. Nothing is, and the submission waits on."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(one) for one in problems))
        self.problems = tuple(problems)


def accept(
    submission_id: UUID,
    *,
    user: Any = None,
    message: str = "",
    lines: Sequence[Mapping[str, Any]] | None = None,
    version: int | None = None,
    what: What = What.ACCEPTED,
    is_known: bool = False,
) -> Submission:
    """Write the submission's lines, or what the moderator left and made of them, and return it as
    accepted: all in one transaction. `what` is how: with DRAFTED, what is new is not public yet,
    and what changes something that `is_known` goes into the editors' newest version alone.

    Raises AcceptError, or MoveError where somebody else was faster than `version`.
    """
    with transaction.atomic():
        found = moving.move(
            submission_id, what, user=user, message=message, lines=lines, version=version
        )
        pictures = list(found.uploads.all())
        folder, facts = quarantine.copied_to_folder(pictures)
        try:
            *words, original = identified(found.lines[:1], found.document_id)
            others = identified(found.lines, found.document_id)[len(words) + 1 :]
            into_draft = what == What.DRAFTED and is_known
            is_hidden = what == What.DRAFTED and not is_known
            hidden = {"rebuild": {"live": False}} if is_hidden else {}
            documents = [one | hidden for one in (original | facts, *others)]
            options = replace(OPTIONS, into_draft=into_draft, editor=user)
            report = write([*words, *documents], options, folder)
        finally:
            shutil.rmtree(folder)
        if report.problems:
            raise AcceptError(list(report.problems))
        delete_uploads(found.uploads.all())
    return found
