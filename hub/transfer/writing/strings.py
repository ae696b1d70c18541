"""Tells wagtail-localize that a page is the translation of another, string by string.

So that editors find it in the translation editor, and documents say who translated it and whether
the original has changed since.
"""

from collections.abc import Mapping
from typing import Any

from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from hub.content.translating.wording import stamp

MACHINE = "machine"


def join(original: Any, translated: Any, facts: Mapping[str, Any]) -> bool:
    """Join a page to its original; return False where their texts have no common structure.

    `facts` is a document's `translation`. Safe to repeat. Where the line says that it is not
    complete, what reads as the original does is not translated yet. Where it says that the original
    has changed since, the last string waits for its translator: nobody knows any more which one it
    was.
    """
    texts = {
        (one.path, one.order): one.string.data
        for one in extract_segments(translated)
        if isinstance(one, StringSegmentValue)
    }
    source, _is_new = TranslationSource.update_or_create_from_instance(original)
    segments = list(
        StringSegment.objects.filter(source=source)
        .select_related("context", "string")
        .order_by("pk")
    )
    if {(one.context.path, one.order) for one in segments} != set(texts):
        return False
    translation, _is_new = Translation.objects.get_or_create(
        source=source, target_locale=translated.locale
    )
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    is_complete = facts.get("is_complete", True)
    for one in segments:
        text = texts[one.context.path, one.order]
        if is_complete or text != one.string.data:
            _write(one, translated.locale, text, facts)
    if translated.latest_revision:
        words = stamp(source, translated.locale, translated.latest_revision)
        if facts.get("is_outdated"):
            words.digest = ""
            words.save(update_fields=["digest"])
            last = segments[-1]
            last.string.translations.filter(locale=translated.locale, context=last.context).delete()
    return True


def write_changed(original: Any, translated: Any) -> None:
    """Have the translation editor know words that were changed past it, as a person's words.

    Else they would be gone when somebody publishes from there the next time.
    """
    texts = {
        (one.path, one.order): one.string.data
        for one in extract_segments(translated)
        if isinstance(one, StringSegmentValue)
    }
    segments = StringSegment.objects.filter(
        source__object_id=original.translation_key, source__locale=original.locale_id
    )
    for segment in segments.select_related("context", "string"):
        text = texts.get((segment.context.path, segment.order), segment.string.data)
        known = segment.string.translations.filter(
            locale=translated.locale_id, context=segment.context, data=text
        )
        if text != segment.string.data and not known.exists():
            _write(segment, translated.locale, text, {})


def _write(segment: Any, locale: Any, text: str, facts: Mapping[str, Any]) -> None:
    by_machine = facts.get("status") == MACHINE
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=locale,
        context=segment.context,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE
            if by_machine
            else StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "has_error": False,
        },
    )
