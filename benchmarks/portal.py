"""The portal's pages as the API's: requests a second kept and with every cache off, the processor
time of a request, the bytes of a first view (goal ≤ 60 kB without pictures), SQL queries without
any cache (goal ≤ 8).
"""

import argparse
import re
import urllib.request
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.api import COLD
from benchmarks.load import load
from benchmarks.seeding import fit
from benchmarks.server import server
from benchmarks.table import Line
from hub.publication.models import Publication

PROCESSES = 2
# What a browser fetches for a first view besides the page: style sheets, fonts, scripts, icons.
ASSET = re.compile(r"""(?:href|src)="(/(?:static|-)/[^"#]+\.(?:css|js|woff2|svg))(?:#[^"]*)?\"""")


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield figures for home, event list and one event."""
    fit(2_000)
    pages = paths()
    for cache, environment in (("warm", {}), ("off", COLD)):
        with server(PROCESSES, **environment) as address:
            for case, path in pages.items():
                found = load(address + path, options.seconds)
                shared = {"benchmark": "portal", "processes": PROCESSES, "cache": cache}
                yield Line(case=case, figure=found.requests_a_second, unit="requests/s", **shared)
                yield Line(case=case, figure=found.p99_milliseconds, unit="ms p99", **shared)
                for who, cost in found.milliseconds_a_request.items():
                    yield Line(case=f"{case}, {who}", figure=cost, unit="ms CPU", **shared)
            if cache == "off":
                yield from _views(address, pages)
    yield from _queries(pages)


def paths() -> dict[str, str]:
    """Return {case: path} of the pages that are looked at."""
    event = Publication.objects.filter(kind="event", locale="de", is_deleted=False)
    one = event.exclude(slug__startswith="bench-").order_by("id")[0]
    index = Publication.objects.get(document_id=one.parent_id, locale="de", is_deleted=False)
    return {"home": "/de/", "list": f"/de/{index.path}", "detail": f"/de/{one.path}"}


def _views(address: str, pages: dict[str, str]) -> Iterator[Line]:
    for case, path in pages.items():
        html, text = _fetched(address + path)
        assets = {one for one in ASSET.findall(text) if not one.startswith("/-/tiles/")}
        whole = html + sum(_fetched(address + one)[0] for one in assets)
        yield Line(benchmark="portal", case=f"{case}, HTML", figure=html, unit="bytes gzip")
        yield Line(benchmark="portal", case=f"{case}, first view", figure=whole, unit="bytes gzip")


def _fetched(url: str) -> tuple[int, str]:
    """Return (bytes over the wire, the text of a page)."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        size = len(answer.read())
    with urllib.request.urlopen(url) as answer:
        return size, answer.read().decode("utf-8", "replace")


def _queries(pages: dict[str, str]) -> Iterator[Line]:
    settings.HUB_LISTEN = False
    client = Client()
    for case, path in pages.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        yield Line(benchmark="portal", case=case, cache="off", figure=len(captured), unit="queries")
