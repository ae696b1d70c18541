"""The road in: lines are read twice, first to plan, then to write, all in one transaction.

The rows are settled once at the end. A second import of the same file writes nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, BinaryIO
from uuid import UUID

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import translation

from hub.publication.deciding.sites import settle_sites
from hub.publication.hinting.everything import all_ids
from hub.publication.hinting.hints import held
from hub.publication.hinting.waiting import EVERYTHING, HELD_SECONDS, everything_keys, forget, leave
from hub.publication.settle import settle
from hub.publication.writing.lock import BATCH
from hub.transfer import memory
from hub.transfer.compare import Change, Outcome
from hub.transfer.fields.attachments import Incoming
from hub.transfer.problems import Problems, TransferError
from hub.transfer.progress import Progress
from hub.transfer.report import Options, Report
from hub.transfer.writing.run import Run
from hub.transfer.writing.writer import Tell

log = structlog.get_logger(__name__)

Say = Callable[[str], None]


class _Undo(Exception):
    """Rolls the transaction back without being an error."""


def import_file(
    path: Path,
    options: Options | None = None,
    say: Say = print,
    folder: Path | None = None,
    tell: Tell | None = None,
) -> Report:
    """Read a file of lines into this hub and settle the rows; return what was done.

    Pictures lie in `folder`, or beside the file. Without `is_partial` a file with one bad line
    changes nothing. `tell` gets each line's change. Raises TransferError where the file cannot be
    opened. Safe to repeat.
    """
    try:
        with path.open("rb") as stream:
            return _bring(stream, options or Options(), folder or path.parent, say, tell)
    except OSError as error:
        raise TransferError(f"{path} cannot be read: {error.strerror}") from error


def write(
    documents: Iterable[Mapping[str, Any]], options: Options, folder: Path | None = None
) -> Report:
    """Bring lines that are no file: the items of a feed, a form that was sent, another hub's.

    They are compared in the transaction that writes them, so what an editor saved meanwhile counts.
    A line names no file unless `folder` holds it. Safe to repeat for lines that have an identity.
    """
    with _spooled(documents) as stream, TemporaryDirectory() as nothing:
        return _bring(stream, options, folder or Path(nothing), _silent, None)


def compare(
    documents: Iterable[Mapping[str, Any]], options: Options, look: Tell | None = None
) -> list[Change]:
    """Return what each line would change, in their order. No row and no file is left written.

    `look` sees each change as long as what its line names besides is there, e.g. a new place."""
    found: dict[int, Change] = {}

    def tell(change: Change) -> None:
        # Whoever keeps it has no use for what was in memory.
        found[change.number] = replace(change, source=None)
        if look:
            look(change)

    given = list(documents)
    with _spooled(given) as stream, TemporaryDirectory() as nothing:
        report = _bring(stream, replace(options, is_dry=True), Path(nothing), _silent, tell)
    return [
        found[number]
        if number in found and (found[number].problems or number not in report.problems.lines)
        else _refused_or_unchanged(number, document, report.problems)
        for number, document in enumerate(given, 1)
    ]


def _refused_or_unchanged(number: int, document: Mapping[str, Any], problems: Problems) -> Change:
    kind, locale, title = (str(document.get(name) or "") for name in ("kind", "locale", "title"))
    reasons = tuple(one for one in problems if one.number == number)
    outcome: Outcome = "refused" if number in problems.lines else "unchanged"
    return Change(number, kind, locale, title, outcome, problems=reasons)


@contextmanager
def _spooled(documents: Iterable[Mapping[str, Any]]) -> Iterator[BinaryIO]:
    """Yield lines as a file: planned and written in two readings, they are never all in memory."""
    with TemporaryFile() as stream:
        for document in documents:
            text = json.dumps(document, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
            stream.write(f"{text}\n".encode())
        yield stream


def _silent(text: str) -> None:
    """Say nothing of how far it is."""


def _bring(stream: BinaryIO, options: Options, folder: Path, say: Say, tell: Tell | None) -> Report:
    report, files = Report(), Incoming(folder)
    with held() as touched:
        try:
            # The report is English, and so is what the models' own checks say in it.
            with transaction.atomic(), translation.override("en"):
                run = Run(stream, options, report, files, say, tell)
                run.plan_all()
                run.write_all()
                if options.is_dry or (report.problems and not options.is_partial):
                    raise _Undo
                # Whoever dies before all is settled leaves the rest to others.
                leave(touched | set(run.written_ids), HELD_SECONDS)
        except _Undo:
            files.forget_new()
            return report
        except Exception:
            files.forget_new()
            raise
    report.is_written = True
    _settle(touched, run.written_ids, say)
    memory.note_sequences(list(run.remembered_ids))
    log.info("transfer.imported", new_count=report.new_count, changed_count=report.changed_count)
    return report


def _settle(touched: set[Any], written: dict[UUID, None], say: Say) -> None:
    keys = []
    if EVERYTHING in touched:
        keys = everything_keys()
        settle_sites()
        touched = set(all_ids())
    # In the order of writing: organisations before the events that show their names.
    in_order = list(written | dict.fromkeys(sorted(touched - set(written))))
    progress = Progress(say, "published", len(in_order))
    for start in range(0, len(in_order), BATCH):
        settle(in_order[start : start + BATCH])
        progress(min(start + BATCH, len(in_order)))
    forget(keys)
