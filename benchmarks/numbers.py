"""Lists by a kind's number at several sizes: the growth of their time (goal ≤ 1.1 times from 2,000
to 200,000 rows).

No kind of ours has numbers, so the events get one here: the copies have one each. The time is that
of the query, from its words to its rows; no web server and nothing kept is in between.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.seeding import NUMBERS, fit
from benchmarks.table import Line
from hub.kernel.contract import registry
from hub.kernel.contract.filters import NumberRange
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.facts import Number
from hub.publication import query
from hub.publication.models import PublicationSite
from hub.publication.query.selection import SiteFacts

TIMES = 200
# One copy in fifty (a page of the fewest), and half of them.
RARE, MANY = NUMBERS // 50, NUMBERS // 2
CASES: dict[str, dict[str, list[str]]] = {
    "smallest first": {"sort": ["amount"]},
    "largest first": {"sort": ["-amount"]},
    "of a narrow range, smallest first": {"sort": ["amount"], "amount_max": [f"{RARE}"]},
    "of a wide range, smallest first": {"sort": ["amount"], "amount_min": [f"{MANY}"]},
    "of a narrow range, newest first": {"amount_max": [f"{RARE}"]},
    "of a wide range, newest first": {"amount_min": [f"{MANY}"]},
}


def _fastest(rows: int) -> Iterator[tuple[str, float]]:
    """Yield (case, milliseconds of the fastest tenth): what else the machine does is not in it."""
    fit(rows)
    row = PublicationSite.objects.get(is_default=True)
    site, kind = SiteFacts(row.pk, row.facts), _kind()
    second = query.run(query.parse({"sort": ["amount"]}, [kind], site)).next_cursor
    cases = {**CASES, "smallest first, second page": {"sort": ["amount"], "cursor": [second or ""]}}
    for case, asked in cases.items():
        times = _times(kind, site, {**asked, "limit": ["20"]})
        yield case, statistics.quantiles(times, n=10)[0] * 1000


def _times(kind: Kind, site: SiteFacts, asked: dict[str, list[str]]) -> Iterator[float]:
    for number in range(TIMES):
        started = time.perf_counter()
        found = query.run(query.parse(asked, [kind], site))
        # The first ones find no plan yet.
        if number > TIMES // 10:
            yield time.perf_counter() - started
        if not found.rows:
            raise RuntimeError(f"{asked} finds nothing")


def _kind() -> Kind:
    kind = registry.kind("event")
    assert kind is not None
    word = NumberRange(name="amount", description="its amount")
    return replace(
        kind, order="newest", numbers=(Number(name="amount", title="Amount"),), filters=(word,)
    )


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield each case at each size, and its growth from the smallest on."""
    smallest: dict[str, float] = {}
    for rows in sorted(int(one) for one in options.rows.split(",")):
        for case, figure in _fastest(rows):
            growth = figure / smallest.setdefault(case, figure)
            yield Line(
                benchmark="numbers",
                case=case,
                rows=rows,
                figure=figure,
                unit="ms",
                baseline="fewest rows",
                ratio=growth,
            )
