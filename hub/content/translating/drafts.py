"""Whose unpublished words are being stored: what a model asks before it saves itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

# The (id, key of the locale) whose draft is being stored.
_drafted: ContextVar[tuple[UUID, int] | None] = ContextVar("drafted", default=None)


@contextmanager
def storing_draft_of(key: tuple[UUID, int] | None) -> Iterator[None]:
    """Let pages and records of this (id, key of the locale) know it; None: what is published."""
    token = _drafted.set(key)
    try:
        yield
    finally:
        _drafted.reset(token)


def is_draft_of(source: Any) -> bool:
    """Whether what is being saved are unpublished words of a live page or record.

    Its revision keeps them. A record is marked as not live before it is saved; what is stored
    counts.
    """
    if source._state.adding or _drafted.get() != (source.translation_key, source.locale_id):
        return False
    return bool(type(source)._base_manager.filter(pk=source.pk, live=True).exists())
