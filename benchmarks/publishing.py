"""Publishing an event: settle's share of an editor's action, at the size the database has."""

import argparse
import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from benchmarks.table import Line
from hub.kernel import registry
from hub.publication.hinting import hints
from hub.publication.settle import settle

TIMES = 60


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield the median of settle and of the whole publish."""
    page = some_page()
    shares: list[float] = []

    def timed(ids: set, **manner: Any) -> object:
        started = time.perf_counter()
        result = settle(ids, **manner)
        shares[-1] += time.perf_counter() - started
        return result

    hints.settle, original = timed, hints.settle
    wholes = []
    try:
        for number in range(TIMES):
            shares.append(0.0)
            started = time.perf_counter()
            publish(page, f"Stand {number}")
            wholes.append(time.perf_counter() - started)
    finally:
        hints.settle = original
    whole = statistics.median(wholes) * 1000
    share = statistics.median(shares) * 1000
    yield Line(benchmark="publish", case="whole action", figure=whole, unit="ms")
    yield Line(
        benchmark="publish",
        case="settle's share",
        figure=share,
        unit="ms",
        baseline="whole action",
        ratio=share / whole,
    )


def some_page() -> Any:
    """Return a public event."""
    kind = registry.kind("event")
    assert kind is not None
    return kind.model.objects.filter(live=True).order_by("pk")[0]


def publish(page: Any, summary: str) -> None:
    """Publish a page with another summary, as the admin does: one transaction an action."""
    page.summary = summary
    with transaction.atomic():
        page.save_revision().publish()
