"""Processor time of all who take part in a run: says what a request costs on a busy machine too.

Web processes, PostgreSQL and the load generator share the machine's cores; who of them takes how
much is what requests a second alone do not tell. Read from /proc (Linux).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import connection

TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time since each began."""

    web: float
    database: float
    generator: float

    def since(self, before: "Spent") -> "Spent":
        """Return what was spent between two moments."""
        return Spent(
            self.web - before.web,
            self.database - before.database,
            self.generator - before.generator,
        )

    @property
    def whole(self) -> float:
        """Return what all of them spent."""
        return self.web + self.database + self.generator


def spent() -> Spent:
    """Return what has been spent so far; of a database on another machine nothing is known.

    The web server is what this process has started and still runs; a load generator has ended.
    """
    own = os.times()
    children = _below(os.getpid())
    postmaster = _postmaster()
    database = [postmaster, *_below(postmaster)] if postmaster else []
    return Spent(
        sum(_seconds(pid) for pid in children),
        sum(_seconds(pid) for pid in database) + (_seconds(postmaster, 15) if postmaster else 0.0),
        own.children_user + own.children_system,
    )


def _postmaster() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        file = Path(cursor.fetchone()[0]) / "postmaster.pid"
    try:
        return int(file.read_text().split()[0])
    except OSError:
        return None


def _below(parent: int) -> list[int]:
    """Return all processes that descend from one."""
    children: dict[int, list[int]] = {}
    for pid, fields in _processes():
        children.setdefault(int(fields[3]), []).append(pid)
    found, next_ones = [], children.get(parent, [])
    while next_ones:
        found += next_ones
        next_ones = [below for pid in next_ones for below in children.get(pid, [])]
    return found


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := _fields(int(folder.name))):
            yield int(folder.name), fields


def _fields(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat, counted from 0 (proc(5)); none where it has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    # The name in brackets may hold anything.
    return ["", "", *text.rpartition(")")[2].split()]


def _seconds(pid: int, place: int = 13) -> float:
    """Return user and system time: a process's own (13), or its ended children's (15)."""
    fields = _fields(pid)
    return (int(fields[place]) + int(fields[place + 1])) / TICKS_A_SECOND if fields else 0.0
