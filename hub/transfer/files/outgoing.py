"""Export: every public document of a site as a line, in the order of the tree, with `rebuild`.

Restricted pages never leave: their documents are not public, and a file knows no restriction.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from django.db.models import QuerySet
from wagtail.models import Locale, Page, Site

from hub.content.building import place
from hub.content.models import Contact, District, HubPage, Place, Record, Topic
from hub.kernel.contract import registry
from hub.kernel.documents.document import serialise
from hub.publication.deciding.tree import read_tree
from hub.publication.models import Publication
from hub.transfer.fields.attachments import Outgoing
from hub.transfer.fields.references import Outward
from hub.transfer.fields.values import digest, fields_of, text_digest
from hub.transfer.lines.vocabulary import CONTACT_FIELDS
from hub.transfer.problems import TransferError
from hub.transfer.progress import Progress

CHUNK: Final = 200


@dataclass(frozen=True)
class ExportScope:
    """Which documents leave. `since` is a sequence number: only what changed after it, and what
    went. `has_drafts` adds pages that are not published."""

    kinds: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    since: int | None = None
    has_drafts: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return not self.kinds and not self.locales and self.since is None


def export_file(
    path: Path, selection: ExportScope, site: Site, say: Callable[[str], None] = print
) -> int:
    """Write a site's documents to a file, pictures beside it; return how many lines it has.

    The file appears whole or not at all. Raises TransferError where it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            count = _Export(stream, path.parent, selection, site, say).write()
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise TransferError(f"{path} cannot be written: {error.strerror}") from error
    return count


class _Export:
    """One export into one file."""

    def __init__(
        self, stream: TextIO, folder: Path, selection: ExportScope, site: Site, say: Any
    ) -> None:
        self._stream, self._selection, self._site, self._say = stream, selection, site, say
        self._outward = Outward(Outgoing(folder))
        self._count = 0
        self._codes = dict(Locale.objects.values_list("pk", "language_code"))
        roots = Page.objects.filter(translation_key=site.root_page.translation_key)
        self._roots = {page.path for page in roots}
        self._tree = read_tree()

    def write(self) -> int:
        """Write the vocabulary, the pages in the order of the tree, the records, the tombstones."""
        if self._selection.since is None:
            for line in _vocabulary():
                self._line(line)
        rows = self._rows()
        total = rows.count()
        progress = Progress(self._say, "written", total)
        for pages in _chunks(self._pages(rows)):
            self._write_sources(pages)
            progress(min(self._count, total))
        for model in _record_models(self._selection.kinds):
            for records in _chunks(self._records(model, rows)):
                self._write_sources(records)
                progress(min(self._count, total))
        self._write_tombstones()
        return self._count

    def _rows(self) -> QuerySet[Publication]:
        rows = Publication.objects.public().filter(site_id=self._site.pk)
        if self._selection.kinds:
            rows = rows.filter(kind__in=self._selection.kinds)
        if self._selection.locales:
            rows = rows.filter(locale__in=self._selection.locales)
        if self._selection.since is not None:
            rows = rows.filter(sequence__gt=self._selection.since)
        return rows

    def _pages(self, rows: QuerySet[Publication]) -> QuerySet[Any]:
        pages = HubPage.objects.order_by("path")
        if self._selection.is_whole or self._selection.has_drafts:
            return pages
        return pages.filter(translation_key__in=rows.values("document_id"))

    def _records(self, model: Any, rows: QuerySet[Publication]) -> QuerySet[Any]:
        records = model._default_manager.filter(site=self._site).order_by("pk")
        if self._selection.has_drafts:
            return records
        return records.filter(translation_key__in=rows.values("document_id"))

    def _write_sources(self, sources: list[Any]) -> None:
        ids = [source.translation_key for source in sources]
        rows = {
            (row.document_id, row.locale): row.document
            for row in self._rows().filter(document_id__in=ids)
        }
        if sources and isinstance(sources[0], HubPage):
            found = Page.objects.filter(pk__in=[one.pk for one in sources]).order_by("path")
            sources = list(found.specific())
        parents = self._parents(sources)
        for source in sources:
            code = self._codes[source.locale_id]
            text = rows.get((source.translation_key, code))
            if text is None and not self._is_wanted_draft(source, code):
                continue
            document = json.loads(text) if text else _draft(source, code)
            document["rebuild"] = self._rebuild(source, document, parents)
            self._line(document)

    def _parents(self, sources: list[Any]) -> dict[str, str]:
        paths = {page.path[: -Page.steplen] for page in sources if isinstance(page, Page)}
        found = Page.objects.filter(path__in=paths).values_list("path", "translation_key")
        return {path: str(key) for path, key in found}

    def _is_wanted_draft(self, source: Any, code: str) -> bool:
        """Whether a page that is not public leaves all the same: as a draft, or as a parent."""
        selection = self._selection
        if selection.kinds and _kind_name(source) not in selection.kinds:
            return False
        if selection.locales and code not in selection.locales:
            return False
        if not isinstance(source, Page):
            return selection.has_drafts
        if not any(source.path.startswith(root) for root in self._roots):
            return False
        if self._tree.is_closed(source):
            return False
        if selection.has_drafts:
            return True
        below = Publication.objects.public().filter(position__startswith=source.path)
        return selection.is_whole and below.exists()

    def _rebuild(
        self, source: Any, document: dict[str, Any], parents: dict[str, str]
    ) -> dict[str, Any]:
        rebuild: dict[str, Any] = {"model": source._meta.label, "live": source.live}
        if isinstance(source, Page):
            is_root = source.path in self._roots
            rebuild["parent"] = None if is_root else parents.get(source.path[: -Page.steplen])
            if is_root:
                rebuild["is_site_root"] = True
            if not source.live and source.scheduled_revision is not None:
                rebuild["is_scheduled"] = True
            if source.alias_of_id:
                original = source.alias_of
                code = self._codes[original.locale_id]
                rebuild["alias_of"] = {"id": str(original.translation_key), "locale": code}
        for name in ("first_published_at", "last_published_at"):
            value = getattr(source, name)
            rebuild[name] = value.isoformat() if value else None
        if not source.live and isinstance(source, Page) and source.latest_revision_id:
            source = source.get_latest_revision_as_object()
        rebuild["fields"] = fields_of(source, self._outward)
        rebuild["digest"] = digest(document)
        if document.get("body_html"):
            rebuild["body_digest"] = text_digest(document["body_html"])
        return rebuild

    def _write_tombstones(self) -> None:
        if self._selection.since is None:
            return
        gone = Publication.objects.filter(
            site_id=self._site.pk, is_deleted=True, sequence__gt=self._selection.since
        )
        if self._selection.kinds:
            gone = gone.filter(kind__in=self._selection.kinds)
        if self._selection.locales:
            gone = gone.filter(locale__in=self._selection.locales)
        for row in gone.order_by("sequence").iterator(CHUNK):
            facts = {"id": str(row.document_id), "kind": row.kind, "locale": row.locale}
            self._line({**facts, "deleted": True})

    def _line(self, content: dict[str, Any]) -> None:
        self._stream.write(serialise(content))
        self._stream.write("\n")
        self._count += 1


def _chunks(found: QuerySet[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for one in found.iterator(CHUNK):
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _draft(source: Any, code: str) -> dict[str, Any]:
    kind = _kind_name(source)
    return {"id": str(source.translation_key), "kind": kind, "locale": code, "title": source.title}


def _kind_name(source: Any) -> str | None:
    kind = registry.kind_of(source)
    return kind.name if kind else None


def _record_models(kinds: tuple[str, ...]) -> list[Any]:
    return [
        one.model
        for one in registry.kinds()
        if issubclass(one.model, Record) and (not kinds or one.name in kinds)
    ]


def _vocabulary() -> Iterator[dict[str, Any]]:
    for topic in Topic.objects.order_by("parent_id", "order", "pk").prefetch_related("labels"):
        yield {
            "vocabulary": "topic",
            "key": topic.key,
            "label": topic.label,
            "parent": topic.parent.key if topic.parent else None,
            "order": topic.order,
            "labels": {one.locale: one.label for one in topic.labels.all()},
        }
    for district in District.objects.order_by("pk"):
        yield {"vocabulary": "district", "key": district.key, "name": district.name}
    for one in Place.objects.select_related("district").order_by("pk"):
        facts = place(one) or {}
        yield {"vocabulary": "place", **facts, "district": one.district and one.district.key}
    for contact in Contact.objects.order_by("pk"):
        yield {"vocabulary": "contact", **{key: getattr(contact, key) for key in CONTACT_FIELDS}}
