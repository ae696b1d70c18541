"""What forms of several kinds ask alike: texts and places, and what they mean in a line."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any, Final

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from hub.content.models import Place
from hub.intake.forms.line_form import EVERY_TEXT

PARAGRAPH: Final = re.compile(r"\n\s*\n")
SUGGESTED_MAXIMUM: Final = 300


def text_field(label: Any, most: int, *, hint: Any = "", rows: int = 0, needed: Any = "") -> Any:
    """Return a field for text: of several lines where there are `rows`; `needed` is what its
    absence is answered with, nothing where it may be empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=bool(needed),
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput,
        error_messages={**EVERY_TEXT, **({"required": needed} if needed else {})},
    )


def web_field(label: Any, hint: Any = "") -> Any:
    """Return a field for an address in the web; one without `https://` gets it."""
    return forms.URLField(
        label=label,
        help_text=hint,
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("This is no address. It looks like https://example.org")},
    )


def choices_field(label: Any, choices: Any = (), hint: Any = "") -> Any:
    """Return a field of boxes to tick, none of them needed."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def suggest_places(field: Any) -> None:
    """Have a field for a place's name suggest those that are known."""
    names = Place.objects.values_list("name", flat=True).distinct()
    field.suggestions = list(names[:SUGGESTED_MAXIMUM])


def place_of(name: str) -> Place | None:
    """Return the place of that name, if it is known."""
    return Place.objects.filter(name__iexact=name.strip()).order_by("pk").first()


def place_line(name: str, street: str) -> dict[str, str] | None:
    """Return a place as a line says it: a known one by its id, a new one with its street."""
    if not name:
        return None
    known = place_of(name)
    if known is not None and not street:
        return {"id": str(known.hub_id)}
    return {"name": name, "street": street}


def place_words(given: Any) -> dict[str, Any]:
    """Return what a line says of a place as `place` and `street`."""
    if isinstance(given, Mapping) and given.get("id"):
        known = Place.objects.filter(hub_id=str(given["id"])).first()
        return {"place": known.name if known else ""}
    if isinstance(given, Mapping):
        return {"place": given.get("name"), "street": given.get("street")}
    return {"place": given}


def html_of(text: str) -> str:
    """Return what was written as paragraphs."""
    paragraphs = [one.strip() for one in PARAGRAPH.split(text.replace("\r", "")) if one.strip()]
    return "".join(f"<p>{escape(one).replace(chr(10), '<br/>')}</p>" for one in paragraphs)


def text_of(html: Any) -> str:
    """Return paragraphs as they are written; what else the HTML says is lost."""
    text = str(html or "").replace("</p>", "\n\n").replace("<br/>", "\n").replace("<br>", "\n")
    return unescape(strip_tags(text)).strip()


def keys_of(given: Any) -> list[str]:
    """Return the keys of a line's list, given alone or as {key, label}."""
    values = given if isinstance(given, list) else []
    return [str(one.get("key")) if isinstance(one, Mapping) else str(one) for one in values]
