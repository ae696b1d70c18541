"""Sweep over everything: nothing to repair, found so by fingerprints and by building all; and
everything to write again. And what an editor waits for who saves the website's settings."""

import argparse
import time
from collections.abc import Iterator

from django.db import transaction
from wagtail.models import Site

from benchmarks.counting import Cost
from benchmarks.seeding import remove
from benchmarks.table import Line
from hub.content.models import SiteSettings
from hub.publication.catch_up import settle_waiting
from hub.publication.hinting.everything import all_ids
from hub.publication.hinting.waiting import DUE_SECONDS
from hub.publication.models import Publication
from hub.publication.sweep import sweep, sweep_changed

CASES = (
    ("nothing to repair, all built", sweep),
    ("nothing to repair", sweep_changed),
    ("every row to write", sweep_changed),
)


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield seconds of each; run after the import, which leaves the pages to sweep."""
    remove()
    many = len(all_ids())
    for case, sweeping in CASES:
        if case == "every row to write":
            Publication.objects.filter(is_deleted=False).update(digest="")
        started = time.perf_counter()
        result = sweeping()
        seconds = time.perf_counter() - started
        yield Line(benchmark="sweep", case=case, rows=many, figure=seconds, unit="s")
        yield Line(
            benchmark="sweep",
            case=f"{case}, written",
            rows=many,
            figure=result.written_count,
            unit="rows",
        )
    yield from _settings(many)


def _settings(many: int) -> Iterator[Line]:
    """Yield what saving takes, and how long it takes until every page has been looked at."""
    chosen = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    chosen.claim = f"Stand {time.time()}"
    with Cost() as cost, transaction.atomic():
        chosen.save()
    with Cost() as after:
        settle_waiting(-DUE_SECONDS)
    figures = {
        ("saving the website's settings", "s"): cost.seconds,
        ("saving the website's settings", "statements"): cost.statements_count,
        ("all looked at after it", "s"): after.seconds,
    }
    for (case, unit), figure in figures.items():
        yield Line(benchmark="sweep", case=case, rows=many, figure=figure, unit=unit)
