"""What translators do with an event in one of its languages."""

from hypothesis import strategies as st
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail_localize.models import StringSegment, StringTranslation

from tests.factories.content import locale
from tests.factories.translations import in_language, order, translation_of
from tests.publication.walking.ground import CODES, Ground, action, there, toggle_restriction
from tests.publication.walking.model import Words


class Translators(Ground):
    """Actions of translators."""

    def of(self, code: str) -> Words:
        return self.model.words[code]

    @there
    @action(code=CODES)
    def alias(self, code: str) -> None:
        """Make a stand-in, as wagtail-localize makes them above a translated page."""
        if not self.of(code).page:
            self.page.copy_for_translation(locale(code), copy_parents=True, alias=True)
            self.of(code).page = "alias"
            self.model.make_place(code)

    @there
    @action(code=CODES)
    def convert(self, code: str) -> None:
        """Make a page of its own of a stand-in: it still speaks German."""
        if self.of(code).page == "alias":
            ConvertAliasPageAction(in_language(self.page, code)).execute(
                skip_permission_checks=True
            )
            self.of(code).page = "converted"

    @there
    @action(code=CODES)
    def order(self, code: str) -> None:
        own = self.of(code)
        if own.page == "ordered":
            return
        order(self.page, code)
        if not own.page:
            self.model.make_place(code)
        own.page, self.model.source = "ordered", self.model.live.texts

    @there
    @action(code=CODES)
    def sync(self, code: str) -> None:
        if self.of(code).page == "ordered":
            translation_of(self.page, code).source.update_from_db()
            self.model.source = self.model.live.texts

    @action(code=CODES, path=st.sampled_from(["title", "status_reason"]))
    def translate(self, code: str, path: str) -> None:
        """Write a text, and not publish it."""
        found = StringSegment.objects.filter(source__object_id=self.key, context__path=path).first()
        if found is None or self.of(code).page != "ordered":
            return
        self.number += 1
        words = f"{code} {self.number}"
        StringTranslation.objects.update_or_create(
            translation_of=found.string,
            locale=locale(code),
            context=found.context,
            defaults={"data": words, "translation_type": "manual"},
        )
        self.model.memory[code, found.string.data] = words

    def save_words(self, code: str, *, publish: bool) -> bool:
        if self.of(code).page != "ordered":
            return False
        translation = translation_of(self.page, code)
        translation.save_target(publish=publish)
        return True

    @there
    @action(code=CODES)
    def draft_words(self, code: str) -> None:
        self.save_words(code, publish=False)

    @there
    @action(code=CODES)
    def publish_words(self, code: str) -> None:
        if self.save_words(code, publish=True):
            self.model.publish_words(code)

    @there
    @action(code=CODES)
    def unpublish_words(self, code: str) -> None:
        if self.of(code).is_live:
            in_language(self.page, code).unpublish()
            self.of(code).is_live = False

    @there
    @action(code=CODES)
    def close_or_open_words(self, code: str) -> None:
        if self.of(code).page == "ordered":
            self.of(code).is_closed = toggle_restriction(in_language(self.page, code))

    @there
    @action(code=CODES)
    def delete_words(self, code: str) -> None:
        if self.of(code).page == "ordered":
            in_language(self.page, code).delete()
            self.model.words[code] = Words()
