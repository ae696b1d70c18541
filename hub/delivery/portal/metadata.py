"""What the head of a page says to machines: address, other languages, picture, schema.org."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.rows import Document
from hub.kernel.contract import registry
from hub.looks import themes
from hub.publication.query import SiteFacts

# Search engines do not know private-use tags (RFC 5646 §2.2.7): Leichte Sprache is not announced.
PRIVATE_USE: Final = "-x-"
DESCRIPTION_MAXIMUM: Final = 300
EMPTY: Final = SafeString("")


@dataclass(frozen=True)
class Alternate:
    """The same page in another language."""

    hreflang: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The picture beside a shared link (https://ogp.me); its address has the host."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """The head of one page. `json_ld` is the text of a data block, safe inside `<script>`."""

    title: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...] = ()
    image: Shared | None = None
    type: str = "website"
    json_ld: SafeString = EMPTY
    json_ld_url: str = ""
    is_indexed: bool = True


def of_document(document: Document, site: SiteFacts) -> Metadata:
    """Return the head of a document's page."""
    kind = registry.kind(document["kind"])
    has_object = kind is not None and kind.schema_org is not None
    return Metadata(
        title=document["title"],
        description=document["summary"][:DESCRIPTION_MAXIMUM],
        canonical=document["url"],
        alternates=alternates(document, site),
        image=shared(document, site),
        type="article" if document["kind"] == "news" else "website",
        json_ld=json_ld(document) if has_object else SafeString(""),
        json_ld_url=f"/api/v1/{kind.plural}/{document['id']}.jsonld" if kind and has_object else "",
    )


def shared(document: Document, site: SiteFacts) -> Shared:
    """Return a document's own picture, else the one that its theme brings for all."""
    image = document["image"]
    if image:
        return Shared(
            url=image["url"], alt=image["alt"], width=image["width"], height=image["height"]
        )
    return Shared(
        url=absolute(static(themes.chosen(site.facts["theme"]).picture), site),
        alt=_("Coloured geometric shapes"),
        width=themes.PICTURE_WIDTH,
        height=themes.PICTURE_HEIGHT,
    )


def of_list(title: str, path: str, site: SiteFacts, *, is_whole: bool) -> Metadata:
    """Return the head of a list without a page of its own; only the whole list is for indexes."""
    return Metadata(
        title=title, description="", canonical=absolute(path, site), is_indexed=is_whole
    )


def alternates(document: Document, site: SiteFacts) -> tuple[Alternate, ...]:
    """Return the languages a document really exists in, and the one for everybody else."""
    known = {
        locale: url
        for locale, url in document["available_locales"].items()
        if PRIVATE_USE not in locale
    }
    if not known:
        return ()
    found = [Alternate(locale, url) for locale, url in known.items()]
    standard = known.get(site.default_locale) or next(iter(known.values()))
    return (*found, Alternate("x-default", standard))


def json_ld(document: Document) -> SafeString:
    """Return the schema.org object of a document as JSON that cannot end its script element."""
    kind = registry.kind(document["kind"])
    if kind is None or kind.schema_org is None:
        return SafeString("")
    found: dict[str, Any] = {"@context": "https://schema.org", **kind.schema_org(document)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(text)  # noqa: S308  every sign that HTML knows is escaped
