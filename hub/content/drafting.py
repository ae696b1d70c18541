"""What wagtail-localize may write: words that nobody publishes go into a revision and no further.

It stores a draft of a translation with a whole `save()` of the page, which for a live page is
publishing. And it would make a translation's restrictions those of its original at each save, which
opens a page that is closed in one language.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final
from uuid import UUID

from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import TranslationSource

# The (id, key of the locale) whose draft is being stored.
_drafted: ContextVar[tuple[UUID, int] | None] = ContextVar("drafted", default=None)
DOOR: Final = "create_or_update_translation"
RESTRICTIONS: Final = "sync_view_restrictions"


def is_draft_of(source: Any) -> bool:
    """Whether what is being saved are unpublished words of a live page or record.

    Its revision keeps them. A record is marked as not live before it is saved; what is stored
    counts.
    """
    if source._state.adding or _drafted.get() != (source.translation_key, source.locale_id):
        return False
    return bool(type(source)._base_manager.filter(pk=source.pk, live=True).exists())


def keep_drafts_apart() -> None:
    """Put the guard before wagtail-localize's one way of writing pages. Called once at start."""
    setattr(TranslationSource, DOOR, _guarded(getattr(TranslationSource, DOOR)))
    setattr(TranslationSource, RESTRICTIONS, _close_as_the_original)


def _close_as_the_original(_self: TranslationSource, original: Page, translation: Page) -> None:
    """Restrict an open translation as its original is; who is let in there reads it here too.

    What closes the translation already stays until an editor takes it away.
    """
    if translation.view_restrictions.exists():
        return
    for restriction in original.view_restrictions.all():
        copy = PageViewRestriction.objects.create(
            page=translation,
            restriction_type=restriction.restriction_type,
            password=restriction.password,
        )
        copy.groups.set(restriction.groups.all())


def _guarded(create_or_update: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create_or_update)
    def guarded(
        self: TranslationSource,
        locale: Locale,
        user: Any = None,
        publish: bool = True,
        **options: Any,
    ) -> Any:
        key = None if publish else (self.object_id, locale.pk)
        token = _drafted.set(key)
        try:
            return create_or_update(self, locale, user=user, publish=publish, **options)
        finally:
            _drafted.reset(token)

    return guarded
