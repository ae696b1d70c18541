"""References that mean the same in every hub: ids of documents instead of this database's numbers.

A page is `{"page": id}`, a picture `{"image": {"file": …}}`, a contact `{"contact": {"name": …}}`.
In rich text a page's link carries the document's id.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page

from hub.content.building import contact as contact_facts
from hub.content.building import place as place_facts
from hub.content.models import Contact, District, HubImage, Place, Topic
from hub.transfer.fields.attachments import Incoming, Outgoing
from hub.transfer.lines.vocabulary import Refusal, Vocabulary

LINK: Final = re.compile(
    r'(linktype|embedtype)="(page|document|image)"\s+(id)="([^"]*)"|'
    r'(id)="([^"]*)"\s+(linktype|embedtype)="(page|document|image)"'
)


class Outward:
    """Makes references of this database portable; without `files` pictures stay numbers."""

    def __init__(self, files: Outgoing | None = None) -> None:
        self._files = files
        self._pages: dict[int, str | None] = {}

    def reference(self, model: type[Any], pk: Any) -> Any:
        """Return the portable form of a row of `model`; None where there is none."""
        if pk is None:
            return None
        if issubclass(model, Page):
            found = self._page(pk)
            return {"page": found} if found else None
        if self._files is None:
            return {model._meta.model_name: pk}
        one = model._default_manager.filter(pk=pk).first()
        if one is None:
            return None
        if issubclass(model, HubImage):
            return {"image": self._files.image(one)}
        if issubclass(model, get_document_model()):
            return {"document": self._files.document(one)}
        return _vocabulary_form(one)

    def block(self, block: Any, value: Any) -> Any:
        """Return a block's raw value with portable references."""
        return walk(block, value, self.reference, self.rich_text)

    def rich_text(self, html: str) -> str:
        """Return rich text whose internal links carry portable ids."""
        return _links(html, self._link)

    def _link(self, what: str, given: str) -> str | None:
        if what == "page":
            return self._page(int(given)) if given.isdecimal() else None
        if self._files is None:
            return given
        model = HubImage if what == "image" else get_document_model()
        one = model.objects.filter(pk=given).first() if given.isdecimal() else None
        if one is None:
            return None
        facts = self._files.image(one) if what == "image" else self._files.document(one)
        return str(facts["file"])

    def _page(self, pk: int) -> str | None:
        if pk not in self._pages:
            found = Page.objects.filter(pk=pk).values_list("translation_key", flat=True).first()
            self._pages[pk] = str(found) if found else None
        return self._pages[pk]


class Inward:
    """Turns portable references into rows of this database.

    `page_pk(id)` returns the primary key of the page of that id in the line's language, or None.
    What cannot be found becomes None and is counted in `lost_count`; a bad value raises Refusal.
    """

    def __init__(
        self,
        page_pk: Callable[[UUID], int | None],
        vocabulary: Vocabulary,
        files: Incoming,
    ) -> None:
        self._page_pk = page_pk
        self._vocabulary = vocabulary
        self._files = files
        self.lost_count = 0

    def reference(self, model: type[Any], given: Any) -> Any:
        """Return the primary key that a portable reference stands for, or None."""
        if given is None:
            return None
        if not isinstance(given, Mapping) or len(given) != 1:
            raise Refusal(f"{given!r} is not a reference such as {{'page': id}}")
        ((name, value),) = given.items()
        if issubclass(model, Page):
            return self._page(value)
        if issubclass(model, HubImage) and isinstance(value, Mapping):
            image = self._files.image(value)
            return image.pk if image else None
        if issubclass(model, get_document_model()) and isinstance(value, Mapping):
            return self._files.document(value).pk
        words = {Topic: "topic", District: "district", Place: "place", Contact: "contact"}
        if words.get(model) == name:
            return getattr(self._vocabulary, name)(value).pk
        self.lost_count += 1
        return None

    def block(self, block: Any, value: Any) -> Any:
        """Return a block's raw value with this database's references."""
        return walk(block, value, self.reference, self.rich_text)

    def rich_text(self, html: str) -> str:
        """Return rich text whose internal links carry this database's numbers."""
        return _links(html, self._link)

    def _link(self, what: str, given: str) -> str | None:
        if what == "page":
            pk = self._page(given)
        elif what == "image":
            # The description of a picture in rich text travels with the picture itself.
            pk = None
        else:
            pk = self._files.document({"file": given}).pk
        return None if pk is None else str(pk)

    def _page(self, given: Any) -> int | None:
        try:
            pk = self._page_pk(UUID(str(given)))
        except ValueError:
            raise Refusal(f"{given!r} is not the id of a document") from None
        if pk is None:
            self.lost_count += 1
        return pk


class Here(Inward):
    """Reads references as an `Outward` without files gave them, in the same database and language.

    What has been deleted since becomes None.
    """

    def __init__(self, locale_id: int) -> None:
        self._locale_id = locale_id

    def reference(self, model: type[Any], given: Any) -> Any:
        """Return the primary key that a reference stands for, or None."""
        if given is None:
            return None
        ((_name, value),) = given.items()
        if issubclass(model, Page):
            pages = Page.objects.filter(translation_key=value, locale=self._locale_id)
            return pages.values_list("pk", flat=True).first()
        return model._default_manager.filter(pk=value).values_list("pk", flat=True).first()

    def _link(self, what: str, given: str) -> str | None:
        pk = self.reference(Page, {"page": given}) if what == "page" else given
        return None if pk is None else str(pk)


Reference = Callable[[type[Any], Any], Any]
Rich = Callable[[str], str]


def walk(block: Any, value: Any, reference: Reference, rich: Rich) -> Any:
    """Return a block's raw value with each reference and each rich text replaced."""
    if value is None:
        return None
    if isinstance(block, blocks.BaseStreamBlock):
        return [_member(block, one, reference, rich) for one in _list(value)]
    if isinstance(block, blocks.ListBlock):
        return [_item(block.child_block, one, reference, rich) for one in _list(value)]
    if isinstance(block, blocks.BaseStructBlock):
        if not isinstance(value, Mapping):
            raise Refusal(f"{value!r} is not an object")
        return {
            name: walk(block.child_blocks[name], one, reference, rich)
            for name, one in value.items()
            if name in block.child_blocks
        }
    if isinstance(block, blocks.ChooserBlock):
        return reference(block.model_class, value)
    if isinstance(block, blocks.RichTextBlock):
        return rich(value) if isinstance(value, str) else value
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise Refusal(f"{value!r} is not a list")
    return list(value)


def _member(block: Any, one: Any, reference: Reference, rich: Rich) -> dict[str, Any]:
    if not isinstance(one, Mapping) or one.get("type") not in block.child_blocks:
        name = one.get("type") if isinstance(one, Mapping) else one
        raise Refusal(f"{name!r} is none of {', '.join(block.child_blocks)}")
    child = block.child_blocks[one["type"]]
    return {**one, "value": walk(child, one.get("value"), reference, rich)}


def _item(block: Any, one: Any, reference: Reference, rich: Rich) -> Any:
    if isinstance(one, Mapping) and set(one) == {"type", "value", "id"}:
        return {**one, "value": walk(block, one["value"], reference, rich)}
    return walk(block, one, reference, rich)


def _links(html: str, change: Callable[[str, str], str | None]) -> str:
    def replace(match: re.Match[str]) -> str:
        groups = match.groups()
        sort, what, given = (
            (groups[0], groups[1], groups[3]) if groups[0] else (groups[6], groups[7], groups[5])
        )
        changed = change(what, given)
        return f'{sort}="{what}" id="{changed}"' if changed is not None else ""

    return LINK.sub(replace, html)


def _vocabulary_form(one: Any) -> dict[str, Any] | None:
    if isinstance(one, Contact):
        return {"contact": contact_facts(one)}
    if isinstance(one, Place):
        return {"place": place_facts(one)}
    if isinstance(one, Topic):
        return {"topic": {"key": one.key, "label": one.label}}
    if isinstance(one, District):
        return {"district": {"key": one.key, "label": one.name}}
    return None
