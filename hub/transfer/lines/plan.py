"""The plan of an import: which line is which page or record, new or known, and where it will stand.

Everything is decided before the first row is written, so lines may name each other in any order.
Holds about one and a half kilobytes a line, never the lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from wagtail.models import Locale, Page

from hub.content.models import HubPage
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.identity import new_id
from hub.transfer.lines.classes import (
    default_model,
    kind_name,
    label_of,
    models_by_label,
    organisation_name,
)
from hub.transfer.lines.line import Line
from hub.transfer.models import LastWord
from hub.transfer.problems import Problems

CHUNK: Final = 1000
# The shared field of a document in which it names another one; a kind says that it stands there.
NAMED: Final = "organisation"
# The offset of an entry that no line of the file describes.
MADE: Final = -1


@dataclass(slots=True)
class PlannedLine:
    """One line's page or record. `pk` is 0 until it is known or allocated."""

    number: int
    offset: int
    id: UUID
    kind: str
    locale: str
    model: type[Any]
    title: str
    slug: str
    parent: UUID | None
    is_site_root: bool
    is_tombstone: bool
    digest: str = ""
    is_named: bool = False
    is_known: bool = False
    pk: int = 0
    path: str = ""
    url_path: str = ""
    parent_path: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it stands in the tree of pages."""
        return issubclass(self.model, Page)


@dataclass
class Plan:
    """The entries of a file, by document and language."""

    problems: Problems
    ladder: Callable[[Line], UUID | None] | None = None
    entries: list[PlannedLine] = field(default_factory=list)
    by_key: dict[tuple[UUID, str], PlannedLine] = field(default_factory=dict)
    by_path: dict[str, PlannedLine] = field(default_factory=dict)
    titles: dict[str, UUID] = field(default_factory=dict)
    locales: dict[str, Locale] = field(default_factory=dict)
    made: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    _named: dict[str, tuple[int, str]] = field(default_factory=dict)
    _sources: dict[tuple[str, str], UUID] = field(default_factory=dict)
    _pks: dict[tuple[UUID, str], int | None] = field(default_factory=dict)
    _unchanged: dict[tuple[UUID, str], int] = field(default_factory=dict)

    def pass_over(self, number: int, key: tuple[UUID, str]) -> None:
        """Remember a line that has nothing to say: no other may speak of its document."""
        self._unchanged[key] = number

    def add(self, line: Line, digest: str) -> None:
        """Take a line into the plan; note what is wrong with its class or identity."""
        model = self._model(line)
        if model is None:
            return
        document_id = line.id or self._id_of(line)
        key = (document_id, line.locale)
        known = self.by_key.get(key)
        number = known.number if known else self._unchanged.get(key)
        if number is not None:
            message = f"the same document stands in line {number} already"
            self.problems.add(line.number, "id", message)
            return
        rebuild = line.rebuild
        entry = PlannedLine(
            number=line.number,
            offset=line.offset,
            id=document_id,
            kind=line.kind,
            locale=line.locale,
            model=model,
            title=line.title,
            slug=str((rebuild.get("fields") or {}).get("slug") or ""),
            parent=self._uuid(line, rebuild.get("parent")),
            is_site_root=bool(rebuild.get("is_site_root")),
            is_tombstone=line.is_tombstone,
            digest=digest,
            is_named=line.kind == self._named_kind,
        )
        self.entries.append(entry)
        self.by_key[key] = entry
        if entry.is_named:
            self.titles.setdefault(line.title.casefold(), document_id)
        named = organisation_name(line.content.get(NAMED))
        if named:
            self._named.setdefault(named, (line.number, line.locale))

    def know_sources(self, lines: Sequence[Line]) -> None:
        """Read which documents the other systems' keys in these lines stand for here."""
        wanted: dict[tuple[type[Any], str], set[str]] = {}
        for line in lines:
            name, key = line.source
            kind = registry.kind(line.kind) if line.id is None else None
            if kind and name:
                base = HubPage if issubclass(kind.model, HubPage) else kind.model
                wanted.setdefault((base, name), set()).add(key)
        for (base, name), keys in wanted.items():
            here = base._default_manager.all()
            spoken = LastWord.objects.filter(
                source_name=name,
                source_key__in=keys,
                document_id__in=here.values("translation_key"),
            )
            self._sources |= {
                (name, key): document_id
                for key, document_id in spoken.values_list("source_key", "document_id")
            }
            found = here.filter(source_name=name, source_key__in=keys)
            for key, document_id in found.values_list("source_key", "translation_key"):
                self._sources[name, key] = document_id

    def find_known(self) -> None:
        """Mark the entries that this hub has, with their primary keys."""
        self._sources.clear()
        self.locales = {one.language_code: one for one in Locale.objects.all()}
        codes = {one.pk: code for code, one in self.locales.items()}
        for start in range(0, len(self.entries), CHUNK):
            entries = self.entries[start : start + CHUNK]
            ids = {one.id for one in entries}
            self._mark_pages(ids, codes)
            for model in {one.model for one in entries if not one.is_page}:
                rows = model._default_manager.filter(translation_key__in=ids)
                for key, locale_id, pk in rows.values_list("translation_key", "locale_id", "pk"):
                    entry = self.by_key.get((key, codes[locale_id]))
                    if entry:
                        entry.is_known, entry.pk = True, pk

    def make_missing_organisations(self) -> None:
        """Add an entry for each organisation that lines name by title and nobody has."""
        kind = registry.kind(self._named_kind)
        for name, (number, locale) in self._named.items():
            if kind is None or self.organisation_id(name) is not None:
                continue
            entry = PlannedLine(
                number=number,
                offset=MADE,
                id=new_id(),
                kind=kind.name,
                locale=locale if self._has_list(kind, locale) else settings.LANGUAGE_CODE,
                model=kind.model,
                title=name,
                slug="",
                parent=None,
                is_site_root=False,
                is_tombstone=False,
                is_named=True,
            )
            self.entries.append(entry)
            self.by_key[entry.id, entry.locale] = entry
            self.titles[name.casefold()] = entry.id

    def organisation_id(self, title: str) -> UUID | None:
        """Return the organisation of that title in any language, in the file or here."""
        kind = registry.kind(self._named_kind)
        if kind is None:
            return None
        inside = self.titles.get(title.casefold())
        if inside:
            return inside
        found = kind.model._default_manager.filter(title__iexact=title).order_by("pk")
        here = found.values_list("translation_key", flat=True).first()
        if here:
            self.titles[title.casefold()] = here
        return here

    @cached_property
    def _named_kind(self) -> str:
        return next((one.name for one in registry.kinds() if one.named_in == NAMED), "")

    def _has_list(self, kind: Kind, locale: str) -> bool:
        index: Any = kind.index_page
        inside = any(one.model is index and one.locale == locale for one in self.entries)
        return inside or index._default_manager.filter(locale__language_code=locale).exists()

    def page_pk(self, document_id: UUID, locale: str) -> int | None:
        """Return the page of a document in a language, else in the office's, else in any."""
        for code in (locale, settings.LANGUAGE_CODE, *self.locales):
            entry = self.by_key.get((document_id, code))
            if entry and entry.pk and entry.number not in self.problems.lines:
                return entry.pk
            pk = self._page_here(document_id, code)
            if pk:
                return pk
        return None

    def in_order(self) -> list[PlannedLine]:
        """Return the entries: parents before children, organisations before the rest."""
        return sorted(
            self.entries,
            key=lambda one: (
                not one.is_page,
                len(one.path),
                not one.is_named,
                one.number,
            ),
        )

    def _page_here(self, document_id: UUID, code: str) -> int | None:
        if code not in self.locales:
            return None
        key = (document_id, code)
        if key not in self._pks:
            found = Page.objects.filter(translation_key=document_id, locale=self.locales[code])
            self._pks[key] = found.values_list("pk", flat=True).first()
        return self._pks[key]

    def _mark_pages(self, ids: set[UUID], codes: dict[int, str]) -> None:
        for page in Page.objects.filter(translation_key__in=ids).select_related("content_type"):
            entry = self.by_key.get((page.translation_key, codes[page.locale_id]))
            if entry is None:
                continue
            entry.is_known, entry.pk = True, page.pk
            entry.path, entry.url_path = page.path, page.url_path
            self.by_path[page.path] = entry
            present = page.content_type.model_class()
            if present is not entry.model and not entry.is_tombstone:
                message = f"this id belongs to another class here: {label_of(present)}"
                self.problems.add(entry.number, "id", message)

    def _model(self, line: Line) -> type[Any] | None:
        given = line.rebuild.get("model")
        if given:
            model = models_by_label().get(str(given).lower())
            kind = kind_name(model) if model else None
            if kind == line.kind:
                return model
            message = f"{given!r} is no class of this hub's capabilities of kind {line.kind}"
            self.problems.add(line.number, "rebuild.model", message)
            return None
        model = default_model(line.kind, line.content)
        if model is None:
            message = "say the page's class, e.g. editorial.StandardPage"
            self.problems.add(line.number, "rebuild.model", message)
        return model

    def _id_of(self, line: Line) -> UUID:
        has_key = all(line.source)
        if has_key and line.source in self._sources:
            return self._sources[line.source]
        document_id = (self.ladder and self.ladder(line)) or new_id()
        if has_key:
            self._sources[line.source] = document_id
        return document_id

    def _uuid(self, line: Line, given: Any) -> UUID | None:
        if given is None:
            return None
        try:
            return UUID(str(given))
        except ValueError:
            self.problems.add(line.number, "rebuild.parent", f"{given!r} is not a UUID")
            return None
