"""Sweep over everything: nothing to repair, found so by fingerprints and by building all; and
everything to write again."""

import argparse
import time
from collections.abc import Iterator

from benchmarks.seeding import remove
from benchmarks.table import Line
from hub.publication.hinting.everything import all_ids
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
