"""The portal's pages, uncached: requests a second and bytes over the wire."""

import argparse
import urllib.request
from collections.abc import Iterator

from benchmarks.api import COLD
from benchmarks.load import load
from benchmarks.server import server
from benchmarks.table import Line
from hub.publication.models import Publication


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield figures for home, event list and one event."""
    event = Publication.objects.filter(kind="event", locale="de", is_deleted=False)
    one = event.exclude(slug__startswith="bench-").order_by("id")[0]
    index = Publication.objects.get(document_id=one.parent_id, locale="de", is_deleted=False)
    with server(2, **COLD) as address:
        for case, path in (("home", ""), ("list", index.path), ("detail", one.path)):
            url = f"{address}/de/{path}"
            found = load(url, options.seconds)
            yield Line(
                benchmark="portal",
                case=case,
                processes=2,
                cache="off",
                figure=found.requests_a_second,
                unit="requests/s",
            )
            request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(request) as answer:
                size = len(answer.read())
            yield Line(benchmark="portal", case=f"{case}, HTML", figure=size, unit="bytes gzip")
