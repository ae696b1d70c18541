"""The API under load: list, detail, filter, changes, ics at several sizes, warm and cold.

The baseline is Wagtail's own API v2 (list of 20, the demo's pages), behind the same server with the
same number of processes, in the same run. "off" means: no answer is kept, no site facts, nothing.
"""

import argparse
from collections.abc import Iterator

from benchmarks.load import load
from benchmarks.seeding import grow, shrink, some_id
from benchmarks.server import server
from benchmarks.table import Line

COLD = {"HUB_ANSWERS_MEBIBYTES": "0", "HUB_LISTEN": "0"}
BASELINE = "Wagtail API v2, list of 20"


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield requests a second for each address, size, number of processes and cache."""
    shrink()
    for rows in (int(one) for one in options.rows.split(",")):
        grow(rows)
        for processes in (1, 2):
            yield from _loads(rows, processes, options.seconds)


def _loads(rows: int, processes: int, seconds: int) -> Iterator[Line]:
    with server(processes, DJANGO_SETTINGS_MODULE="benchmarks.settings") as address:
        path = "/wagtail/pages/?type=events.EventPage&limit=20&fields=*"
        base = load(address + path, seconds).requests_a_second
    yield Line(
        benchmark="api",
        case=BASELINE,
        rows=rows,
        processes=processes,
        figure=base,
        unit="requests/s",
    )
    for cache, environment in (("warm", {}), ("off", COLD)):
        with server(processes, **environment) as address:
            for case, path in addresses().items():
                found = load(address + path, seconds)
                yield Line(
                    benchmark="api",
                    case=case,
                    rows=rows,
                    processes=processes,
                    cache=cache,
                    figure=found.requests_a_second,
                    unit="requests/s",
                    baseline=BASELINE,
                    ratio=found.requests_a_second / base,
                )
                yield Line(
                    benchmark="api",
                    case=f"{case}, p50",
                    rows=rows,
                    processes=processes,
                    cache=cache,
                    figure=found.p50_milliseconds,
                    unit="ms",
                )


def addresses() -> dict[str, str]:
    """Return {case: address} of what other websites ask for most."""
    return {
        "list of 20": "/api/v1/events?limit=20",
        "detail": f"/api/v1/events/{some_id()}",
        "topic and dates": "/api/v1/events?topic=kultur&from=%2B30d&to=%2B90d&limit=20",
        "changes": "/api/v1/changes?since=0&limit=20",
        "ics of 20": "/api/v1/events.ics?limit=20",
        "full text": "/api/v1/events?q=Sommerfest&limit=20",
    }
