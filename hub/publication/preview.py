"""Documents of pages that have no public row: previews of drafts, pages behind a password.

They are built like all others and stored nowhere. Who may see them is for the caller to have asked.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from hub.content.building import Context
from hub.content.models import HubPage
from hub.kernel import registry
from hub.publication.build import document_of
from hub.publication.look import Candidate
from hub.publication.models import Publication
from hub.publication.references import Lookup
from hub.publication.translations import ORIGINAL, read_states
from hub.publication.tree import Tree, read_tree


@dataclass(frozen=True)
class Draft:
    """A document that is not public, with its site, language and path there."""

    document: dict[str, Any]
    site_id: int
    locale: str
    path: str


def draft_of(page: Page) -> Draft | None:
    """Return the document of a page as it is in memory, saved or not.

    None for what the hub would not publish in any state: pages outside all sites or languages, of
    no kind, or of a capability that is switched off there. Raises whatever the kind's builder
    raises.
    """
    tree = read_tree()
    candidate = _candidate(page, tree)
    if candidate is None:
        return None
    states = read_states([page.translation_key])
    state = states.get((page.translation_key, candidate.locale), ORIGINAL)
    rows = Publication.objects.filter(document_id=page.translation_key, is_deleted=False)
    context = Context(
        locale=candidate.locale,
        url=candidate.url,
        site_url=candidate.site_url,
        lookup=Lookup(),
        available_locales={
            **dict(rows.values_list("locale", "url")),
            candidate.locale: candidate.url,
        },
        translation=state.as_document(),
    )
    document, _built = document_of(candidate, context)
    return Draft(document, candidate.site_id, candidate.locale, candidate.path)


def protected(page: Page) -> Draft | None:
    """Return the document of a live page below a restriction; None for any other page.

    A page that is public has a row, and one that has neither row nor restriction is not to be seen:
    it has expired, its capability is off, or it could not be built.
    """
    specific = page.specific
    has_expired = specific.expire_at is not None and specific.expire_at <= timezone.now()
    if not specific.live or has_expired or not specific.get_view_restrictions().exists():
        return None
    return draft_of(specific)


def _candidate(page: Page, tree: Tree) -> Candidate | None:
    kind = registry.kind_of(page)
    root = tree.root_of(page)
    if not isinstance(page, HubPage) or kind is None or root is None:
        return None
    if registry.capability_of(kind.name) in root.off:
        return None
    if tree.locales.get(page.locale_id) != root.locale:
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
        parent_id=None,
        locales=root.locales,
    )
