"""Sweep over everything: nothing to repair, and everything to write again."""

import argparse
import time
from collections.abc import Iterator

from benchmarks.seeding import remove
from benchmarks.table import Line
from hub.publication.models import Publication
from hub.publication.sweep import all_ids, sweep


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield seconds of both; run after the import, which leaves the pages to sweep."""
    remove()
    many = len(all_ids())
    for case in ("nothing to repair", "every row to write"):
        if case == "every row to write":
            Publication.objects.filter(is_deleted=False).update(digest="")
        started = time.perf_counter()
        result = sweep()
        seconds = time.perf_counter() - started
        yield Line(benchmark="sweep", case=case, rows=many, figure=seconds, unit="s")
        yield Line(
            benchmark="sweep",
            case=f"{case}, written",
            rows=many,
            figure=result.written_count,
            unit="rows",
        )
