"""What translators do with wagtail-localize, in few words."""

from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.factories.content import locale


def order(page: Page, *codes: str) -> None:
    """Have wagtail-localize make drafts in these languages, as an editor's form does."""
    translate_object(page.specific, [locale(code) for code in codes])


def translation_of(page: Page, code: str) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=code
    )


def write_words(page: Page, code: str, *, but: tuple[str, ...] = ()) -> Translation:
    """Store a word for each text of the source, as a translator does in the editor."""
    translation = translation_of(page, code)
    for segment in StringSegment.objects.filter(source=translation.source):
        if segment.context.path in but:
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": f"{segment.string.data}-{code}",
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    return translation


def write_newer_words(page: Page, code: str) -> None:
    """Change each word of a translation, as a translator does who does not publish yet."""
    translation = translation_of(page, code)
    for word in StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=translation.target_locale
    ):
        word.data += "!"
        word.save()


def translate(page: Page, *codes: str) -> None:
    order(page, *codes)
    for code in codes:
        write_words(page, code).save_target(publish=True)


def in_language(page: Page, code: str) -> Any:
    return page.get_translation(Locale.objects.get(language_code=code)).specific
