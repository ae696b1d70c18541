"""Numbers on a drawing kept apart: those that would lie on each other are pushed aside."""

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Final

Position = tuple[float, float]

# Width to height of the drawing.
RATIO: Final = 1.5
# Numbers stand so far apart, in percent of the width, and so far from the edge.
APART_PERCENT: Final = 6.0
EDGE_PERCENT: Final = 3.0
# Pairs grow with the square: more would take longer than the page may.
SPREAD_MAXIMUM: Final = 40
SPREAD_ROUNDS: Final = 40


def spread(positions: Sequence[Position]) -> list[Position]:
    """Return the positions pushed apart to a least distance; too many stay where they are."""
    if len(positions) > SPREAD_MAXIMUM:
        return list(positions)
    points = [[x, y / RATIO] for x, y in positions]
    for _round in range(SPREAD_ROUNDS):
        moves = [_push(one, two) for one, two in combinations(points, 2)]
        if not any(moves):
            break
    return [
        one if math.dist((one[0], one[1] / RATIO), (x, y)) < 1 / 100 else _inside(x, y * RATIO)
        for one, (x, y) in zip(positions, points, strict=True)
    ]


def _push(one: list[float], two: list[float]) -> bool:
    """Move two points apart if they are too near; whether they were."""
    distance = math.dist(one, two)
    if distance >= APART_PERCENT:
        return False
    east, north = (1.0, 0.0) if distance == 0 else (two[0] - one[0], two[1] - one[1])
    step = (APART_PERCENT - distance) / 2 / (distance or 1.0)
    one[0], one[1] = one[0] - east * step, one[1] - north * step
    two[0], two[1] = two[0] + east * step, two[1] + north * step
    return True


def _inside(x: float, y: float) -> Position:
    return min(max(x, EDGE_PERCENT), 100 - EDGE_PERCENT), min(
        max(y, EDGE_PERCENT), 100 - EDGE_PERCENT
    )
