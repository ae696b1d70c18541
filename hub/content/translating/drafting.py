"""What wagtail-localize may write: words that nobody publishes go into a revision and no further.

It stores a draft of a translation with a whole `save()` of the page, which for a live page is
publishing. Each revision it makes is stamped with the words it was made from. And it would make a
translation's restrictions those of its original at each save, which opens a page that is closed in
one language, and leaves it closed when its original opens again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Page, RevisionMixin
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from hub.content.translating.drafts import storing_draft_of
from hub.content.translating.wording import stamp

DOOR: Final = "create_or_update_translation"
RESTRICTIONS: Final = "sync_view_restrictions"


def keep_drafts_apart() -> None:
    """Put the guard before wagtail-localize's one way of writing pages. Called once at start."""
    setattr(TranslationSource, DOOR, _guarded(getattr(TranslationSource, DOOR)))
    setattr(TranslationSource, RESTRICTIONS, _leave_restrictions)


def _leave_restrictions(_self: TranslationSource, _original: Page, _translation: Page) -> None:
    """Copy nothing: what closes the original closes the translation (`get_view_restrictions`)."""


def _guarded(create_or_update: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create_or_update)
    def guarded(
        self: TranslationSource,
        locale: Locale,
        user: Any = None,
        publish: bool = True,
        **options: Any,
    ) -> Any:
        with storing_draft_of(None if publish else (self.object_id, locale.pk)):
            return _stamped(create_or_update, self, locale, user=user, publish=publish, **options)

    return guarded


def _refuse_what_is_too_long(source: TranslationSource, locale: Locale) -> None:
    """Note it at the texts: a draft is saved without a check, and the database would refuse it."""
    # Its apps have to be loaded first.
    from hub.content.translating.lengths import problem_of

    model = source.specific_content_type.model_class()
    refused = {}
    segments = StringSegment.objects.filter(
        source=source, string=OuterRef("translation_of"), context=OuterRef("context")
    )
    words = StringTranslation.objects.filter(Exists(segments), locale=locale)
    for one in words.select_related("context"):
        problem = problem_of(one, model)
        if problem:
            refused[one.context.path] = ValidationError(problem)
            StringTranslation.objects.filter(pk=one.pk).update(has_error=True, field_error=problem)
    if refused:
        raise ValidationError(refused)


def _stamped(
    create_or_update: Callable[..., Any], source: TranslationSource, locale: Locale, **options: Any
) -> Any:
    """Write the translation and its stamp at once: it is published only after the commit."""
    _refuse_what_is_too_long(source, locale)
    refusal = None
    with transaction.atomic():
        try:
            translation, is_new = create_or_update(source, locale, **options)
        except ValidationError as error:
            # What was noted at the texts that are to blame has to last.
            refusal = error
        else:
            if isinstance(translation, RevisionMixin):
                stamp(source, locale, translation.latest_revision)
    if refusal:
        raise refusal
    return translation, is_new
