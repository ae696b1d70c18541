"""Cursors: where a page ended, as text that other websites hand back unread."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hub.kernel.documents.facts import BadValue
from hub.publication.query.order import Order


def encode(sort_value: Any, document_id: UUID | str) -> str:
    """Return the cursor after an item with this sort value (None: a number it has not) and id."""
    text = sort_value.isoformat() if isinstance(sort_value, datetime) else sort_value
    packed = json.dumps([text, str(document_id)], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str, order: Order) -> tuple[Any, str]:
    """Return (sort value, id as text). Raises BadValue for what `encode` did not make."""
    try:
        padded = text + "=" * (-len(text) % 4)
        value, document_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if order.type == "number":
            return _number(value), str(UUID(document_id))
        if not isinstance(value, str) or len(value) > 300 or "\x00" in value:  # noqa: PLR2004
            raise ValueError(value)
        if order.type == "moment":
            # Python reads more notations and offsets than PostgreSQL does.
            value = datetime.fromisoformat(value).astimezone(UTC).isoformat()
        # Half a surrogate pair is no text that could be sent on.
        value.encode()
        return value, str(UUID(document_id))
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error, RecursionError):
        raise BadValue("is not a cursor of this hub. Take it from `next`") from None


def _number(value: Any) -> int | None:
    if value is not None and (type(value) is not int or abs(value) >= 2**63):
        raise ValueError(value)
    return value


def read_value(order: Order, value: bytes | None) -> Any:
    """Return a sort value as PostgreSQL writes it, for `encode`."""
    if value is None:
        return None
    if order.type == "number":
        return int(value)
    text = value.decode()
    return text if order.type == "text" else datetime.fromisoformat(text)
