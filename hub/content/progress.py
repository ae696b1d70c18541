"""How far translations are, for many at once; wagtail-localize asks several times for each."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def with_progress(translations: QuerySet[Translation]) -> QuerySet[Any]:
    """Add `is_outdated` (a text has no translation) and `is_by_machine`, within the same query."""
    # An address is no text that readers miss: it may stay as it is.
    segments = StringSegment.objects.filter(source=OuterRef("source_id")).exclude(
        context__path="slug"
    )
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=OuterRef(OuterRef("target_locale_id")),
    )
    by_machine = translated.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    return translations.annotate(
        is_outdated=Exists(segments.filter(~Exists(translated.filter(has_error=False)))),
        is_by_machine=Exists(segments.filter(Exists(by_machine))),
    )
