"""One date of a document that has several: for who comes once and not to the whole series."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hub.publication.query import Row


def only_on(row: Row, day: date | None) -> Row | None:
    """Return the row as if its dates of that local day were all it had, None where it has none.

    The entry gets an id of its own, so that a calendar keeps it beside those of other days.
    """
    document: dict[str, Any] = json.loads(row.text)
    kept = [one for one in document["dates"] if _day_of(one) == day]
    if day is None or not kept:
        return None
    document["dates"] = kept
    if document.get("event"):
        original = kept[0]["recurrence_id"] or kept[0]["starts_at"]
        stamp = datetime.fromisoformat(original).astimezone(UTC)
        uid = f"{document['id']}-{stamp:%Y%m%dT%H%M%SZ}"
        document["event"] = {**document["event"], "recurrence": None, "uid": uid}
    text = json.dumps(document, ensure_ascii=False).encode()
    return row._replace(text=text, etag=f"{row.etag}-{day:%Y%m%d}")


def _day_of(one: dict[str, Any]) -> date:
    return datetime.fromisoformat(one["starts_at"]).astimezone(ZoneInfo(one["timezone"])).date()
