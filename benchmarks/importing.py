"""Import of many lines: `manage.py import` of events, from nothing."""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from benchmarks.table import Line


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield lines a second for new lines, and for the same file again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        write(path, options.count)
        for case in ("new lines", "the same file again"):
            started = time.perf_counter()
            call_command("import", str(path), stdout=StringIO())
            seconds = time.perf_counter() - started
            yield Line(
                benchmark="import",
                case=case,
                rows=options.count,
                figure=options.count / seconds,
                unit="lines/s",
            )


def write(path: Path, count: int) -> None:
    """Write events of another system, each with its own key and date."""
    start = datetime(2027, 1, 1, 17, tzinfo=UTC)
    with path.open("w") as file:
        for number in range(count):
            begins = start + timedelta(hours=number % 4000)
            line = {
                "kind": "event",
                "locale": "de",
                "title": f"Treffen {number}",
                "summary": "Wir treffen uns und reden über das, was ansteht.",
                "body_html": "<p>Alle sind willkommen. Kommen Sie einfach vorbei.</p>",
                "source": {"name": "Benchmark", "key": str(number), "url": "", "licence": ""},
                "event": {
                    "type": "event",
                    "format": "online",
                    "timezone": "Europe/Berlin",
                    "all_day": False,
                    "first_starts_at": begins.isoformat(),
                    "first_ends_at": (begins + timedelta(hours=2)).isoformat(),
                },
                "online_url": "https://example.org/treffen",
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
