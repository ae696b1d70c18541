"""Import: reads a file twice, first to plan, then to write, all in one transaction.

The rows are settled once at the end. A second import of the same file writes nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import translation

from hub.publication.everything import all_ids
from hub.publication.hints import held
from hub.publication.settle import BATCH, settle
from hub.publication.sites import settle_sites
from hub.publication.waiting import EVERYTHING, HELD_SECONDS, everything_keys, forget, leave
from hub.transfer.files import Incoming
from hub.transfer.problems import TransferError
from hub.transfer.progress import Progress
from hub.transfer.report import Options, Report
from hub.transfer.run import Run

log = structlog.get_logger(__name__)

Say = Callable[[str], None]


class _Undo(Exception):
    """Rolls the transaction back without being an error."""


def import_file(
    path: Path,
    options: Options | None = None,
    say: Say = print,
    folder: Path | None = None,
) -> Report:
    """Read a file of lines into this hub and settle the rows; return what was done.

    Pictures lie in `folder`, or beside the file. Without `is_partial` a file with one bad line
    changes nothing. Raises TransferError where the file cannot be opened. Safe to repeat.
    """
    report, options = Report(), options or Options()
    files = Incoming(folder or path.parent)
    try:
        with path.open("rb") as stream, held() as touched:
            try:
                # The report is English, and so is what the models' own checks say in it.
                with transaction.atomic(), translation.override("en"):
                    run = Run(stream, options, report, files, say)
                    run.plan_all()
                    run.write_all()
                    if options.is_dry or (report.problems and not options.is_partial):
                        raise _Undo
                    # Whoever dies before all is settled leaves the rest to others.
                    leave(touched, HELD_SECONDS)
            except _Undo:
                files.forget_new()
                return report
            except Exception:
                files.forget_new()
                raise
    except OSError as error:
        raise TransferError(f"{path} cannot be read: {error.strerror}") from error
    report.is_written = True
    _settle(touched, run.written_ids, say)
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
