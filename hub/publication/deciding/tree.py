"""Sites and their page trees: which site a page stands in, its address, whether it is
restricted."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F, Q
from wagtail.models import Page, Site

from hub.content.shelf import RESTRICTED_COLLECTIONS
from hub.content.translating.originals import original_locales

# All languages; each site's home pages with what its settings choose; all restricted pages and
# collections.
_TREE: Final = f"""
    SELECT
        (SELECT json_object_agg(id, language_code) FROM wagtailcore_locale),
        (SELECT json_agg(json_build_array(s.id, s.hostname, s.port, chosen.languages,
                chosen.disabled_capabilities, home.locale_id, home.url_path, home.path)
                ORDER BY s.id, home.path)
            FROM wagtailcore_site s
            JOIN wagtailcore_page root ON root.id = s.root_page_id
            JOIN wagtailcore_page home ON home.translation_key = root.translation_key
            LEFT JOIN content_sitesettings chosen ON chosen.site_id = s.id),
        (SELECT json_agg(json_build_array(p.path, p.translation_key, p.locale_id))
            FROM wagtailcore_pageviewrestriction r JOIN wagtailcore_page p ON p.id = r.page_id),
        ARRAY({RESTRICTED_COLLECTIONS})"""  # noqa: S608


@dataclass(frozen=True)
class Root:
    """One language's tree of one site."""

    site_id: int
    site_url: str
    locale: str
    url_path: str
    path: str
    locales: tuple[str, ...]
    off: frozenset[str]

    def address(self, page_url_path: str) -> str:
        """Return a page's address below the site, without language and leading slash."""
        return page_url_path.removeprefix(self.url_path)

    def url(self, path: str, locale: str | None = None) -> str:
        """Return the public address of a path in a language."""
        return f"{self.site_url}/{locale or self.locale}/{path}"


@dataclass(frozen=True)
class Tree:
    """All sites, and all restricted subtrees, as they are now.

    `hidden` are trees in languages that their website does not show. `closed` are the restricted
    subtrees and those of the translations of what is restricted, `closed_collections` the keys of
    collections that are not public.
    """

    roots: tuple[Root, ...]
    locales: dict[int, str]
    hidden: tuple[Root, ...] = ()
    closed: tuple[str, ...] = ()
    closed_collections: frozenset[int] = frozenset()

    def root_of(self, page: Page) -> Root | None:
        """Return the innermost site root above the page in its language; None: outside all
        sites."""
        return _innermost(self.roots, page)

    def hidden_root_of(self, page: Page) -> Root | None:
        """Return the same for a page in a language that its website does not show."""
        return _innermost(self.hidden, page)

    def is_closed(self, page: Page) -> bool:
        """Whether the page or an ancestor is restricted, or the original of one of them is."""
        return page.path.startswith(self.closed)

    def site(self, site_id: int) -> Root | None:
        """Return any root of a site, for what is the same in all its languages."""
        return next((one for one in self.roots if one.site_id == site_id), None)


def _innermost(roots: tuple[Root, ...], page: Page) -> Root | None:
    found = [one for one in roots if page.path.startswith(one.path)]
    return max(found, key=lambda one: len(one.path), default=None)


def _translations_of(restricted: list[tuple[str, UUID, int]]) -> list[str]:
    """Return the paths of the translations of restricted originals, aliases of them too."""
    if not restricted:
        return []
    originals = original_locales({key for _path, key, _locale in restricted})
    keys = [key for _path, key, locale in restricted if originals.get(key) == locale]
    aliases = Q(
        alias_of__path__in=[path for path, _key, _locale in restricted],
        alias_of__translation_key=F("translation_key"),
    )
    found = Page.objects.filter(Q(translation_key__in=keys) | aliases)
    return list(found.values_list("path", flat=True))


def read_tree() -> Tree:
    """Read the sites and restrictions. One statement, three where something is restricted; call it
    once for a batch."""
    with connection.cursor() as cursor:
        cursor.execute(_TREE)
        languages, homes, restrictions, collections = cursor.fetchone()
    locales = {int(key): code for key, code in (languages or {}).items()}
    roots: list[Root] = []
    hidden: list[Root] = []
    known = [code for code, _name in settings.LANGUAGES]
    for site_id, hostname, port, wanted, off, locale, url_path, path in homes or ():
        chosen = tuple(code for code in known if wanted is None or code in wanted)
        url = Site(hostname=hostname, port=port).root_url
        code = locales.get(locale, "")
        root = Root(site_id, url, code, url_path, path, chosen, frozenset(off or ()))
        (roots if code in chosen else hidden).append(root)
    restricted = [(path, UUID(key), locale) for path, key, locale in restrictions or ()]
    closed = (*(path for path, _key, _locale in restricted), *_translations_of(restricted))
    return Tree(tuple(roots), locales, tuple(hidden), closed, frozenset(collections))
