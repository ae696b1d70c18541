"""Outlines of a drawn picture: the few SVG path commands that themes draw with, as polygons.

M m L l H h V v Z z, and A a with equal radii (SVG 2 §9.3). Straight lines, discs and parts of
discs: all a picture on 8 × 8 units needs, and nothing that could run or load anything.
"""

import math
import re
from collections.abc import Iterator
from typing import Final

Point = tuple[float, float]

FIELD: Final = 8.0
PATH: Final = re.compile(r"(?:[MmLlHhVvAaZz][-\d.,\s]*)+")
COMMAND: Final = re.compile(r"([MmLlHhVvAaZz])([^MmLlHhVvAaZz]*)")
NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
LENGTHS: Final = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7, "z": 0}
# A full circle in so many straight pieces: smooth at 450 pixels.
PIECES: Final = 128
CORNERS_MINIMUM: Final = 3


class PathError(ValueError):
    """A path has a command that pictures do not have, or lacks a number. The text shows it."""


def outlines(path: str, turn: int = 0) -> list[list[Point]]:
    """Return the closed outlines of a path, turned by degrees around the middle of the field."""
    found: list[list[Point]] = []
    here = (0.0, 0.0)
    for letter, numbers in _commands(path):
        if letter in "Mm":
            here = _target(letter, numbers, here)
            found.append([here])
        elif not found:
            raise PathError(f"{path!r} does not begin with M.")
        elif letter in "Zz":
            here = found[-1][0]
        elif letter in "Aa":
            here = _arc(found[-1], numbers, here, _target(letter, numbers[5:], here))
        else:
            here = _target(letter, numbers, here)
            found[-1].append(here)
    # A move that another one follows at once encloses nothing.
    drawn = [outline for outline in found if len(outline) >= CORNERS_MINIMUM]
    return [[_turned(point, turn) for point in outline] for outline in drawn]


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield (letter, its numbers), once for each set of numbers."""
    if not PATH.fullmatch(path):
        raise PathError(f"{path!r} has more than M, L, H, V, A, Z and numbers.")
    for letter, text in COMMAND.findall(path):
        numbers = [float(one) for one in NUMBER.findall(text)]
        length = LENGTHS[letter.lower()]
        if len(numbers) != length and (not length or not numbers or len(numbers) % length):
            raise PathError(f"{path!r}: {letter} takes {length} numbers.")
        for start in range(0, max(1, len(numbers)), length or 1):
            yield letter, numbers[start : start + length]


def _target(letter: str, numbers: list[float], here: Point) -> Point:
    x, y = here if letter.islower() else (0.0, 0.0)
    match letter.lower():
        case "h":
            return x + numbers[0], here[1]
        case "v":
            return here[0], y + numbers[0]
        case _:
            return x + numbers[0], y + numbers[1]


def _arc(outline: list[Point], numbers: list[float], here: Point, there: Point) -> Point:
    """Add the points of an arc to the outline; return where it ends (SVG 2, appendix B.2.4)."""
    radius, other, _angle, is_large, is_clockwise = numbers[:5]
    chord = math.dist(here, there)
    if radius != other or radius <= 0:
        raise PathError("An arc has two radii that are equal and above zero.")
    if not chord:
        return there
    radius = max(radius, chord / 2)
    away = math.sqrt(radius**2 - (chord / 2) ** 2) * (1 if is_large != is_clockwise else -1)
    middle = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
    centre = (
        middle[0] - away * (there[1] - here[1]) / chord,
        middle[1] + away * (there[0] - here[0]) / chord,
    )
    start = math.atan2(here[1] - centre[1], here[0] - centre[0])
    sweep = math.atan2(there[1] - centre[1], there[0] - centre[0]) - start
    sweep = sweep % math.tau if is_clockwise else -(-sweep % math.tau)
    pieces = max(2, round(abs(sweep) / math.tau * PIECES))
    for piece in range(1, pieces):
        angle = start + sweep * piece / pieces
        outline.append((centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)))
    outline.append(there)
    return there


def _turned(point: Point, degrees: int) -> Point:
    """Turn clockwise as SVG's `rotate(degrees 4 4)` does, its y-axis pointing down."""
    if not degrees:
        return point
    angle, half = math.radians(degrees), FIELD / 2
    x, y = point[0] - half, point[1] - half
    return (
        half + x * math.cos(angle) - y * math.sin(angle),
        half + x * math.sin(angle) + y * math.cos(angle),
    )
