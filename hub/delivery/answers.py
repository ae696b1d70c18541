"""Keeps whole answers in the process, in front of Django, for as long as nothing has changed.

An answer is good while the newest edition is the one it was made of, for a minute at most and
never over midnight. Where nobody listens for new ones, nothing is kept or given. While the
database does not answer, what was good when it stopped is given on for the rest of its minute.

After a change one thread makes each answer anew; who else asks for it meanwhile waits for that one.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.utils import timezone

from hub.delivery.compression import chosen_encoding
from hub.delivery.conditional import is_unchanged
from hub.publication.reading.listen import Edition

Environ = dict[str, Any]
Key = tuple[str, ...]

KEPT_SECONDS: Final = 60.0
TIDY_SECONDS: Final = 10.0
# An answer takes milliseconds; after so long each makes its own.
WAIT_SECONDS: Final = 1.0
ENTRY_OVERHEAD_BYTES: Final = 1_500
# Longer ones are nobody's habit: answered, and not kept.
QUERY_MAXIMUM_BYTES: Final = 1_000
ENCODING_MAXIMUM_BYTES: Final = 200
# Who brings one of these is somebody: what was kept before is not given on.
WHO_ASKS: Final = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}
# Headers of a 304: those that a cache would update (RFC 9110 §15.4.5), and what all answers carry.
NOT_IN_304: Final = {"content-length", "content-type", "content-encoding"}


def allow_keeping(response: HttpResponse) -> None:
    """Mark an answer as the same for everybody who asks for this address in this encoding."""
    response.hub_may_be_kept = True  # type: ignore[attr-defined]


@dataclass(frozen=True)
class KeptAnswer:
    """One answer as it left Django."""

    edition: Edition
    made_at: float
    ends_at: float
    headers: list[tuple[str, str]]
    headers_304: list[tuple[str, str]]
    body: bytes
    tag: str
    modified: str | None


class Answers:
    """WSGI application around another one: gives what it has kept, else asks and keeps."""

    def __init__(
        self,
        inner: Callable[[Environ, Callable[..., Any]], Iterable[bytes]],
        capacity_bytes: int,
        newest: Callable[[], Edition | None],
        last: Callable[[], Edition | None] | None = None,
    ) -> None:
        """`newest` raises DatabaseError where it cannot be asked; `last` is what it was before.

        Without `last` nothing is given on.
        """
        self.inner, self.capacity_bytes = inner, capacity_bytes
        self.newest, self.last = newest, last
        self.kept: OrderedDict[Key, KeptAnswer] = OrderedDict()
        self.used_bytes, self._tidied_at = 0, 0.0
        self._in_the_making: dict[tuple[Key, Edition], threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self.inner(environ, start_response)
        if len(environ.get("QUERY_STRING", "")) > QUERY_MAXIMUM_BYTES:
            return self.inner(environ, start_response)
        key = _key(environ)
        is_away, edition = False, None
        try:
            edition = self.newest()
        except (DatabaseError, InterfaceError):
            is_away = True
        if is_away:
            return self._give_on(key, environ, start_response)
        if edition is None:
            return self.inner(environ, start_response)
        found = self.kept.get(key)
        if found and _is_good(found, edition):
            return self._give(key, found, environ, start_response)
        # What was kept once will be kept again: so one makes it, and the others wait.
        if found is None or environ["REQUEST_METHOD"] != "GET":
            return self._make(key, edition, environ, start_response)
        return self._make_once(key, edition, environ, start_response)

    def _make_once(
        self, key: Key, edition: Edition, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Make an answer, or wait for the thread that does and give what that one has kept."""
        place, own = (key, edition), threading.Event()
        made = self._in_the_making.setdefault(place, own)
        if made is not own:
            made.wait(WAIT_SECONDS)
            found = self.kept.get(key)
            if found and _is_good(found, edition):
                return self._give(key, found, environ, start_response)
            return self._make(key, edition, environ, start_response)
        try:
            return self._make(key, edition, environ, start_response)
        finally:
            del self._in_the_making[place]
            own.set()

    def _make(
        self, key: Key, edition: Edition, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        answer = self.inner(environ, start_response)
        # The answer to HEAD has lost its body.
        if environ["REQUEST_METHOD"] == "GET" and getattr(answer, "hub_may_be_kept", False):
            self._keep(key, edition, answer)
        return answer

    def _give_on(
        self, key: Key, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Give what was good when the database stopped to answer, and say how old it is."""
        found, last, now = self.kept.get(key), self.last and self.last(), time.time()
        if found is None or found.edition != last or last.is_over or now >= found.ends_at:
            return self.inner(environ, start_response)
        if WHO_ASKS & environ.keys():
            return self.inner(environ, start_response)
        # RFC 9111 §5.1.
        age = ("Age", str(max(0, int(now - found.made_at))))
        found = replace(found, headers=[*found.headers, age], headers_304=[*found.headers_304, age])
        return self._give(key, found, environ, start_response)

    def _give(
        self, key: Key, found: KeptAnswer, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        with self._lock:
            if key in self.kept:
                self.kept.move_to_end(key)
        if "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ:
            tags, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
            if is_unchanged(tags, since, found.tag, found.modified):
                start_response("304 Not Modified", found.headers_304)
                return []
        start_response("200 OK", found.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]

    def _keep(self, key: Key, edition: Edition, answer: Any) -> None:
        if answer.status_code != 200 or answer.streaming or answer.cookies:  # noqa: PLR2004
            return
        body = bytes(answer.content)
        size = _size(key, body)
        if size > self.capacity_bytes // 8:
            return
        headers = list(answer.items())
        kept = KeptAnswer(
            edition,
            time.time(),
            _ends_at(),
            headers,
            [(name, value) for name, value in headers if name.lower() not in NOT_IN_304],
            body,
            answer.headers.get("ETag", ""),
            answer.headers.get("Last-Modified"),
        )
        with self._lock:
            self._tidy(edition)
            self._forget(key)
            self.kept[key] = kept
            self.used_bytes += size
            while self.used_bytes > self.capacity_bytes:
                self._forget(next(iter(self.kept)))

    def _tidy(self, edition: Edition) -> None:
        """Forget what will never be given again, now and then."""
        now = time.time()
        if now - self._tidied_at < TIDY_SECONDS:
            return
        self._tidied_at = now
        for key, one in [*self.kept.items()]:
            if one.edition < edition or one.ends_at <= now:
                self._forget(key)

    def _forget(self, key: Key) -> None:
        old = self.kept.pop(key, None)
        if old:
            self.used_bytes -= _size(key, old.body)


def _is_good(found: KeptAnswer, edition: Edition) -> bool:
    return found.edition == edition and time.time() < found.ends_at


def _size(key: Key, body: bytes) -> int:
    """Return what an entry costs: a key holds what the asker wrote, at up to 4 bytes a letter."""
    return len(body) + ENTRY_OVERHEAD_BYTES + 4 * sum(map(len, key))


def _key(environ: Environ) -> Key:
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[:ENCODING_MAXIMUM_BYTES]),
        _scheme(environ),
    )


def _scheme(environ: Environ) -> str:
    """Return what tells http from https, so that an answer is never given past the redirect."""
    header = settings.SECURE_PROXY_SSL_HEADER
    trusted = environ.get(header[0], "") if header else ""
    return f"{environ.get('wsgi.url_scheme', '')} {trusted}"


def _ends_at() -> float:
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(time.time() + KEPT_SECONDS, midnight.timestamp())
