"""How far translations are, for many at once; wagtail-localize asks several times for each."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def with_gaps(translations: QuerySet[Translation]) -> QuerySet[Any]:
    """Return those of which a text waits for its translator."""
    # An address is no text that readers miss: it may stay as it is.
    segments = StringSegment.objects.filter(source=OuterRef("source_id")).exclude(
        context__path="slug"
    )
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    return translations.filter(Exists(segments.filter(~Exists(translated))))
