"""Look: which pages and records of these ids are public now, where, and in which languages."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from hub.content.models import Record
from hub.content.shelf import by_keys, by_translation_keys
from hub.content.translating.originals import LINKS_OF, first_of, original_locales
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.deciding.list_pages import addresses_of, is_closed
from hub.publication.deciding.tree import Tree

# What an alias shows is another page's revision; what an alias was turned into by hand shows the
# one that was made of that.
_PLACES: Final = f"""
    SELECT p.id, p.translation_key, above.translation_key, p.content_type_id,
        p.live,
        coalesce(original.translation_key = p.translation_key, false),
        coalesce(shown.object_id = p.id::text, false) AND NOT EXISTS (
            SELECT FROM wagtailcore_pagelogentry entry
            WHERE entry.revision_id = shown.id AND entry.action = 'wagtail.convert_alias'),
        {LINKS_OF.format(column="p.translation_key")}
    FROM wagtailcore_page p
    LEFT JOIN wagtailcore_page above ON above.path = left(p.path, -{Page.steplen})
    LEFT JOIN wagtailcore_page original ON original.id = p.alias_of_id
    LEFT JOIN wagtailcore_revision shown ON shown.id = p.live_revision_id
    WHERE p.translation_key = ANY(%s)"""  # noqa: S608


class _Place(NamedTuple):
    """What other rows say about a page: what it stands below, whether somebody published it, and
    which languages its matter was translated from and into."""

    document_id: UUID
    parent_id: UUID | None
    content_type_id: int
    is_live: bool
    is_stand_in: bool
    is_published: bool
    links: list[tuple[int, int | None]] | None


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
        """Return when it stops being public by itself: an original ends in every language."""
        ends_at: datetime | None = (self.original or self.source).expire_at
        return ends_at


def candidates_of(ids: Collection[UUID], tree: Tree) -> dict[UUID, list[Candidate]]:
    """Return the public pages and records of each id; an id that has none is missing.

    Public is: live, not expired, not below a restriction (records: not in a list that is below
    one), inside a site and a language of it, and its kind's capability not switched off there. A
    translation is public only while its original is, whether the website shows the original's
    language or not.
    """
    found: dict[UUID, list[Candidate]] = defaultdict(list)
    places = _places(ids)
    pages = _pages(places)
    for page, original in _with_originals(pages, places, tree):
        kind = registry.kind_of(page)
        parent_id = places[page.pk].parent_id
        candidate = kind and page_candidate(page, original, kind, tree, parent_id)
        if candidate and _is_open(page, tree):
            found[page.translation_key].append(candidate)
    # What is a page is no record.
    of_pages = {place.document_id for place in places.values()}
    for candidate in _records([one for one in ids if one not in of_pages], tree):
        found[candidate.source.translation_key].append(candidate)
    return found


def _places(ids: Collection[UUID]) -> dict[int, _Place]:
    """Return {key: place} of all pages of these ids. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [list(ids)])
        return {key: _Place(*values) for key, *values in cursor.fetchall()}


def _pages(places: Mapping[int, _Place]) -> list[Page]:
    """Return the live pages of these places, the topmost first. One statement a class of pages.

    Above a translated page wagtail-localize makes aliases that still speak the original's language:
    there the original answers, and says that it stands in.
    """
    by_type: dict[int, list[int]] = defaultdict(list)
    for key, place in places.items():
        if place.is_live and not place.is_stand_in:
            by_type[place.content_type_id].append(key)
    pages: list[Page] = []
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        # A page that was deleted since the statement above is simply missing here, where Wagtail's
        # `specific()` fails; the hint of its deletion waits for the lock.
        if model is not None:
            pages += by_keys(model, keys)
    return sorted(pages, key=lambda page: page.path)


def _with_originals(
    pages: Collection[Page], places: Mapping[int, _Place], tree: Tree
) -> Iterator[tuple[Page, Page | None]]:
    """Yield the pages whose original is public too, each translation with its original.

    A live translation that nobody ever published was an alias when it was ordered, or is one that
    was converted by hand: it still speaks the original's language, and the original answers.
    """
    counts = Counter(place.document_id for place in places.values())
    locales = {one.document_id: first_of(one.links) for one in places.values() if one.links}
    public = {
        (page.translation_key, page.locale_id): page
        for page in pages
        if is_in_time(page) and _is_open(page, tree)
    }
    for page in pages:
        key, locale = page.translation_key, locales.get(page.translation_key)
        is_published = places[page.pk].is_published
        if locale is None:
            # Of several languages without a source, those that were aliases speak the original's.
            was_alias = page.live_revision_id and not page.alias_of_id and not is_published
            if is_in_time(page) and (not was_alias or counts[key] == 1):
                yield page, None
        elif locale == page.locale_id:
            if is_in_time(page):
                yield page, None
        elif (key, locale) in public and is_published:
            yield page, public[key, locale]


def is_in_time(source: Any) -> bool:
    """Whether a page or record has not ended. Not to be asked of a translation: its original's end
    counts, and an end that it was given once does not."""
    return source.expire_at is None or source.expire_at > timezone.now()


def _is_open(page: Page, tree: Tree) -> bool:
    """Whether the page may be seen as far as its place in the tree goes, in whatever language."""
    kind = registry.kind_of(page)
    root = tree.root_of(page) or tree.hidden_root_of(page)
    if kind is None or root is None or tree.is_closed(page):
        return False
    return registry.capability_of(kind.name) not in root.off


def page_candidate(
    page: Any, original: Any | None, kind: Kind, tree: Tree, parent_id: UUID | None = None
) -> Candidate | None:
    """Return the page's candidate; None outside all websites and in a language they do not show."""
    root = tree.root_of(page)
    if root is None or tree.locales.get(page.locale_id) != root.locale:
        return None
    path = root.address(page.url_path)
    return Candidate(
        source=page,
        kind=kind,
        site_id=root.site_id,
        locale=root.locale,
        path=path,
        url=root.url(path),
        site_url=root.site_url,
        position=page.path,
        parent_id=parent_id if page.path != root.path else None,
        locales=root.locales,
        off=root.off,
        original=original,
    )


def _records(ids: Collection[UUID], tree: Tree) -> Iterator[Candidate]:
    """Yield the public records, each translation only with its original, as with pages."""
    for kind in registry.kinds():
        if not issubclass(kind.model, Record):
            continue
        found = sorted(by_translation_keys(kind.model, ids), key=lambda record: record.pk)
        records = [one for one in found if one.live and _may_be_seen(one, kind, tree)]
        if not records:
            continue
        places = {(record.site_id, record.locale_id) for record in records}
        closed = {one for one in places if is_closed(kind, one[0], tree.locales[one[1]], tree)}
        records = [one for one in records if (one.site_id, one.locale_id) not in closed]
        locales = original_locales({record.translation_key for record in records})
        public = {
            (record.translation_key, record.locale_id): record
            for record in records
            if is_in_time(record)
        }
        addresses = addresses_of(kind, tree)
        for record in records:
            key, locale = record.translation_key, locales.get(record.translation_key)
            is_original = locale is None or locale == record.locale_id
            owner = public.get((key, record.locale_id if is_original else locale))
            if owner:
                original = None if is_original else owner
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
