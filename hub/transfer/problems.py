"""What is wrong with a file: each problem with its line, its field, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hub.kernel.contract.sources import Translated

# More than this nobody reads; the rest is counted.
SHOWN_MAXIMUM: Final = 200


class TransferError(Exception):
    """The file as a whole cannot be read or written. The text says why and what to do."""


@dataclass(frozen=True)
class Problem:
    """Something in one line that is refused. The message may be lazy: whoever reads it has a
    language of his own."""

    number: int
    field: str
    message: Translated

    def __str__(self) -> str:
        where = f"line {self.number}"
        return (
            f"{where}, {self.field}: {self.message}" if self.field else f"{where}: {self.message}"
        )


class Problems:
    """The problems of a file, and which lines they belong to."""

    def __init__(self) -> None:
        self._shown: list[Problem] = []
        self.lines: set[int] = set()

    def add(self, number: int, field: str, message: Translated) -> Problem:
        """Note a problem and return it."""
        self.lines.add(number)
        problem = Problem(number, field, message)
        if len(self._shown) < SHOWN_MAXIMUM:
            self._shown.append(problem)
        return problem

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._shown, key=lambda one: one.number))

    def __bool__(self) -> bool:
        return bool(self.lines)
