"""Takes a report: once, however often it is sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction

from hub.kernel.visits import Visit
from plugins.accessibility.guard import report_key
from plugins.accessibility.models import BarrierReport

log = structlog.get_logger(__name__)
NAMES = ("description", "page", "wish", "name", "email")
ATTEMPTS = 5


def standing(ticket: UUID, words: Mapping[str, Any]) -> BarrierReport | None:
    """Return the report that this form with these words has made already, or None."""
    return BarrierReport.objects.filter(key=_key(ticket, words)).first()


def receive(visit: Visit, ticket: UUID, words: Mapping[str, Any]) -> BarrierReport:
    """Return the stored report; sent twice at the same time it is still one."""
    facts = {name: words[name] for name in NAMES}
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                report = BarrierReport.objects.create(
                    key=_key(ticket, words),
                    site_id=visit.site_id,
                    language=visit.locale,
                    **facts,
                )
        except IntegrityError:
            # Either the twin was a moment faster, or the reference is taken: look, then try again.
            found = standing(ticket, words)
            if found:
                return found
        else:
            log.info(
                "accessibility.reported", reference=report.reference, due_on=f"{report.due_on}"
            )
            return report
    raise RuntimeError("no free reference was found")


def _key(ticket: UUID, words: Mapping[str, Any]) -> UUID:
    return report_key(ticket, "\0".join(str(words[name]) for name in NAMES))
