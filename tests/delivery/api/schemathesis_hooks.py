"""For schemathesis: what no JSON Schema can say. Cursors are ours, ranges have an order."""

import re
from typing import Any

import schemathesis

NUMBER = re.compile(r"-?[0-9.]+")


@schemathesis.hook
def map_case(context: Any, case: schemathesis.Case) -> schemathesis.Case:
    """Leave out cursors, numbers never given out, a beginning beside an end, a radius without a
    point; put boxes in order.

    Only in requests that are meant to be right: a wrong one has to stay wrong.
    """
    query = case.query
    if not query or not case.meta or not case.meta.generation.mode.is_positive:
        return case
    query.pop("cursor", None)
    if "since" in query:
        query["since"] = 0
    if "to" in query:
        query.pop("from", None)
    if "near" not in query:
        query.pop("radius_km", None)
    if isinstance(query.get("bbox"), str):
        query["bbox"] = _in_order(query["bbox"])
    return case


@schemathesis.hook
def before_call(context: Any, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Do the same for the phases that do not ask `map_case`."""
    map_case(context, case)


def _in_order(text: str) -> str:
    parts = text.split(",")
    if len(parts) != 4 or not all(NUMBER.fullmatch(part) for part in parts):
        return text
    west, south, east, north = map(float, parts)
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
        return text
    ordered = min(west, east), min(south, north), max(west, east), max(south, north)
    return ",".join(f"{one:.6f}" for one in ordered)
