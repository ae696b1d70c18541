"""Documents without a public row: previews of drafts, pages behind a password.

They are built like all others and stored nowhere. Who may see them is for the caller to have asked.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from wagtail.models import Page, PageViewRestriction

from hub.content.context import BuildContext
from hub.content.models import Record
from hub.kernel.contract import registry
from hub.publication.building.build import document_of
from hub.publication.building.cut import within
from hub.publication.building.references import Lookup
from hub.publication.deciding.candidates import (
    Candidate,
    is_in_time,
    page_candidate,
    record_candidate,
)
from hub.publication.deciding.list_pages import addresses_of
from hub.publication.deciding.matter import originals_of
from hub.publication.deciding.translations import ORIGINAL, State, compared, read_states
from hub.publication.deciding.tree import Tree, read_tree
from hub.publication.models import Publication

log = structlog.get_logger(__name__)

Accepts = Callable[[PageViewRestriction], bool]


@dataclass(frozen=True)
class Draft:
    """A document that is not public, with its site, language and path there."""

    document: dict[str, Any]
    site_id: int
    locale: str
    path: str


def draft_of(source: Any) -> Draft | None:
    """Return the document of a page or record as it is in memory, saved or not.

    None for what the hub would not publish in any state: pages outside all sites or languages, of
    no kind, or of a capability that is switched off there. Raises whatever the kind's builder
    raises, and TookTooLong where that took too long.
    """
    return next(iter(_drafts([source])), None)


def protected(page: Page) -> Draft | None:
    """Return the document of a live page below a restriction; None for any other page.

    A page that is public has a row, and one that has neither row nor restriction is not to be seen:
    it has expired, its capability is off, or it could not be built.
    """
    specific = page.specific
    if not _live_ones([specific]) or not specific.get_view_restrictions().exists():
        return None
    return draft_of(specific)


def _live_ones(pages: Sequence[Page]) -> list[Page]:
    """Return the pages that are live now; a translation is while its original is."""
    originals = originals_of(pages)
    owners = ((page, originals.get(page.pk, page)) for page in pages)
    return [page for page, owner in owners if page.live and owner.live and is_in_time(owner)]


def unlocked_below(page: Any, accepts: Accepts, maximum: int) -> list[Draft]:
    """Return the live pages right below a restricted one, in the editors' order.

    For a reader who may see the page itself. `accepts` says whether a further restriction, of a
    child's own, is satisfied too; the others are left out, and so is what cannot be built. Nothing
    stands below a record.
    """
    if isinstance(page, Record) or page.pk is None or not page.get_view_restrictions().exists():
        return []
    children = _live_ones(list(page.get_children().order_by("path").specific()))
    originals = originals_of(children)
    owners = {child.pk: {child.pk, originals.get(child.pk, child).pk} for child in children}
    closed = {
        one.page_id
        for one in PageViewRestriction.objects.filter(page__in=set().union(*owners.values()))
        if not accepts(one)
    }
    unlocked = [child for child in children if not owners[child.pk] & closed]
    return _drafts(unlocked[:maximum], is_lenient=True)


def unlocked_above(page: Any) -> list[Draft]:
    """Return the restricted pages above one that a reader may see, from the top down.

    Who satisfies the page's restrictions satisfies those of the pages above it, unless it is a
    translation that stayed behind where its original left.
    """
    if isinstance(page, Record) or page.pk is None:
        return []
    tree, satisfied = read_tree(), set(page.get_view_restrictions())
    ancestors = page.get_ancestors().live().order_by("path").specific()
    unlocked = [
        one
        for one in ancestors
        if tree.is_closed(one) and satisfied.issuperset(one.get_view_restrictions())
    ]
    return _drafts(unlocked, is_lenient=True)


def _drafts(sources: Sequence[Any], *, is_lenient: bool = False) -> list[Draft]:
    if not sources:
        return []
    tree, lookup = read_tree(), Lookup()
    keys = [one.translation_key for one in sources]
    states, originals = read_states(keys, sources), originals_of(sources)
    urls: dict[UUID, dict[str, str]] = defaultdict(dict)
    rows = Publication.objects.public().filter(document_id__in=keys)
    for key, locale, url in rows.values_list("document_id", "locale", "url"):
        urls[key][locale] = url
    found = []
    for source in sources:
        candidate = _candidate(source, originals.get(source.pk), tree)
        if candidate is None:
            continue
        key = source.translation_key
        state = states.get((key, candidate.locale), ORIGINAL)
        if candidate.original:
            state = compared({candidate.locale: state}, [candidate.original])[candidate.locale]
        available = {**urls[key], candidate.locale: candidate.url}
        try:
            found.append(_draft(candidate, lookup, state, available))
        except Exception:
            if not is_lenient:
                raise
            log.exception("publication.draft_failed", document_id=str(key))
    return found


def _draft(candidate: Candidate, lookup: Lookup, state: State, urls: dict[str, str]) -> Draft:
    context = BuildContext(
        locale=candidate.locale,
        url=candidate.url,
        site_url=candidate.site_url,
        lookup=lookup,
        available_locales=urls,
        translation=state.as_document(),
        untranslated=state.untranslated,
    )
    document, _built = within(settings.HUB_BUILD_SECONDS, lambda: document_of(candidate, context))
    return Draft(document, candidate.site_id, candidate.locale, candidate.path)


def _candidate(source: Any, original: Any | None, tree: Tree) -> Candidate | None:
    kind = registry.kind_of(source)
    if kind is None:
        return None
    if isinstance(source, Record):
        candidate = record_candidate(source, original, kind, tree, addresses_of(kind, tree))
    else:
        candidate = page_candidate(source, original, kind, tree)
    if candidate is None or registry.capability_of(kind.name) in candidate.off:
        return None
    return candidate
