"""Readers of portal and API while somebody publishes once a second: how long they wait (goal: p99
≤ 50 ms), and how long an answer may still show what was before (goal ≤ 100 ms).
"""

import argparse
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.api import addresses
from benchmarks.load import Load, load
from benchmarks.portal import paths
from benchmarks.publishing import publish, some_page
from benchmarks.seeding import fit
from benchmarks.server import server
from benchmarks.table import Line
from hub.publication.models import Publication

PROCESSES = 2
EVERY_SECONDS = 1.0
# So long after each publication somebody looks whether any process still shows what was before.
WATCHED_SECONDS = 0.4
# Who looks without a pause takes the readers' processor: this is as exact as the figure has to be.
LOOKS_SECONDS = 0.005
TIMES = 20


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield requests a second, latencies, and the age of the oldest answer."""
    fit(2_000)
    page = some_page()
    row = Publication.objects.get(document_id=page.translation_key, locale="de")
    watched = [f"/api/v1/documents/{row.document_id}", f"/de/{row.path}"]
    read = [*paths().values(), *watched, addresses()["list of 20"]]
    with server(PROCESSES) as address, ThreadPoolExecutor(1) as readers:
        answers = readers.submit(load, address, int(TIMES * EVERY_SECONDS), paths=read)
        ages = [_age(page, number, [address + one for one in watched]) for number in range(TIMES)]
        found: Load = answers.result()
    for case, figure, unit in (
        ("16 readers", found.requests_a_second, "requests/s"),
        ("16 readers, p50", found.p50_milliseconds, "ms"),
        ("16 readers, p99", found.p99_milliseconds, "ms"),
        ("oldest answer", max(ages) * 1000, "ms"),
    ):
        yield Line(benchmark="readers", case=case, processes=PROCESSES, figure=figure, unit=unit)


def _age(page: Any, number: int, urls: list[str]) -> float:
    """Publish, and return how many seconds later the last answer without it was asked for."""
    text = f"Stand {number}"
    started = time.monotonic()
    publish(page, text)
    published = time.monotonic()
    oldest = 0.0
    while (asked := time.monotonic()) < published + WATCHED_SECONDS:
        for url in urls:
            with urllib.request.urlopen(url) as answer:
                if text.encode() not in answer.read():
                    oldest = asked - published
        time.sleep(LOOKS_SECONDS)
    time.sleep(max(0.0, started + EVERY_SECONDS - time.monotonic()))
    return oldest
