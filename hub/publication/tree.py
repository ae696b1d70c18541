"""Sites and their page trees: which site a page stands in, its address, whether it is
restricted."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Locale, Page, PageViewRestriction, Site

from hub.content.models import SiteSettings


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
    """All sites, and all restricted subtrees, as they are now."""

    roots: tuple[Root, ...]
    restricted: tuple[str, ...]
    locales: dict[int, str]

    def root_of(self, page: Page) -> Root | None:
        """Return the innermost site root above the page in its language; None: outside all
        sites."""
        found = [one for one in self.roots if page.path.startswith(one.path)]
        return max(found, key=lambda one: len(one.path), default=None)

    def is_restricted(self, page: Page) -> bool:
        """Whether the page or an ancestor asks for a password, a login or a group."""
        return any(page.path.startswith(path) for path in self.restricted)

    def site(self, site_id: int) -> Root | None:
        """Return any root of a site, for what is the same in all its languages."""
        return next((one for one in self.roots if one.site_id == site_id), None)


def read_tree() -> Tree:
    """Read the sites and restrictions. Five small queries; call it once for a batch."""
    locales = dict(Locale.objects.values_list("pk", "language_code"))
    chosen = {one.site_id: one for one in SiteSettings.objects.all()}
    roots: list[Root] = []
    for site in Site.objects.select_related("root_page"):
        roots += _roots(site, chosen.get(site.pk), locales)
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    return Tree(tuple(roots), tuple(restricted), locales)


def _roots(site: Site, chosen: SiteSettings | None, locales: dict[int, str]) -> list[Root]:
    known = [code for code, _name in settings.LANGUAGES]
    wanted = chosen.languages if chosen else known
    off = frozenset(chosen.disabled_capabilities if chosen else ())
    pages = Page.objects.filter(translation_key=site.root_page.translation_key)
    in_order = tuple(code for code in known if code in wanted)
    return [
        Root(site.pk, site.root_url, locales[one.locale_id], one.url_path, one.path, in_order, off)
        for one in pages
        if locales.get(one.locale_id) in in_order
    ]
