"""Filters of themes: dates, times, prices and addresses in words. They take what documents hold."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub.delivery.listed import listed_date
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.rows import Document
from hub.words import dates, filter_names, money

register = template.Library()


@register.filter
def when(one: Mapping[str, Any] | None) -> str:
    """Return a document's date as in lists: "Sa., 14. März, 15–17 Uhr"."""
    return dates.when_in_words(one) if one else ""


@register.filter
def when_full(one: Mapping[str, Any] | None) -> str:
    """Return a document's date in full: "Samstag, 14. März 2026, 15–17 Uhr"."""
    return dates.when_in_words(one, is_full=True) if one else ""


@register.filter
def clock(one: Mapping[str, Any] | None) -> str:
    """Return the time of a document's date: "15–17 Uhr"; of several days: when; all day: ""."""
    if not one:
        return ""
    found = dates.span(one)
    if found.first != found.last:
        return dates.when_in_words(one)
    return "" if found.all_day else dates.clock_in_words(found.starts_at, found.ends_at)


@register.filter
def day(value: str | date | datetime | None, form: str = "full") -> str:
    """Return a day: `full`, `list`, or `plain` without the weekday, for a sentence."""
    if not value:
        return ""
    found = _date(value)
    if form == "plain":
        return dates.day_in_sentence(found)
    return dates.day_in_words(found, is_full=form == "full")


@register.filter
def day_number(value: str | date | datetime) -> int:
    """Return the day of the month."""
    return _date(value).day


@register.filter
def weekday(value: str | date | datetime | int, form: str = "full") -> str:
    """Return the weekday's name, `full`, `short` or for a `column`; a number counts from Monday."""
    number = value if isinstance(value, int) else _date(value).weekday()
    if form == "column":
        return dates.weekday_of_column(number)
    return dates.weekday_name(number, is_short=form == "short")


@register.filter
def month(value: date, form: str = "inside") -> str:
    """Return the month's name `inside` a date, `alone`, or alone with the `year`."""
    if form == "inside":
        return dates.month_name(value.month)
    return dates.month_in_words(value, year=form == "year")


@register.filter
def starts_on(one: Mapping[str, Any]) -> date:
    """Return the first day of a document's date."""
    return dates.span(one).first


@register.filter
def deadline(value: str | None) -> str:
    """Return "bis 31. März, 12 Uhr (noch 5 Tage)"."""
    return dates.deadline_in_words(value) if value else ""


@register.filter
def days_left(value: str | None) -> int | None:
    """Return in how many days a moment comes; None once it has passed, or where there is none."""
    if not value or is_over(value):
        return None
    return (dates.local(value).date() - timezone.localdate()).days


@register.filter
def near(value: date) -> str:
    """Return "heute", "morgen" or ""."""
    return dates.near_in_words(value)


@register.simple_tag
def comma(lang: str = "") -> str:
    """Return what stands between two words of a list in this language, the page's by default."""
    return dates.comma(lang)


@register.filter
def is_over(value: str | None) -> bool:
    """Whether a moment has passed."""
    return bool(value) and datetime.fromisoformat(str(value)) <= timezone.now()


@register.filter
def next_date(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the first of a document's dates that is not over, else the last."""
    return listed_date({"dates": found})


@register.filter
def moment(value: str) -> str:
    """Return one time in words: "Fr., 11. Dezember, 15 Uhr"."""
    return dates.when_in_words({"starts_at": value, "ends_at": value})


@register.filter
def time_of_day(value: datetime) -> str:
    """Return a moment's time alone: "15 Uhr", in figures as in a table's cell."""
    return dates.clock_in_words(dates.local(value))


@register.filter
def hours(one: Mapping[str, str]) -> str:
    """Return opening hours {opens, closes} in words: "9–17 Uhr"."""
    opens, closes = (
        datetime.combine(date.min, time.fromisoformat(one[key])) for key in ("opens", "closes")
    )
    return dates.clock_in_words(opens, closes)


@register.filter
def without(found: list[Item], key: str) -> list[Item]:
    """Return the items but the one with this id."""
    return [one for one in found if one.document["id"] != key]


@register.filter
def still_to_come(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the dates of a document that are not over."""
    return [one for one in found if not is_over(one["ends_at"])]


@register.filter
def in_force(documents: list[Document], key: str) -> list[Document]:
    """Return the documents whose object under `key` holds now by its starts_at and ends_at."""
    return [
        one
        for one in documents
        if key in one
        and (not one[key].get("starts_at") or is_over(one[key]["starts_at"]))
        and not is_over(one[key].get("ends_at"))
    ]


@register.filter
def saying(documents: list[Document], claim: str) -> list[Document]:
    """Return the documents whose member has this value: `alert.severity=major`."""
    path, _equals, value = claim.partition("=")
    key, _dot, member = path.partition(".")
    return [one for one in documents if one.get(key, {}).get(member) == value]


@register.filter
def price(value: Mapping[str, Any] | None) -> str:
    """Return "5 Euro, ermäßigt 3 Euro", "kostenlos" or ""."""
    return money.price_in_words(value)


@register.filter
def amount(cents: int) -> str:
    """Return "5.000 Euro"."""
    return money.amount_in_words(cents)


@register.filter
def apart(value: Any) -> SafeString:
    """Return words of any direction, set apart from the sentence around them (HTML's `bdi`)."""
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def fact_words(name: str) -> str:
    """Return what an accessibility fact is called."""
    return str(filter_names.FACT_WORDS.get(name, name))


@register.filter
def host(url: str) -> str:
    """Return the host of an address, for people: `example.org`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def breakable(address: str) -> SafeString:
    """Return an e-mail address that may break after its @."""
    name, at, rest = address.rpartition("@")
    return format_html("{}{}<wbr>{}", name, at, rest)


@register.filter
def telephone(number: str) -> str:
    """Return a `tel:` address (RFC 3966); a national number gets Germany's prefix."""
    kept = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    kept = f"+49{kept[1:]}" if kept.startswith("0") and not kept.startswith("00") else kept
    return f"tel:{kept}"


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """Return the mapping's value or ""."""
    return (mapping or {}).get(key, "")


def _date(value: str | date | datetime) -> date:
    if isinstance(value, datetime):
        return dates.local(value).date()
    if isinstance(value, date):
        return value
    return dates.local(value).date() if "T" in value else date.fromisoformat(value)
