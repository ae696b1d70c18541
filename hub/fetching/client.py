"""One request to another server: `fetch(address)`.

Never follows what it has not checked, never inflates more than allowed, never waits longer than
told, never sends a cookie, never uses a proxy of the environment.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import httpcore
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.fetching.door import Deadline, Door, encryption
from hub.fetching.inflating import inflate
from hub.fetching.pace import remember_answer, remember_failure, wait_for_turn
from hub.fetching.problems import Failed, Unreadable
from hub.fetching.targets import Target

REDIRECTS: Final = 3
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_EVER: Final = frozenset({301, 308})
# What a server may take between two of its bytes.
_SILENCE_SECONDS: Final = 10.0


@dataclass(frozen=True)
class Limits:
    """How much one request may cost. `patience` is for the server's turn, before it begins."""

    most_bytes: int = 10 * 1_048_576
    seconds: float = 20.0
    patience: timedelta = timedelta(seconds=30)


@dataclass(frozen=True)
class Validators:
    """What an earlier answer said about itself; with it an unchanged one costs nothing (304)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Answer:
    """What came. `headers` have lower-case names; `content` is unpacked, empty with 304."""

    address: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    fetched_at: datetime = field(default_factory=timezone.now)
    # Where the server says for good that the thing lies now; None where it says nothing.
    moved_to: str | None = None

    @property
    def validators(self) -> Validators:
        """What to send next time."""
        etag, changed = self.headers.get("etag", ""), self.headers.get("last-modified", "")
        return Validators(etag[:500], changed[:100])

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(
    address: str,
    *,
    method: str = "GET",
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    validators: Validators = Validators(),
    user_agent: str = "",
    limits: Limits = Limits(),
) -> Answer:
    """Send one request, follow at most three redirects of a GET, return the last answer.

    Any status is an answer: 404 and 500 too.

    Raises:
        Refused: the hub does not ask such an address; nothing was sent to it.
        Busy: the server is to be left in peace for now; nothing was sent.
        Failed: it cannot be reached, or its answer is too slow, too large or damaged.
    """
    target = Target.read(address)
    sent = _headers(headers or {}, validators, user_agent)
    moved_to: str | None = None
    is_for_ever = True
    seconds = limits.seconds
    for _turn in range(REDIRECTS + 1):
        wait_for_turn(target.host, limits.patience)
        began = time.monotonic()
        answer = _ask(target, Request(method, content, sent), limits.most_bytes, seconds)
        seconds -= time.monotonic() - began
        if method != "GET" or answer.status not in _MOVED or "location" not in answer.headers:
            return replace(answer, moved_to=moved_to)
        is_for_ever = is_for_ever and answer.status in _FOR_EVER
        target = target.follow(answer.headers["location"])
        moved_to = target.address if is_for_ever else None
    raise Failed(_("The server sends us from one address to the next without end."))


@dataclass(frozen=True)
class Request:
    """What is sent, wherever it goes."""

    method: str
    content: bytes | None
    headers: Mapping[str, str]


def _headers(more: Mapping[str, str], validators: Validators, user_agent: str) -> dict[str, str]:
    sent = {
        "User-Agent": user_agent or settings.HUB_FETCH_USER_AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if validators.etag:
        sent["If-None-Match"] = validators.etag
    if validators.last_modified:
        sent["If-Modified-Since"] = validators.last_modified
    return sent | dict(more)


def _ask(target: Target, request: Request, most_bytes: int, seconds: float) -> Answer:
    try:
        with Deadline(seconds) as deadline:
            try:
                answer = _exchange(target, request, most_bytes, deadline)
            except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError):
                deadline.left(seconds)
                raise Failed(_broken(target)) from None
            except Failed:
                deadline.left(seconds)
                raise
    except Failed as problem:
        if not isinstance(problem, Unreadable):
            remember_failure(target.host)
        raise
    remember_answer(target.host, answer.status, answer.headers)
    return answer


def _exchange(target: Target, request: Request, most_bytes: int, deadline: Deadline) -> Answer:
    silence = deadline.left(_SILENCE_SECONDS)
    timeouts = {"connect": silence, "read": silence, "write": silence, "pool": silence}
    origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
    door = Door(target, deadline)
    sent = [("Host", target.origin.partition("://")[2]), *request.headers.items()]
    with (
        httpcore.HTTPConnection(origin, encryption(), network_backend=door) as connection,
        connection.stream(
            request.method,
            target.address.encode(),
            headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in sent],
            content=request.content,
            extensions={"timeout": timeouts},
        ) as response,
    ):
        headers = _received(response.headers)
        content = b""
        if response.status not in (204, 304):
            content = inflate(
                response.iter_stream(), headers.get("content-encoding", ""), most_bytes
            )
    return Answer(target.address, response.status, headers, content)


def _received(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    received: dict[str, str] = {}
    for name, value in headers:
        received.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return received


def _broken(target: Target) -> str:
    return _("The connection to %(host)s broke off, or it is not encrypted properly.") % {
        "host": target.host
    }
