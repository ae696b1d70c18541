"""The one place where a connection to another machine is opened.

A name is asked for once; every address it has must lie out in the world, and the connection goes
to one of those that were looked at. One clock runs for the whole of it: a server that sends a byte
a second keeps us no longer than one that sends nothing.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Final, Self

import httpcore
from django.utils.translation import gettext as _

from hub.fetching.networks import Address, is_public
from hub.fetching.problems import Failed, Refused
from hub.fetching.targets import Target

CONNECT_SECONDS: Final = 10.0
_NAME_SECONDS: Final = 5.0
_TRIED: Final = 3


class Deadline:
    """So many seconds for one request, from its name to its last byte: then its socket is shut."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._clock = threading.Timer(seconds, self._shut)
        self._clock.daemon = True

    def __enter__(self) -> Self:
        self._clock.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._clock.cancel()
        with self._lock:
            self._socket = None

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self._end

    def left(self, most: float) -> float:
        """How many seconds are left, at most so many.

        Raises:
            Failed: none.
        """
        seconds = min(self._end - time.monotonic(), most)
        if seconds <= 0:
            raise Failed(_("The server took too long to answer."))
        return seconds

    def watch(self, connected: socket.socket) -> None:
        """Shut this socket when time is over."""
        with self._lock:
            self._socket = connected
        if self.is_over:
            self._shut()

    def _shut(self) -> None:
        with self._lock:
            watched, self._socket = self._socket, None
        if watched is not None:
            try:
                watched.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # The other side was quicker.


class Door(httpcore.NetworkBackend):
    """Opens connections to the target's checked addresses, and to no other."""

    def __init__(self, target: Target, deadline: Deadline) -> None:
        self._target = target
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the target's addresses that answers."""
        addresses = self._checked_addresses()
        for address in addresses[:_TRIED]:
            seconds = self._deadline.left(CONNECT_SECONDS)
            try:
                stream = self._sockets.connect_tcp(str(address), self._target.port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            self._deadline.watch(stream.get_extra_info("socket"))
            return stream
        raise Failed(_("The server %(host)s does not answer.") % {"host": self._target.host})

    def _checked_addresses(self) -> list[Address]:
        target = self._target
        addresses = addresses_of(target.host, target.port, self._deadline.left(_NAME_SECONDS))
        if not target.is_allowed and not all(map(is_public, addresses)):
            raise Refused(
                _("%(host)s lies in a closed network. The hub asks public servers only.")
                % {"host": target.host}
            )
        return addresses


def addresses_of(host: str, port: int, seconds: float) -> list[Address]:
    """Return all network addresses of a name, each once.

    Raises:
        Failed: there is none, or no answer within so many seconds.
    """
    try:
        return [ip_address(host)]
    except ValueError:
        pass
    answers: list[list[Any]] = []

    def ask() -> None:
        try:
            answers.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.append([])

    # The system's own search for a name knows no time limit.
    thread = threading.Thread(target=ask, name="name", daemon=True)
    thread.start()
    thread.join(seconds)
    found = dict.fromkeys(ip_address(answer[4][0]) for answer in (answers or [[]])[0])
    if not found:
        raise Failed(_("There is no server with the name %(host)s.") % {"host": host})
    return list(found)


@lru_cache
def encryption() -> ssl.SSLContext:
    """Return what certificates are checked by: certifi's list and the machine's own."""
    context = httpcore.default_ssl_context()
    context.load_default_certs()
    return context
