"""`python -m benchmarks [NAME …]`: needs services (`make bench` starts them) and wrk."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

import django

from benchmarks.table import Line, print_lines

NAMES = (
    "api",
    "portal",
    "readers",
    "publish",
    "sweep",
    "standing",
    "import",
    "queries",
    "numbers",
)
# Asked for by its name alone: of the hub's own capabilities the example's is the kind of records.
RECORDS = "records"
WITH_EXAMPLE = (
    "plugins.editorial,plugins.organisations,plugins.events,plugins.funding,"
    "plugins.accessibility,plugins.example"
)


def main() -> None:
    """Run the benchmarks that were asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *NAMES, RECORDS], default=[])
    parser.add_argument("--rows", default="2000,20000,200000", help="sizes for the API")
    parser.add_argument("--processes", default="1,2", help="numbers of web processes")
    parser.add_argument("--seconds", type=int, default=4, help="length of each load run")
    parser.add_argument("--count", type=int, default=10_000, help="lines for import and sweep")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed. Install the package wrk, then run again.")
    if options.names == [RECORDS]:
        os.environ.setdefault("HUB_CAPABILITIES", WITH_EXAMPLE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    print_lines(_all(options))


def _all(options: argparse.Namespace) -> Iterator[Line]:
    from benchmarks import (
        api,
        importing,
        numbers,
        portal,
        publishing,
        queries,
        readers,
        seeding,
        standing,
        sweeping,
    )

    modules = {
        "queries": queries,
        "publish": publishing,
        "standing": standing,
        "api": api,
        "numbers": numbers,
        "portal": portal,
        "readers": readers,
        "import": importing,
        "sweep": sweeping,
    }
    seeding.prepare()
    if options.names == [RECORDS]:
        yield from importing.run_records(options)
        return
    for name, module in modules.items():
        if not options.names or name in options.names:
            yield from module.run(options)


main()
