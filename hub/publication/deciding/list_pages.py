"""The pages that records stand below: a record has no place in the tree, the list of its kind has.

Records are listed by the pages of their kind's `index_page`, and by a page at the address of the
kind's plural; without either they stand right below the website's home page.
"""

from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page

from hub.content.models import Record
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.deciding.tree import Tree


def is_closed(kind: Kind, site_id: int, locale: str, tree: Tree) -> bool:
    """Whether a website shows the kind's list to nobody without a password, a login or a group.

    In the language asked for, or, where the website has no pages in it, in all others. No query
    where nothing is closed, else one.
    """
    if not tree.closed:
        return False
    of_site = [one for one in (*tree.roots, *tree.hidden) if one.site_id == site_id]
    roots = [one for one in of_site if one.locale == locale] or of_site
    open_roots = [one for one in roots if not one.path.startswith(tree.closed)]
    if not open_roots:
        return bool(roots)
    addresses = [f"{one.url_path}{kind.plural}/" for one in of_site]
    below = reduce(or_, (Q(path__startswith=one.path) for one in open_roots))
    lists = Page.objects.filter(below, _are_lists(kind, Q(url_path__in=addresses)), live=True)
    paths = list(lists.values_list("path", flat=True))
    return bool(paths) and all(path.startswith(tree.closed) for path in paths)


def addresses_of(kind: Kind, tree: Tree) -> dict[tuple[int, str], str]:
    """Return {(website, language): where the kind's records stand}: below their list's page.

    Without a page that lists them there, at the kind's plural. One query, none for a kind that no
    page lists.
    """
    found: dict[tuple[int, str], str] = {}
    if kind.index_page is None:
        return found
    model: Any = kind.index_page
    for page in model._default_manager.raw(_lists(model)):
        root = tree.root_of(page)
        if root is not None and tree.locales.get(page.locale_id) == root.locale:
            found.setdefault((root.site_id, root.locale), root.address(page.url_path))
    return found


@cache
def _lists(model: type[Page]) -> str:
    # The ORM writes the statement once a class: each batch of records asks for it.
    pages = model._default_manager.order_by("path").only("path", "url_path", "locale_id")
    sql: str = pages.query.sql_with_params()[0]
    return sql


def _are_lists(kind: Kind, at_its_address: Q) -> Q:
    """Return what is true of a kind's lists, and of their translations whatever their address."""
    keys = Page.objects.filter(at_its_address).values("translation_key")
    found = Q(translation_key__in=keys)
    if kind.index_page is not None:
        found |= Q(content_type=ContentType.objects.get_for_model(kind.index_page._meta.model))
    return found


def records_below(pages: Iterable[Page]) -> set[UUID]:
    """Return the ids of the live records whose lists stand in these pages' subtrees."""
    ids: set[UUID] = set()
    subtrees = reduce(or_, (Q(path__startswith=page.path) for page in pages), Q(pk__in=[]))
    inside = Page.objects.filter(subtrees)
    for kind in registry.kinds():
        if not issubclass(kind.model, Record):
            continue
        lists = _are_lists(kind, Q(url_path__endswith=f"/{kind.plural}/"))
        if inside.filter(lists | Q(sites_rooted_here__isnull=False)).exists():
            live = kind.model._default_manager.filter(live=True)
            ids.update(live.values_list("translation_key", flat=True))
    return ids
