"""TSV: one line a figure, with the baseline it is compared to and the machine it was taken on."""

import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

COLUMNS = ("benchmark", "case", "rows", "processes", "cache", "figure", "unit", "baseline", "ratio")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure. `ratio` is figure / the baseline's figure, taken in the same run."""

    benchmark: str
    case: str
    figure: float
    unit: str
    rows: int = 0
    processes: int = 0
    cache: str = ""
    baseline: str = ""
    ratio: float | None = None


def machine() -> str:
    """Return what the figures were taken on."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if "model name" in line),
        platform.machine(),
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo")), "0")
    return (
        f"{model}; {os.cpu_count()} cores; {int(memory) // 1_048_576} GiB;"
        f" Python {platform.python_version()}; {platform.system()} {platform.release()}"
    )


def _lines(path: str) -> list[str]:
    try:
        with open(path) as file:
            return file.readlines()
    except OSError:
        return []


def print_lines(lines: Iterable[Line], out: TextIO = sys.stdout) -> None:
    """Print the lines as they come, so that a run that is broken off still leaves its figures."""
    print(f"# {machine()}", file=out)
    print("\t".join(COLUMNS), file=out, flush=True)
    for line in lines:
        cells = (
            line.benchmark,
            line.case,
            line.rows or "",
            line.processes or "",
            line.cache,
            f"{line.figure:.2f}" if line.figure < 100 else f"{line.figure:.0f}",
            line.unit,
            line.baseline,
            "" if line.ratio is None else f"{line.ratio:.2f}",
        )
        print("\t".join(str(cell) for cell in cells), file=out, flush=True)
