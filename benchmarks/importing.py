"""Lines in: `manage.py import` of events or notes, from nothing and again, and how long the settle
lock was held meanwhile. What the second way of writing new pages saves is measured beside it."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.db import transaction

from benchmarks.counting import Cost, patched
from benchmarks.table import Line
from hub.kernel.contract import registry
from hub.publication import settle as settling
from hub.publication.hinting.hints import held
from hub.transfer.writing import bulk

# So many pages are written by Wagtail's own methods, for comparison.
SAMPLE: Final = 200


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield lines a second of new pages, and of the same file again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        write(path, options.count, event)
        inserted: list[float] = []
        with patched(bulk, "insert_pages", _timed(inserted)):
            yield from _read(path, "new pages", options.count)
        yield from _read(path, "the same pages again", options.count)
    yield from _by_wagtail(1000 * sum(inserted) / options.count)


def run_records(options: argparse.Namespace) -> Iterator[Line]:
    """Yield the same of records: the example's notes, where that capability is on."""
    if registry.kind("note") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.jsonl"
        write(path, options.count, note)
        yield from _read(path, "new records", options.count)
        yield from _read(path, "the same records again", options.count)


def _read(path: Path, case: str, count: int) -> Iterator[Line]:
    holds: list[float] = []
    with _holds(holds), Cost() as cost:
        call_command("import", str(path), stdout=StringIO())
    figures = {"lines/s": count / cost.seconds, "lines/s of Python": count / cost.process_seconds}
    figures["statements/line"] = cost.statements_count / count
    if holds:
        figures["ms lock held, max"] = 1000 * max(holds)
        figures["ms lock held, p99"] = 1000 * sorted(holds)[int(0.99 * len(holds))]
    for unit, figure in figures.items():
        yield Line(benchmark="import", case=case, rows=count, figure=figure, unit=unit)


@contextmanager
def _holds(holds: list[float]) -> Iterator[None]:
    """Note how many seconds each transaction of settle holds the lock."""
    began = 0.0

    def begin(own: Callable[..., Any], *values: Any) -> Any:
        nonlocal began
        result = own(*values)
        began = time.perf_counter()
        return result

    def together(own: Callable[..., Any], *values: Any) -> Any:
        result = own(*values)
        holds.append(time.perf_counter() - began)
        return result

    with patched(settling, "take_lock", begin), patched(settling, "_together", together):
        yield


def _timed(seconds: list[float]) -> Callable[..., Any]:
    def timed(own: Callable[..., Any], *values: Any) -> Any:
        started = time.process_time()
        result = own(*values)
        seconds.append(time.process_time() - started)
        return result

    return timed


def _by_wagtail(bulk_ms: float) -> Iterator[Line]:
    """Yield what writing a new page takes: in bulk, and as `add_child` and `publish` do it."""
    kind = registry.kind("event")
    assert kind is not None
    pages = kind.model.objects.filter(source_name="Benchmark")[:SAMPLE]
    parent = pages[0].get_parent()
    copies = [_copy(page, number) for number, page in enumerate(pages)]
    with held():
        started = time.process_time()
        with transaction.atomic():
            for copy in copies:
                parent.add_child(instance=copy)
                copy.save_revision().publish()
            transaction.set_rollback(True)
        wagtail_ms = 1000 * (time.process_time() - started) / len(copies)
    shared = {"benchmark": "import", "unit": "ms of Python/page"}
    yield Line(case="Wagtail's own methods", figure=wagtail_ms, **shared)
    yield Line(
        case="writing in bulk",
        figure=bulk_ms,
        baseline="Wagtail's own methods",
        ratio=bulk_ms / wagtail_ms,
        **shared,
    )


def _copy(page: Any, number: int) -> Any:
    own = [field.name for field in type(page)._meta.local_concrete_fields if field.editable]
    names = {"title", "summary", "body", "locale_id", *own} - {type(page)._meta.pk.name}
    return type(page)(**{name: getattr(page, name) for name in names}, slug=f"wagtail-{number}")


def write(path: Path, count: int, line: Callable[[int], dict[str, Any]]) -> None:
    """Write lines of another system, each with its own key."""
    with path.open("w") as file:
        for number in range(count):
            shared = {
                "locale": "de",
                "summary": "Wir treffen uns und reden über das, was ansteht.",
                "body_html": "<p>Alle sind willkommen. Kommen Sie einfach vorbei.</p>",
                "source": {"name": "Benchmark", "key": str(number), "url": "", "licence": ""},
            }
            file.write(json.dumps({**shared, **line(number)}, ensure_ascii=False) + "\n")


def event(number: int) -> dict[str, Any]:
    """Return what is an event's own."""
    begins = datetime(2027, 1, 1, 17, tzinfo=UTC) + timedelta(hours=number % 4000)
    return {
        "kind": "event",
        "title": f"Treffen {number}",
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


def note(number: int) -> dict[str, Any]:
    """Return what is a note's own."""
    return {"kind": "note", "title": f"Zettel {number}", "note": {"colour": "blue"}}
