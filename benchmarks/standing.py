"""Pages by the hundred thousand stand there and nobody edits them: what the sweep costs then that
finds nothing to repair, and what an editor waits for who saves the website's settings.

Pages and rows are copied by SQL (`copied_pages`): whole, but of one event. Each figure is compared
to one of the same run: the sweep to that of the smallest size, the settings to the bare statement.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Site

from benchmarks import copied_pages
from benchmarks.counting import Cost
from benchmarks.table import Line
from hub.content.models import SiteSettings
from hub.publication.hinting.waiting import everything_keys, forget
from hub.publication.sweep import sweep_changed

SWEPT = (10_000, 200_000)
SAVED = 20_000
TIMES = 5


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield what both cost where so many pages stand. Needs nothing but the demo's content."""
    try:
        smallest: float | None = None
        for many in sorted({*SWEPT, SAVED}):
            copied_pages.fit(many)
            if many == SAVED:
                yield from _saving(many)
                continue
            seconds = statistics.median(_seconds_of(sweep_changed) for _turn in range(TIMES))
            smallest = smallest or seconds
            yield Line(
                benchmark="standing",
                case="sweep with nothing to repair",
                rows=many,
                figure=seconds,
                unit="s",
                baseline=f"the same with {SWEPT[0]} pages",
                ratio=seconds / smallest,
            )
    finally:
        copied_pages.remove()


def _saving(many: int) -> Iterator[Line]:
    """Yield what an editor waits for, compared to the bare statement."""
    chosen = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    saved, bare = [], []
    for turn in range(TIMES):
        chosen.claim = f"Stand {time.time()} {turn}"
        with Cost() as cost, transaction.atomic():
            chosen.save()
        saved.append(cost.seconds)
        # What comes after it is the workers', and not measured here.
        forget(everything_keys())
        rows = SiteSettings.objects.filter(pk=chosen.pk)
        bare.append(_seconds_of(partial(rows.update, claim=chosen.claim)))
    seconds, least = statistics.median(saved), statistics.median(bare)
    yield Line(
        benchmark="standing",
        case="saving the website's settings",
        rows=many,
        figure=seconds,
        unit="s",
        baseline="one UPDATE of the same row",
        ratio=seconds / least,
    )


def _seconds_of(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
