"""Look: which pages and records of these ids are public now, where, and in which languages."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from hub.content.models import Record
from hub.kernel import registry
from hub.kernel.parts import Kind
from hub.publication.deciding.list_pages import addresses_of, is_closed
from hub.publication.deciding.matter import original_locales, published_by_themselves, stand_ins
from hub.publication.deciding.tree import Tree


@dataclass(frozen=True)
class Candidate:
    """A page or record that has to have a row."""

    source: Any
    kind: Kind
    site_id: int
    locale: str
    path: str
    url: str
    site_url: str
    position: str
    parent_id: UUID | None
    locales: tuple[str, ...]
    off: frozenset[str] = frozenset()
    original: Any | None = None

    @property
    def ends_at(self) -> datetime | None:
        """Return when it stops being public by itself: at its own end or at its original's."""
        ends = [one.expire_at for one in (self.source, self.original) if one]
        return min((one for one in ends if one), default=None)


def look(ids: Collection[UUID], tree: Tree) -> dict[UUID, list[Candidate]]:
    """Return the public pages and records of each id; an id that has none is missing.

    Public is: live, not expired, not below a restriction (records: not in a list that is below
    one), inside a site and a language of it, and its kind's capability not switched off there. A
    translation is public only while its original is, whether the website shows the original's
    language or not.
    """
    found: dict[UUID, list[Candidate]] = defaultdict(list)
    parents: dict[str, UUID] = {}
    pages = _pages(ids)
    if pages:
        paths = {page.path[: -Page.steplen] for page in pages}
        parents = dict(Page.objects.filter(path__in=paths).values_list("path", "translation_key"))
    for page, original in _with_originals(pages, tree):
        candidate = _page_candidate(page, original, tree, parents)
        if candidate:
            found[page.translation_key].append(candidate)
    for candidate in _records(ids, tree):
        found[candidate.source.translation_key].append(candidate)
    return found


def _pages(ids: Collection[UUID]) -> list[Page]:
    in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    live = Page.objects.filter(in_time, translation_key__in=ids, live=True)
    # Above a translated page wagtail-localize makes aliases that still speak the original's
    # language: there the original answers, and says that it stands in.
    stand_in = Q(alias_of__translation_key=F("translation_key"))
    by_type: dict[int, list[int]] = defaultdict(list)
    for key, content_type in live.exclude(stand_in).values_list("pk", "content_type_id"):
        by_type[content_type].append(key)
    pages: list[Page] = []
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        # A page that was deleted since the statement above is simply missing here, where Wagtail's
        # `specific()` fails; the hint of its deletion waits for the lock.
        if model is not None:
            pages += model._default_manager.filter(pk__in=keys)
    return sorted(pages, key=lambda page: page.path)


def _with_originals(pages: Collection[Page], tree: Tree) -> Iterator[tuple[Page, Page | None]]:
    """Yield the pages whose original is public too, each translation with its original.

    A live translation that nobody ever published was an alias when it was ordered, or is one that
    was converted by hand: it still speaks the original's language, and the original answers.
    """
    if not pages:
        return
    ids = {page.translation_key for page in pages}
    locales = original_locales(ids)
    published = published_by_themselves(pages)
    untold = stand_ins([page for page in pages if page.translation_key not in locales], published)
    public = {
        (page.translation_key, page.locale_id): page for page in pages if _is_open(page, tree)
    }
    for page in pages:
        key, locale = page.translation_key, locales.get(page.translation_key)
        if page.pk in untold:
            continue
        if locale is None or locale == page.locale_id:
            yield page, None
        elif (key, locale) in public and page.pk in published:
            yield page, public[key, locale]


def _is_open(page: Page, tree: Tree) -> bool:
    """Whether the page may be seen as far as its place in the tree goes, in whatever language."""
    kind = registry.kind_of(page)
    root = tree.root_of(page) or tree.hidden_root_of(page)
    if kind is None or root is None or tree.is_closed(page):
        return False
    return registry.capability_of(kind.name) not in root.off


def _page_candidate(
    page: Any, original: Any | None, tree: Tree, parents: dict[str, UUID]
) -> Candidate | None:
    kind = registry.kind_of(page)
    root = tree.root_of(page)
    if kind is None or root is None or not _is_open(page, tree):
        return None
    if tree.locales.get(page.locale_id) != root.locale:
        return None
    path = root.address(page.url_path)
    parent = parents.get(page.path[: -Page.steplen]) if page.path != root.path else None
    return Candidate(
        source=page,
        kind=kind,
        site_id=root.site_id,
        locale=root.locale,
        path=path,
        url=root.url(path),
        site_url=root.site_url,
        position=page.path,
        parent_id=parent,
        locales=root.locales,
        off=root.off,
        original=original,
    )


def _records(ids: Collection[UUID], tree: Tree) -> Iterator[Candidate]:
    """Yield the public records, each translation only with its original, as with pages."""
    now = timezone.now()
    in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=now)
    for kind in registry.kinds():
        if not issubclass(kind.model, Record):
            continue
        live = kind.model._default_manager.filter(in_time, translation_key__in=ids, live=True)
        records = [record for record in live.order_by("pk") if _may_be_seen(record, kind, tree)]
        if not records:
            continue
        places = {(record.site_id, record.locale_id) for record in records}
        closed = {one for one in places if is_closed(kind, one[0], tree.locales[one[1]], tree)}
        records = [one for one in records if (one.site_id, one.locale_id) not in closed]
        locales = original_locales({record.translation_key for record in records})
        public = {(record.translation_key, record.locale_id): record for record in records}
        addresses = addresses_of(kind, tree)
        for record in records:
            key, locale = record.translation_key, locales.get(record.translation_key)
            is_original = locale is None or locale == record.locale_id
            original = None if is_original else public.get((key, locale))
            if is_original or original:
                candidate = record_candidate(record, original, kind, tree, addresses)
                if candidate:
                    yield candidate


def _may_be_seen(record: Any, kind: Kind, tree: Tree) -> bool:
    root = tree.site(record.site_id)
    return root is not None and registry.capability_of(kind.name) not in root.off


def record_candidate(
    record: Any,
    original: Any | None,
    kind: Kind,
    tree: Tree,
    addresses: Mapping[tuple[int, str], str],
) -> Candidate | None:
    """Return the record's candidate; None in a language that its website does not show."""
    root = tree.site(record.site_id)
    locale = tree.locales.get(record.locale_id, "")
    if root is None or locale not in root.locales:
        return None
    path = f"{addresses.get((root.site_id, locale), f'{kind.plural}/')}{record.slug}/"
    return Candidate(
        source=record,
        kind=kind,
        site_id=root.site_id,
        locale=locale,
        path=path,
        url=root.url(path, locale),
        site_url=root.site_url,
        position="",
        parent_id=None,
        locales=root.locales,
        off=root.off,
        original=original,
    )
