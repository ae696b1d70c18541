"""Texts of a translated page that still stand in the language of its original.

They are known by a key: what the page shows of a text may have other markup, spaces and marks
around it than the translator's editor has.
"""

import hashlib
from collections.abc import Collection
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import get_language_info
from lxml import html


def key_of(text: str) -> str:
    """Return the key of a text; "" for what has no letters and so needs no translation."""
    plain = "".join(sign for sign in text if sign.isalnum())
    if not any(sign.isalpha() for sign in plain):
        return ""
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def key_of_html(text: str) -> str:
    """Return the key of a text that has inline markup."""
    return key_of(unescape(strip_tags(text)))


def mark(body: str, keys: Collection[str], locale: str) -> str:
    """Return the HTML with `lang` and `dir` at each text whose key is given."""
    if not keys or not body:
        return body
    marks = {"lang": locale, "dir": "rtl" if _is_right_to_left(locale) else "ltr"}
    root = html.fragment_fromstring(body, create_parent="div")
    _mark_inside(root, frozenset(keys), marks)
    inner = [html.tostring(child, encoding="unicode") for child in root]
    return (root.text or "") + "".join(inner)


def _is_right_to_left(locale: str) -> bool:
    return bool(get_language_info(locale)["bidi"])


def _mark_inside(element: Any, keys: frozenset[str], marks: dict[str, str]) -> None:
    for child in list(element):
        if not isinstance(child.tag, str) or child.get("lang"):
            continue
        words = child.get("alt") or child.text_content()
        if key_of(words) in keys:
            child.attrib.update(marks)
        else:
            _mark_inside(child, keys, marks)
        if key_of(child.tail or "") in keys:
            child.addnext(_span(child.tail, marks))
            child.tail = None
    if key_of(element.text or "") in keys:
        element.insert(0, _span(element.text, marks))
        element.text = None


def _span(text: str, marks: dict[str, str]) -> Any:
    span = html.Element("span", marks)
    span.text = text
    return span
