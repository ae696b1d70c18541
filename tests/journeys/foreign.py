"""Another city's website on an origin of its own, and what the hub hears of its readers."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.core.signals import request_started

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head><meta charset="utf-8"><title>Nachbarstadt</title>{head}</head>
<body><main><h1>Nachbarstadt</h1><h2>Termine</h2>{body}</main></body>
</html>"""


@dataclass
class Foreign:
    """The website: `address = foreign.page(body, policy="default-src 'none'")`."""

    base: str
    pages: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)

    def page(self, body: str, *, policy: str = "", head: str = "", lang: str = "de") -> str:
        """Publish a page and return its address."""
        path = f"/{len(self.pages)}"
        html = PAGE.format(lang=lang, head=head, body=body)
        self.publish(path, html, "text/html; charset=utf-8", policy)
        return self.base + path

    def publish(self, path: str, text: str, media_type: str, policy: str = "") -> None:
        """Publish a file."""
        headers = {"Content-Type": media_type}
        if policy:
            headers["Content-Security-Policy"] = " ".join(policy.split())
        self.pages[path] = (text.encode(), headers)


@contextmanager
def running() -> Iterator[Foreign]:
    """Run the website on a free port of 127.0.0.1; the hub stands on localhost."""
    site = Foreign("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = site.pages.get(self.path, (b"", {}))
            self.send_response(200 if self.path in site.pages else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given: Any) -> None:
            """Say nothing."""

    with _server(Handler) as port:
        site.base = f"http://127.0.0.1:{port}"
        yield site


@contextmanager
def silent_hub() -> Iterator[str]:
    """Run a server that takes every request and does not answer; return its address."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ended.wait(60)

        def log_message(self, *given: Any) -> None:
            """Say nothing."""

    with _server(Handler) as port:
        yield f"http://127.0.0.1:{port}"
        ended.set()


@contextmanager
def _server(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Heard:
    """What the hub's server was told: (path, referrer, cookie) of each request."""

    requests: list[tuple[str, str, str]] = field(default_factory=list)

    def at_hub(self, sender: Any = None, environ: Any = None, **given: Any) -> None:
        """Take down one request."""
        told = (environ.get(one, "") for one in ("PATH_INFO", "HTTP_REFERER", "HTTP_COOKIE"))
        self.requests.append(tuple(told))

    def paths(self) -> list[str]:
        """Return the paths that were asked for."""
        return [path for path, _referrer, _cookie in self.requests]

    def is_discreet(self) -> bool:
        """Whether somebody asked, and nobody said where from or brought a cookie."""
        assert self.requests
        assert {(referrer, cookie) for _path, referrer, cookie in self.requests} == {("", "")}
        return True


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear what the hub is asked."""
    heard = Heard()
    request_started.connect(heard.at_hub)
    try:
        yield heard
    finally:
        request_started.disconnect(heard.at_hub)


def eventually(claim: Any, seconds: float = 30) -> None:
    """Wait until the claim is true."""
    until = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < until, "did not become true"
        time.sleep(0.05)


FALLBACK = '<a href="{hub}/de/events/">Alle Termine beim Hub</a>'


def script(hub: str) -> str:
    return f'<script type="module" src="{hub}/embed/v1/hub.js"></script>'


def element(hub: str, more: str = "", plural: str = "events", src: str = "") -> str:
    link = FALLBACK.format(hub=hub)
    return f'{script(hub)}<hub-{plural} src="{src or hub}" {more}>{link}</hub-{plural}>'


def shown(page, state: str = "full", plural: str = "events"):
    """Wait for the element's state and return the element. A hostile page may hide the element
    itself; what stands in it is seen all the same."""
    found = page.locator(f"hub-{plural}[data-state={state}]").first
    found.wait_for(state="attached", timeout=30_000)
    return found
