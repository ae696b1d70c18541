"""What a website asks robots to leave alone (RFC 9309). Feeds are meant for programs; pages ask."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from protego import Protego

from hub.fetching.client import Limits, fetch
from hub.fetching.models import Host
from hub.fetching.problems import Failed, Refused
from hub.fetching.targets import Target

KEPT: Final = timedelta(hours=24)
_LIMITS: Final = Limits(most_bytes=512 * 1024, seconds=10.0)
_NOTHING: Final = "User-agent: *\nDisallow: /"


def ask_robots(address: str) -> None:
    """Return if the website lets the hub read this page.

    Raises:
        Refused: it does not, or its rules cannot be read now.
    """
    target = Target.read(address)
    rules = Protego.parse(_rules(target))
    if not rules.can_fetch(target.address, "EngagementHub"):
        raise Refused(_("The website asks programs not to read this page (robots.txt)."))


def _rules(target: Target) -> str:
    key = target.origin
    row = Host.objects.filter(host=key).first()
    if row and row.robots_until and row.robots_until > timezone.now():
        return row.robots
    try:
        answer = fetch(f"{target.origin}/robots.txt", limits=_LIMITS)
    except Failed:
        return _NOTHING
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _NOTHING
    is_there = answer.status == HTTPStatus.OK
    rules = answer.content.decode("utf-8", "replace").replace("\x00", "") if is_there else ""
    kept = {"robots": rules, "robots_until": timezone.now() + KEPT}
    Host.objects.update_or_create(host=key, defaults=kept)
    return rules
