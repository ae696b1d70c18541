"""Readers' copies: whether one is still good (RFC 9110 §13), and how long one may be kept."""

import time

from django.utils.http import parse_http_date_safe


def is_unchanged(
    wanted_tags: str | None, wanted_since: str | None, tag: str, modified: str | None
) -> bool:
    """Whether to answer 304. Tags decide before times (RFC 9110 §13.2.2).

    `tag` and `modified` are the headers ETag and Last-Modified of the answer as it would be sent.
    """
    if wanted_tags is not None:
        if wanted_tags.strip() == "*":
            return True
        return tag in {one.strip().removeprefix("W/") for one in wanted_tags.split(",")}
    if wanted_since is None or modified is None:
        return False
    since, changed = parse_http_date_safe(wanted_since), parse_http_date_safe(modified)
    return since is not None and changed is not None and changed <= since


def seconds_until(ends_at: float, maximum: int) -> int:
    """Return how many whole seconds are left until a moment (since 1970): none where it is over."""
    return max(0, int(min(ends_at - time.time(), maximum)))
