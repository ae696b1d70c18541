"""Doors that can be guessed at: so many attempts in a quarter of an hour, then 429.

Counted in the database, so that all processes count together; no address is stored.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext

from hub.content.models import Attempt
from hub.kernel.networks import network_of

QUARTER_SECONDS: Final = 900
# An office shares one network, so log-ins are generous there; each account has its own limit.
BY_NETWORK: Final = {
    "wagtailcore_authenticate_with_password": 15,
    "wagtaildocs_authenticate_with_password": 15,
    "wagtailadmin_password_reset": 10,
    "wagtailadmin_login": 100,
    "wagtailcore_login": 100,
}
# One password for many readers: guessing from many networks ends too.
BY_DOOR: Final = {
    "wagtailcore_authenticate_with_password": 300,
    "wagtaildocs_authenticate_with_password": 300,
}
# These lead on with the right password only; a reset looks the same for everybody.
LEADS_ON: Final = BY_NETWORK.keys() - {"wagtailadmin_password_reset"}
FOUND: Final = 302


class Attempts:
    """Middleware: refuses further attempts at a door before its password is compared.

    Right passwords do not count: a class that opens a locked page is not guessing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as before; `process_view` counts and refuses."""
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code == FOUND and match and match.url_name in LEADS_ON:
            _take_back(getattr(request, "hub_attempts", []))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return the refusal, or None while there are attempts left."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if request.method != "POST" or name not in BY_NETWORK:
            return None
        # What is guarded, not the page it was asked for: one password guards many pages.
        guarded = kwargs.get("page_view_restriction_id", kwargs.get("restriction_id", ""))
        door = f"{name} {guarded}"
        limits = {f"{door} {network_of(request)}": BY_NETWORK[name]}
        if name in BY_DOOR:
            limits[door] = BY_DOOR[name]
        digests = [_count(what, most) for what, most in limits.items()]
        request.hub_attempts = [one for one in digests if one]  # type: ignore[attr-defined]
        return None if all(digests) else _refusal()


def _take_back(digests: list[bytes]) -> None:
    Attempt.objects.filter(digest__in=digests, count__gt=0).update(count=F("count") - 1)


def _count(what: str, most: int) -> bytes | None:
    """Count one attempt and return what it is counted by; None once there were too many."""
    now = timezone.now()
    Attempt.objects.filter(ends_at__lt=now).delete()
    ends_at = _quarter_end(now)
    text = f"{what} {ends_at.isoformat()}".encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), text, hashlib.sha256)
    Attempt.objects.get_or_create(digest=digest, defaults={"ends_at": ends_at})
    # In the database, so that two attempts at once both count.
    attempts = Attempt.objects.filter(digest=digest, count__lt=most)
    return digest if attempts.update(count=F("count") + 1) else None


def _quarter_end(now: datetime) -> datetime:
    seconds = int(now.timestamp())
    return datetime.fromtimestamp(seconds - seconds % QUARTER_SECONDS, UTC) + timedelta(
        seconds=QUARTER_SECONDS
    )


def _refusal() -> HttpResponse:
    now = timezone.now()
    response = HttpResponse(
        gettext("Too many attempts. Please try again in a quarter of an hour."),
        content_type="text/plain; charset=utf-8",
        status=429,
    )
    response["Retry-After"] = str(int((_quarter_end(now) - now).total_seconds()) + 1)
    response["Cache-Control"] = "no-store"
    return response
