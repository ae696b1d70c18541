"""Sites and their page trees: which site a page stands in, its address, whether it is
restricted."""

from collections import defaultdict
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
    locales = dict(Locale.objects.order_by().values_list("pk", "language_code"))
    chosen = SiteSettings.objects.values_list("site_id", "languages", "disabled_capabilities")
    choices = {site_id: (languages, off) for site_id, languages, off in chosen}
    sites = Site.objects.order_by("pk").values_list(
        "pk", "hostname", "port", "root_page__translation_key"
    )
    homes = defaultdict(list)
    for key, *home in Page.objects.filter(
        translation_key__in={site[3] for site in sites}
    ).values_list("translation_key", "locale_id", "url_path", "path"):
        homes[key].append(home)
    roots: list[Root] = []
    known = [code for code, _name in settings.LANGUAGES]
    for site_id, hostname, port, key in sites:
        wanted, off = choices.get(site_id, (known, ()))
        languages = tuple(code for code in known if code in wanted)
        url = Site(hostname=hostname, port=port).root_url
        roots += [
            Root(site_id, url, locales[locale], url_path, path, languages, frozenset(off))
            for locale, url_path, path in homes[key]
            if locales.get(locale) in languages
        ]
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    return Tree(tuple(roots), tuple(restricted), locales)
