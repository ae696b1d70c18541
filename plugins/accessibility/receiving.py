"""Takes a report: once, however often it is sent; and thanks for it."""

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hub.kernel.contract import registry
from hub.kernel.contract.sending import Limits, Received, Sent
from hub.kernel.contract.visits import Shown, Visit
from plugins.accessibility.models import BarrierReport

log = structlog.get_logger(__name__)
NAMES = ("description", "page", "wish", "name", "email")
ATTEMPTS = 5


def receive(sent: Sent) -> Received:
    """Store the report; sent twice at the same time it is still one."""
    for _attempt in range(ATTEMPTS):
        found = BarrierReport.objects.filter(key=sent.key).first()
        if found:
            return Received(found.reference, is_new=False)
        try:
            with transaction.atomic():
                report = BarrierReport.objects.create(
                    key=sent.key,
                    site_id=sent.visit.site_id,
                    language=sent.visit.locale,
                    **{name: sent.words[name] for name in NAMES},
                )
        except IntegrityError:
            # Either the twin was a moment faster, or the reference is taken: look, then try again.
            continue
        log.info("accessibility.reported", reference=report.reference, due_on=f"{report.due_on}")
        return Received(report.reference, is_new=True)
    raise RuntimeError("no free reference was found")


def thanks(visit: Visit, reference: str) -> Shown | None:
    """Return the receipt of a report of this website."""
    report = BarrierReport.objects.filter(reference=reference, site_id=visit.site_id).first()
    if report is None:
        return None
    return Shown(
        template="accessibility/received.html",
        heading=_("Your report has arrived"),
        context={"report": report, "has_address": bool(report.email)},
    )


def limits() -> Limits:
    """Return how much a sender may send, as the capability's settings say."""
    chosen = registry.configuration("accessibility")
    return Limits(network=chosen.reports_a_day, quickest_seconds=chosen.quickest_seconds)


def note() -> str:
    """Return what becomes of the words."""
    return _(
        "We use what you write to remove the barrier and to answer you, for nothing else."
        " We erase it %(kept_days)s days after our answer."
    ) % {"kept_days": registry.configuration("accessibility").kept_days}
