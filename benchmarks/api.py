"""The API under load: list, detail, filter, changes, ics at several sizes, warm and cold.

The baseline is Wagtail's own API v2 (list of 20, the demo's pages), behind the same server with the
same number of processes, in the same run. "off" means: no answer is kept, no site facts, nothing.
"""

import argparse
import urllib.request
from collections.abc import Iterator

from benchmarks.load import load
from benchmarks.seeding import fit, some_id
from benchmarks.server import server
from benchmarks.table import Line

COLD = {"HUB_ANSWERS_MEBIBYTES": "0", "HUB_LISTEN": "0"}
SMALLEST_BYTES = 1_000
BASELINE = "Wagtail API v2, list of 20"


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield requests a second for each address, size, number of processes and cache."""
    for rows in sorted((int(one) for one in options.rows.split(",")), reverse=True):
        fit(rows)
        for processes in (int(one) for one in options.processes.split(",")):
            yield from _loads(rows, processes, options.seconds)


def _loads(rows: int, processes: int, seconds: int) -> Iterator[Line]:
    at = {"benchmark": "api", "rows": rows, "processes": processes}
    with server(processes, DJANGO_SETTINGS_MODULE="benchmarks.settings") as address:
        path = "/wagtail/pages/?type=events.EventPage&limit=20&fields=*"
        base = load(address + path, seconds).requests_a_second
    yield Line(**at, case=BASELINE, figure=base, unit="requests/s")
    for cache, environment in (("warm", {}), ("off", COLD)):
        with server(processes, **environment) as address:
            for case, path, encoding in _cases():
                _expect_content(address + path)
                found = load(address + path, seconds, encoding)
                yield Line(
                    **at,
                    case=case,
                    cache=cache,
                    figure=found.requests_a_second,
                    unit="requests/s",
                    baseline=BASELINE,
                    ratio=found.requests_a_second / base,
                )
                for name, figure in (
                    ("p50", found.p50_milliseconds),
                    ("p99", found.p99_milliseconds),
                ):
                    yield Line(**at, case=f"{case}, {name}", cache=cache, figure=figure, unit="ms")


def _cases() -> Iterator[tuple[str, str, str]]:
    """Yield (case, address, Accept-Encoding): plain, and the list as browsers ask for it too."""
    for case, path in addresses().items():
        yield case, path, ""
    for encoding in ("br", "gzip"):
        yield f"list of 20, {encoding}", addresses()["list of 20"], encoding


def _expect_content(url: str) -> None:
    """Refuse to measure an empty list. Raises RuntimeError."""
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
    if len(body) < SMALLEST_BYTES:
        raise RuntimeError(f"{url} answers with {len(body)} bytes only: {body[:80]!r}")


def addresses() -> dict[str, str]:
    """Return {case: address} of what other websites ask for most."""
    return {
        "list of 20": "/api/v1/events?limit=20",
        "detail": f"/api/v1/events/{some_id()}",
        "topic and dates": "/api/v1/events?topic=neighbourhood&from=%2B30d&to=%2B90d&limit=20",
        "changes": "/api/v1/changes?since=0&limit=20",
        "ics of 20": "/api/v1/events.ics?limit=20",
        "full text": "/api/v1/events?q=Sommerfest&limit=20",
    }
