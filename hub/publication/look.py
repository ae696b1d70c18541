"""Look: which pages and records of these ids are public now, where, and in which languages."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from hub.content.models import Record
from hub.kernel import registry
from hub.kernel.parts import Kind
from hub.publication.tree import Tree


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


def look(ids: Collection[UUID], tree: Tree) -> dict[UUID, list[Candidate]]:
    """Return the public pages and records of each id; an id that has none is missing.

    Public is: live, not expired, not below a restriction, inside a site and a language of it, and
    its kind's capability not switched off there.
    """
    found: dict[UUID, list[Candidate]] = defaultdict(list)
    parents: dict[str, UUID] = {}
    pages = _pages(ids)
    if pages:
        paths = {page.path[: -Page.steplen] for page in pages}
        parents = dict(Page.objects.filter(path__in=paths).values_list("path", "translation_key"))
    for page in pages:
        candidate = _page_candidate(page, tree, parents)
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


def _page_candidate(page: Any, tree: Tree, parents: dict[str, UUID]) -> Candidate | None:
    kind = registry.kind_of(page)
    root = tree.root_of(page)
    if kind is None or root is None or tree.is_restricted(page):
        return None
    if registry.capability_of(kind.name) in root.off:
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
    )


def _records(ids: Collection[UUID], tree: Tree) -> list[Candidate]:
    found = []
    for kind in registry.kinds():
        if not issubclass(kind.model, Record):
            continue
        records: list[Any] = list(
            kind.model._default_manager.filter(translation_key__in=ids, live=True)
        )
        for record in records:
            root = tree.site(record.site_id)
            locale = tree.locales.get(record.locale_id, "")
            if root is None or locale not in root.locales:
                continue
            if registry.capability_of(kind.name) in root.off:
                continue
            path = f"{kind.plural}/{record.slug}/"
            found.append(
                Candidate(
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
                )
            )
    return found
