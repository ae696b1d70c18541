"""Whether the words of a translation are current: by a digest of those they were made from."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Revision
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from hub.content.models.words import TranslatedWords
from hub.content.translating.untranslated import key_of_html

# An address is no text that readers miss: it may stay as it is.
ADDRESS: Final = "slug"


def digest_of(instance: Any) -> str:
    """Return the digest of a page's words as they are now; facts and markup do not count."""
    segments = extract_segments(instance)
    return digest((one.path, one.string.data) for one in segments if _is_text(one))


def digest(words: Iterable[tuple[str, str]]) -> str:
    """Return the digest of (path, text), in their order on the page."""
    texts = [(_field(path), text) for path, text in words if path != ADDRESS]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def stamp(source: TranslationSource, locale: Locale, revision: Revision) -> TranslatedWords:
    """Remember what the words of a translation's revision are made from. Safe to repeat."""
    by_machine = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    segments = list(
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .annotate(is_by_machine=Exists(by_machine))
        .order_by("order")
        .values_list("context__path", "string__data", "translation", "is_by_machine")
    )
    texts = [(path, text) for path, text, _translated, _is_by_machine in segments]
    missing = [
        (path, text) for path, text, translated, _is_by_machine in segments if not translated
    ]
    words, _is_new = TranslatedWords.objects.update_or_create(
        revision=revision,
        defaults={
            "source": source,
            "locale": locale,
            "digest": digest(texts),
            "untranslated": untranslated(missing),
            "is_by_machine": any(one[3] for one in segments),
        },
    )
    return words


def untranslated(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (field, key) of these (path, text), without what needs no translation."""
    keys = ((_field(path), key_of_html(text)) for path, text in words if path != ADDRESS)
    return [(field, key) for field, key in keys if key]


def _is_text(segment: Any) -> bool:
    return isinstance(segment, StringSegmentValue)


def _field(path: str) -> str:
    return path.partition(".")[0]
