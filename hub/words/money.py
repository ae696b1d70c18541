"""Prices in words: "5 Euro, ermäßigt 3 Euro", "kostenlos"."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from babel.numbers import format_decimal, get_currency_name
from django.utils.translation import gettext as _

from hub.words.dates import base, isolate, language

CENTS: Final = 100
# CLDR has a space in Ukrainian thousands (1 500); the hub writes the stop of the city's price tags.
FIGURES: Final = {"uk": "de"}


def amount_in_words(cents: int, currency: str = "EUR") -> str:
    """Return "5 Euro" or "1.500,50 Euro"; another currency by its code."""
    return _amount(cents, currency, base(language()))


# A page of a list says the same few prices two times each.
@lru_cache(maxsize=1024)
def _amount(cents: int, currency: str, code: str) -> str:
    amount = Decimal(cents) / CENTS
    pattern = "#,##0.00" if cents % CENTS else "#,##0"
    figures = isolate(format_decimal(amount, pattern, FIGURES.get(code, code)), code)
    name = get_currency_name(currency, amount, code) if currency == "EUR" else currency
    return f"{figures} {name}"


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
