"""Writes a line onto a page or record: first what rebuilds it, then what its document says.

`rebuild.fields` of an untouched export is the whole truth. As soon as somebody edited the line's
document (its digest tells), the document counts and is laid over it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Site

from hub.content.body import sanitise
from hub.kernel.contract import registry
from hub.publication.models import Publication
from hub.transfer.fields.attachments import Incoming
from hub.transfer.fields.checking import name_children
from hub.transfer.fields.references import Inward
from hub.transfer.fields.values import (
    digest,
    text_digest,
    write_fields,
)
from hub.transfer.lines.classes import is_uuid, organisation_name
from hub.transfer.lines.line import Line
from hub.transfer.lines.plan import Plan, PlannedLine
from hub.transfer.lines.vocabulary import Refusal, Vocabulary

SOURCE: Mapping[str, str] = {
    "name": "source_name",
    "key": "source_key",
    "url": "source_url",
    "licence": "source_licence",
}


class Filler:
    """Fills pages and records from lines; notes what it refuses."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, files: Incoming) -> None:
        self._plan = plan
        self._problems = plan.problems
        self._vocabulary = vocabulary
        self._files = files
        self._locale = ""
        self._record_slugs: dict[tuple[type[Any], str], set[UUID]] = {}
        self.inward = Inward(self._page_pk, vocabulary, files)

    def blank(self, entry: PlannedLine) -> Any:
        """Return a new, empty page or record with the entry's identity and place."""
        own = {"locale": self._plan.locales[entry.locale], "translation_key": entry.id}
        if not entry.is_page:
            # The website is given at once: the field's default would ask the database each time.
            source = entry.model(**own, site_id=self._site_id, slug=self._record_slug(entry))
            source.topics = []
            source._check_address_is_free = _nothing
            return source
        source = entry.model(**own)
        for column in entry.model._meta.concrete_fields:
            # A class of pages is a chain of tables that share one key.
            if column.primary_key or getattr(column.remote_field, "parent_link", False):
                setattr(source, column.attname, entry.pk)
        source.path, source.url_path, source.slug = entry.path, entry.url_path, entry.slug
        source.depth, source.numchild = len(entry.path) // Page.steplen, 0
        # Nothing to ask the database for: the page is not there yet.
        for relation in get_all_child_relations(entry.model):
            setattr(source, relation.get_accessor_name(), [])
        source.topics = []
        # The plan has seen to it, for all pages at once.
        source._check_slug_is_unique = _nothing
        return source

    @cached_property
    def _site_id(self) -> int:
        return Site.objects.get(is_default_site=True).pk

    def know_slugs(self, entries: Sequence[PlannedLine]) -> None:
        """Read which addresses new records of these entries would share with others."""
        wanted: dict[type[Any], set[str]] = {}
        for entry in entries:
            if not entry.is_page and not entry.is_known:
                wanted.setdefault(entry.model, set()).add(_first_slug(entry))
        for model, slugs in wanted.items():
            found = model._default_manager.filter(slug__in=slugs, site_id=self._site_id)
            for slug, document_id in found.values_list("slug", "translation_key"):
                self._record_slugs.setdefault((model, slug), set()).add(document_id)

    def _record_slug(self, entry: PlannedLine) -> str:
        slug = _first_slug(entry)
        holders = self._record_slugs.setdefault((entry.model, slug), set())
        if holders - {entry.id}:
            return f"{slug}-{entry.id.hex[-8:]}"
        holders.add(entry.id)
        return slug

    def fill(self, source: Any, entry: PlannedLine, line: Line) -> bool:
        """Write the line onto the source, unchecked; return whether nothing was refused."""
        self._locale = entry.locale
        source.title = line.title
        rebuild = line.rebuild
        fields = rebuild.get("fields") or {}
        is_whole = bool(rebuild.get("digest")) and rebuild["digest"] == digest(line.content)
        self._try(entry, "rebuild", lambda: write_fields(source, fields, self.inward))
        if "topics" in fields:
            self._try(entry, "rebuild.fields.topics", lambda: self._topics(source, fields))
        if rebuild.get("alias_of"):
            self._try(entry, "rebuild.alias_of", lambda: self._alias(source, rebuild["alias_of"]))
        if not is_whole:
            for name, write in self._writers().items():
                if name in line.content:
                    self._try(entry, name, partial(write, source, line.content))
            if _has_own_body(line, fields):
                self._try(entry, "body_html", lambda: self._body(source, entry, line.content))
            self._facts(source, entry, line)
            name_children(source, entry)
        return entry.number not in self._problems.lines

    def _writers(self) -> dict[str, Callable[[Any, Mapping[str, Any]], None]]:
        return {
            "summary": _summary,
            "image": self._image,
            "topics": self._topics,
            "district": self._district,
            "contact": self._contact,
            "place": self._place,
            "organisation": self._organisation,
            "online_url": _online_url,
            "source": _source,
        }

    def _try(self, entry: PlannedLine, field: str, write: Callable[[], None]) -> None:
        try:
            write()
        except Refusal as refusal:
            self._problems.add(entry.number, refusal.field or field, str(refusal))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self._problems.add(entry.number, field, f"is not understood ({error})"[:300])

    def _page_pk(self, document_id: UUID) -> int | None:
        return self._plan.page_pk(document_id, self._locale)

    def _image(self, source: Any, content: Mapping[str, Any]) -> None:
        given = content["image"]
        if not has_field(source, "image"):
            return
        if given is None:
            source.image = None
        elif given.get("file"):
            source.image = self._files.image(given)

    def _topics(self, source: Any, content: Mapping[str, Any]) -> None:
        found = [self._vocabulary.topic(one) for one in content["topics"] or []]
        source.topics = list({topic.pk: topic for topic in found}.values())

    def _district(self, source: Any, content: Mapping[str, Any]) -> None:
        given = content["district"]
        if has_field(source, "district"):
            source.district = self._vocabulary.district(given) if given else None

    def _contact(self, source: Any, content: Mapping[str, Any]) -> None:
        given = content["contact"]
        if has_field(source, "contact"):
            source.contact = self._vocabulary.contact(given) if given else None

    def _place(self, source: Any, content: Mapping[str, Any]) -> None:
        given = content["place"]
        if has_field(source, "place"):
            source.place = self._vocabulary.place(given) if given else None
        elif given:
            raise Refusal("this kind has no place")

    def _organisation(self, source: Any, content: Mapping[str, Any]) -> None:
        given = content["organisation"]
        if not has_field(source, "organisation"):
            if given:
                raise Refusal("this kind has no organisation")
            return
        if not given:
            source.organisation_id = None
            return
        name = organisation_name(given)
        wanted = self._plan.organisation_id(name) if name else _id_of(given)
        present = source.organisation if source.organisation_id else None
        if present is not None and present.translation_key == wanted:
            return
        pk = self._page_pk(wanted) if wanted else None
        if pk is None:
            message = f"no organisation {name or wanted!s} here; --create-missing makes one"
            raise Refusal(message)
        source.organisation_id = pk

    def _alias(self, source: Any, given: Mapping[str, Any]) -> None:
        pk = self._plan.page_pk(UUID(str(given["id"])), str(given["locale"]))
        if isinstance(source, Page):
            source.alias_of_id = pk

    def _body(self, source: Any, entry: PlannedLine, content: Mapping[str, Any]) -> None:
        html = sanitise(content["body_html"] or "")
        if not has_field(source, "body"):
            source.body_html = html
            return
        is_there = [(one["type"], one["value"]) for one in source.body.raw_data] == [
            ("rich_text", html)
        ]
        if is_there or (entry.is_known and html == _shown_body(entry)):
            return
        block = {"type": "rich_text", "value": html, "id": str(entry.id)}
        source.body = source._meta.get_field("body").stream_block.to_python([block] if html else [])

    def _facts(self, source: Any, entry: PlannedLine, line: Line) -> None:
        kind = registry.kind(entry.kind)
        if kind is None or kind.read_line is None:
            return
        facts = line.content.get(kind.document_key) or {}
        if not facts and entry.is_known and not line.content.get("dates"):
            return
        refused = kind.read_line(source, {**line.content, **facts})
        for field, message in refused.items():
            self._problems.add(entry.number, f"{kind.document_key}.{field}".rstrip("."), message)


def _first_slug(entry: PlannedLine) -> str:
    return entry.slug or slugify(entry.title)[:200] or entry.kind


def has_field(source: Any, name: str) -> bool:
    """Whether the model has this column."""
    try:
        return bool(source._meta.get_field(name))
    except FieldDoesNotExist:
        return False


def moment_of(value: Any) -> datetime | None:
    """Return a time of `rebuild`, or None for what is none."""
    try:
        return parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _has_own_body(line: Line, fields: Mapping[str, Any]) -> bool:
    """Whether the line's HTML counts: it has no blocks, or was edited after the export."""
    if "body_html" not in line.content:
        return False
    written = line.rebuild.get("body_digest")
    return "body" not in fields or bool(
        written and written != text_digest(line.content["body_html"])
    )


def _nothing() -> None:
    """Stand in for a check that was made elsewhere."""


def _summary(source: Any, content: Mapping[str, Any]) -> None:
    source.summary = content["summary"] or ""


def _online_url(source: Any, content: Mapping[str, Any]) -> None:
    if has_field(source, "online_url"):
        source.online_url = content["online_url"] or ""
    elif content["online_url"]:
        raise Refusal("this kind has no online_url")


def _source(source: Any, content: Mapping[str, Any]) -> None:
    given = content["source"] or {}
    for key, name in SOURCE.items():
        if key in given:
            setattr(source, name, str(given[key] or ""))


def _id_of(given: Any) -> UUID | None:
    value = given.get("id") if isinstance(given, Mapping) else given
    if not is_uuid(value):
        raise Refusal(f"{value!r} is not the id of an organisation")
    return UUID(value)


def _shown_body(entry: PlannedLine) -> str | None:
    rows = Publication.objects.filter(document_id=entry.id, locale=entry.locale, is_deleted=False)
    text = rows.values_list("document", flat=True).first()
    return sanitise(json.loads(text)["body_html"]) if text else None
