"""One request a second to each server, and none while it wants to be left in peace.

Kept in PostgreSQL: all processes share one pace, and it outlives each of them.
"""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.fetching.models import Host
from hub.fetching.problems import Busy

LONGEST_PEACE: Final = timedelta(hours=24)
# After so many failures in a row a server gets a rest, twice as long each time.
FAILURES: Final = 5
FIRST_REST: Final = timedelta(minutes=2)
LONGEST_REST: Final = timedelta(hours=6)
_ASKING: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def wait_for_turn(host: str, patience: timedelta) -> None:
    """Wait until the server may be asked.

    Raises:
        Busy: that is later than the patience lasts.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _locked(host)
        if row.closed_until and row.closed_until > now:
            raise Busy(_("The server asked for a rest or has failed often."), row.closed_until)
        turn = max(now, row.next_at or now)
        if turn - now > patience:
            raise Busy(_("Many requests to this server wait already."), turn)
        row.next_at = turn + timedelta(seconds=settings.HUB_FETCH_PAUSE_SECONDS)
        row.save(update_fields=["next_at"])
    time.sleep((turn - now).total_seconds())


def remember_answer(host: str, status: int, headers: Mapping[str, str]) -> None:
    """Note that the server answered, and whether it asks for a rest."""
    is_asking = status in _ASKING
    rest = retry_after(headers.get("retry-after", "")) if is_asking else None
    if rest is None and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return remember_failure(host)
    closed_until = None if rest is None else timezone.now() + min(rest, LONGEST_PEACE)
    Host.objects.filter(host=host).update(failures=0, closed_until=closed_until)
    return None


def remember_failure(host: str) -> None:
    """Note that the server could not be reached; let it rest when that happens again and again."""
    with transaction.atomic():
        row = _locked(host)
        row.failures += 1
        if row.failures >= FAILURES:
            rest = min(FIRST_REST * 2 ** min(row.failures - FAILURES, 10), LONGEST_REST)
            row.closed_until = timezone.now() + rest
        row.save(update_fields=["failures", "closed_until"])


def retry_after(text: str) -> timedelta | None:
    """Read a Retry-After: seconds or a date. None where it says neither."""
    if text.strip().isdecimal():
        return timedelta(seconds=min(int(text), round(LONGEST_PEACE.total_seconds())))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(aware - datetime.now(UTC), timedelta(0))


def _locked(host: str) -> Host:
    Host.objects.bulk_create([Host(host=host)], ignore_conflicts=True)
    return Host.objects.select_for_update().get(host=host)
