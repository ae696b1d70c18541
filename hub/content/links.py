"""Links in texts, and to files: to what is public only; else the words stay without an address."""

import re
from typing import Any, Final
from urllib.parse import urljoin

from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import extract_attrs

from hub.content.context import BuildContext

LINK: Final = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
SCHEMES: Final = ("https://", "http://", "mailto:", "tel:", "#", "/")


def expand(html: str, context: BuildContext) -> str:
    """Return the stored HTML of a rich text with real addresses, in the document's language.

    A link to a page without a public document, to a document in a restricted collection, or to
    something deleted becomes plain text.
    """
    found = [extract_attrs(match[1]) for match in LINK.finditer(html)]
    ahead = {"page": Page, "document": get_document_model()}
    for kind, model in ahead.items():
        keys = [one["id"] for one in found if one.get("linktype") == kind and "id" in one]
        if keys:
            context.shelf.get(model, keys)

    def replace(match: re.Match[str]) -> str:
        address = _address(extract_attrs(match[1]), context)
        return f'<a href="{escape(address)}">{match[2]}</a>' if address else match[2]

    return re.sub(r"<embed\b[^>]*/>", "", LINK.sub(replace, html))


def _address(attributes: dict[str, str], context: BuildContext) -> str | None:
    kind, key = attributes.get("linktype"), attributes.get("id", "")
    if kind == "page":
        return page_address(context.shelf.get(Page, [key]).get(_number(key)), context)
    if kind == "document":
        model = get_document_model()
        return document_address(context.shelf.get(model, [key]).get(_number(key)), context)
    href = attributes.get("href", "")
    return href if href.startswith(SCHEMES) else None


def _number(key: str) -> int:
    return int(key) if key.isdigit() else -1


def page_address(page: Any, context: BuildContext) -> str | None:
    """Return the public address of a page in the document's language, None where it has none."""
    reference = context.embed(page.translation_key) if page else None
    return reference["url"] if reference else None


def document_address(document: Any, context: BuildContext) -> str | None:
    """Return the address of a file, None where its collection is not public."""
    if document is None or not context.shelf.is_public(document):
        return None
    return urljoin(context.site_url, document.url)


def document_size(document: Any) -> str:
    """Return a file's size in words, "" where the file is missing from the store.

    What was not uploaded by a form may have no size in its row: the store is asked.
    """
    size = document.file_size
    if size is None:
        try:
            size = document.file.size
        except OSError:
            return ""
    return str(filesizeformat(size))
