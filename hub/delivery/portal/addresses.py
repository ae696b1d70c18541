"""Addresses inside the portal: below the same host, and in the reader's language."""

from urllib.parse import urlsplit

from hub.publication.query import SiteFacts


def inside(url: str, site: SiteFacts) -> str:
    """Return an address of this site without its host; any other address as it is."""
    return url.removeprefix(site.facts["url"]) or "/" if url.startswith(site.facts["url"]) else url


def here(url: str, site: SiteFacts, locale: str) -> str:
    """Return where a document is found for a reader of this language.

    An item that does not exist in the language is shown there all the same, so that its reader does
    not fall out of the language: `/de/markt/` becomes `/en/markt/`.
    """
    address = inside(url, site)
    first, slash, rest = address.removeprefix("/").partition("/")
    if address.startswith("/") and slash and first in site.locales:
        return f"/{locale}/{rest}"
    return address


def absolute(address: str, site: SiteFacts) -> str:
    """Return an address of this site with its host."""
    return address if urlsplit(address).scheme else f"{site.facts['url']}{address}"
