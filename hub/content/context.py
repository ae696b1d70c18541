"""Where and when a document is built, with what the batch has read ahead.

Publication makes one for each document. Builders know it as `hub.kernel.contract.sources.Context`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from hub.content.shelf import Shelf


@dataclass
class BuildContext:
    """Where and when a document is built.

    `lookup(id, locale)` returns `{id, kind, title, url}` of a public document or None; use `embed`,
    which also remembers the id, so that a later change of the other brings this one up to date.
    `shelf` is what `prefetch` has read ahead for the batch; `ahead` what the document part that is
    being built has read ahead by its own.
    `untranslated` are (field, key) of the texts that still stand in the language of
    `translation["source_locale"]`.
    """

    locale: str
    url: str
    site_url: str
    lookup: Callable[[UUID, str], dict[str, Any] | None]
    now: datetime = field(default_factory=timezone.now)
    available_locales: Mapping[str, str] = field(default_factory=dict)
    translation: Mapping[str, Any] = field(default_factory=dict)
    untranslated: tuple[tuple[str, str], ...] = ()
    references: set[UUID] = field(default_factory=set)
    shelf: Shelf = field(default_factory=Shelf)
    ahead: Any = None

    def embed(self, document_id: UUID | None) -> dict[str, Any] | None:
        """Return another document by its name only, or None where it is not public."""
        if document_id is None:
            return None
        self.references.add(document_id)
        return self.lookup(document_id, self.locale)
