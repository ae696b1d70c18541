"""Removes personal data whose retention has ended, as each declaration says."""

from typing import Any

import structlog
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from hub.kernel.contract.parts import PersonalData
from hub.privacy.ending import end
from hub.privacy.models import What, note
from hub.privacy.register import registered

log = structlog.get_logger(__name__)


class ExpiryError(Exception):
    """Some declarations could not be dealt with; the text names them, the log says why. Their rows
    stay until the next day's run."""


def expire(*, is_trial: bool = False) -> dict[str, int]:
    """Remove all whose retention has ended; return {declaration: how many rows}.

    Each declaration has a transaction of its own: one that fails does not hold up the others.
    Raises ExpiryError at the end if any did. Safe to repeat: a second time finds nothing. The
    protocol keeps how much it was. With `is_trial` everything is taken back.
    """
    counts: dict[str, int] = {}
    failed = []
    for declared in registered():
        if declared.part.retention is None:
            continue
        try:
            with transaction.atomic():
                counts[declared.key] = end(declared.part, expired(declared.part))
                transaction.set_rollback(is_trial)
        except Exception:
            log.exception("privacy.expiry_failed", declaration=declared.key)
            failed.append(declared.key)
            continue
        if counts[declared.key] and not is_trial:
            log.info("privacy.expired", declaration=declared.key, rows_count=counts[declared.key])
    if not is_trial:
        note(What.EXPIRED, counts, failed=tuple(failed))
    if failed:
        raise ExpiryError(f"The retention of {', '.join(failed)} has ended, but they are kept.")
    return counts


def expired(part: PersonalData) -> Any:
    """Return the rows of a declaration whose retention has ended; a row without a moment stays."""
    model: Any = apps.get_model(part.model)
    moment: Any = timezone.now() - part.retention if part.retention else timezone.now()
    if not isinstance(model._meta.get_field(part.counts_from), models.DateTimeField):
        moment = timezone.localtime(moment).date()
    return model._base_manager.filter(**{f"{part.counts_from}__lt": moment})
