"""Somebody else's server, on loopback: says what its script says, byte by byte where it must."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Script = Callable[[socket.socket, str], None]


@dataclass
class OtherServer:
    """`requests` are the heads it was sent; `paths` says what it does for each path."""

    port: int = 0
    paths: dict[str, Script] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, path: str, status: str = "200 OK", body: bytes = b"", **headers: str) -> None:
        """Answer a path so. Underscores in headers' names stand for hyphens."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.paths[path] = lambda stream, _head: stream.sendall(answer(status, body, given))

    def heads(self, path: str) -> list[str]:
        return [head for head in self.requests if head.split(" ")[1] == path]


def answer(status: str, body: bytes, headers: dict[str, str]) -> bytes:
    given = {"Content-Length": str(len(body)), "Connection": "close"} | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def drip(stream: socket.socket, _head: str) -> None:
    """Send an endless head, a byte at a time."""
    try:
        stream.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _byte in range(600):
            stream.sendall(b"x")
            time.sleep(0.05)
    except OSError:
        return


@contextmanager
def serving() -> Iterator[OtherServer]:
    server = OtherServer()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=_accept, args=(listener, server), daemon=True)
        thread.start()
        yield server


def _accept(listener: socket.socket, server: OtherServer) -> None:
    while True:
        try:
            stream, _peer = listener.accept()
        except OSError:
            return
        threading.Thread(target=_converse, args=(stream, server), daemon=True).start()


def _converse(stream: socket.socket, server: OtherServer) -> None:
    with stream:
        head = b""
        while b"\r\n\r\n" not in head:
            received = stream.recv(4096)
            if not received:
                return
            head += received
        text = head.decode("latin-1")
        server.requests.append(text)
        script = server.paths.get(text.split(" ")[1])
        if script is None:
            stream.sendall(answer("404 Not Found", b"nothing here", {}))
        else:
            script(stream, text)
