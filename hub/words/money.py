"""Prices in words: "5 Euro, ermäßigt 3 Euro", "kostenlos"."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.words.dates import base, isolate, language

CENTS: Final = 100
# Languages that write 5.50; the others write 5,50.
WITH_POINT: Final = {"ar", "en", "fa"}


def amount_in_words(cents: int, currency: str = "EUR") -> str:
    """Return "5 Euro" or "1.500,50 Euro"; another currency by its code."""
    whole, rest = divmod(cents, CENTS)
    has_point = base(language()) in WITH_POINT
    figures = f"{whole:,}" if has_point else f"{whole:,}".replace(",", ".")
    if rest:
        figures += f"{'.' if has_point else ','}{rest:02}"
    figures = isolate(figures)
    if currency != "EUR":
        return f"{figures} {currency}"
    return ngettext("%(amount)s euro", "%(amount)s euros", whole if not rest else 2) % {
        "amount": figures
    }


def price_in_words(price: Mapping[str, Any] | None) -> str:
    """Return what it costs; "" where nothing is stated. The note is not part of it."""
    if not price:
        return ""
    if price["is_free"]:
        return _("free")
    if price["amount_cents"] is None:
        return ""
    words = amount_in_words(price["amount_cents"], price["currency"])
    if price["reduced_cents"] is not None:
        reduced = amount_in_words(price["reduced_cents"], price["currency"])
        return _("%(price)s, reduced %(reduced)s") % {"price": words, "reduced": reduced}
    return words
