"""What a call adds to the shared document, and how a line is read back onto it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.filters import DateRange, Facet, Filter, NumberRange, Open
from hub.kernel.contract.sources import Context, Facts
from hub.kernel.documents.document import described, moment
from hub.kernel.documents.facts import Built, DateFact, Number
from hub.kernel.documents.reader import Reader, one_of
from hub.kernel.documents.schema import MOMENT, array, closed, nullable, text
from hub.words.dates import clock_in_words
from plugins.funding.choices import (
    APPLICANTS,
    PURPOSES,
    STATES,
    TIMES,
    Choices,
    Region,
    Timing,
    keys,
    labels,
)
from plugins.funding.models import END_OF_DAY, FundingAttachment, FundingDeadline, FundingPage
from plugins.funding.states import facets_of_time, is_check_due, next_deadline, state_of

CENTS: Final = 100
DAY: Final = timedelta(days=1)
EUROS: Final = {"type": "integer", "minimum": 0}
SCHEMA: Final = closed(
    {
        "funder": text(),
        "funder_url": text(),
        "applicants": array(closed({"key": text(enum=keys(APPLICANTS)), "label": text()})),
        "purposes": array(closed({"key": text(enum=keys(PURPOSES)), "label": text()})),
        "region": text(enum=list(Region.values)),
        "amount_min_cents": nullable(EUROS),
        "amount_max_cents": nullable(EUROS),
        "currency": text(enum=["EUR"]),
        "own_share_percent": nullable({"type": "integer", "minimum": 0, "maximum": 100}),
        "own_share_note": text(),
        "timing": text(
            "dated: until a day; rolling: at any time; announced: not yet; unknown: not stated",
            enum=list(Timing.values),
        ),
        "timing_note": text(),
        "opens_on": nullable(text(format="date")),
        "deadlines": array(MOMENT),
        "deadline_at": nullable(MOMENT | {"description": "the next deadline, else the last one"}),
        "state": text(enum=keys(STATES)),
        "application_url": text(),
        "attachments": array(closed({"title": text(), "url": text()})),
        "checked_on": nullable(text("when it was last compared with the funder's", format="date")),
        "is_check_due": {"type": "boolean", "description": "that was more than 90 days ago"},
    }
)
AMOUNT: Final = Number(name="amount", title=_("Amount in euros"))
FILTERS: Final[tuple[Filter, ...]] = (
    Facet(
        name="applicant",
        values=tuple(keys(APPLICANTS)),
        title=_("Who may apply"),
        labels=dict(APPLICANTS),
        description="who may apply",
        example="initiative",
    ),
    Facet(
        name="purpose",
        values=tuple(keys(PURPOSES)),
        title=pgettext_lazy("funding", "What for"),
        labels=dict(PURPOSES),
        description="what the money is for",
        example="equipment",
    ),
    Facet(
        name="region",
        values=tuple(Region.values),
        title=_("Where"),
        labels=dict(Region.choices),
        description="where what is funded takes place",
        example="city",
    ),
    Facet(
        name="state",
        values=tuple(keys(STATES)),
        title=_("State"),
        labels=dict(STATES),
        description="whether one can apply now",
        example="closing_soon",
    ),
    Facet(
        name="apply",
        values=tuple(keys(TIMES)),
        title=_("When"),
        labels=dict(TIMES),
        description="when one can apply",
        example="in_a_month",
    ),
    NumberRange(
        name="amount",
        title=AMOUNT.title,
        description="the highest amount that is given, in euros",
        example="5000",
    ),
    DateRange(
        name="deadline", role="deadline", title=_("Until when"), description="the last day to apply"
    ),
    Open(
        name="open",
        role="deadline",
        title=_("one can apply"),
        description="false: calls that are closed",
    ),
)


def build_funding(page: FundingPage, context: Context) -> Built:
    """Return the call; each deadline is a date of that role."""
    moments = page.deadline_moments
    until = next_deadline(moments, context.now)
    today = timezone.localdate(context.now)
    with translation.override(context.locale):
        applicants, purposes = labels(page.applicants, APPLICANTS), labels(page.purposes, PURPOSES)
    most = page.amount_from_euros if page.amount_to_euros is None else page.amount_to_euros
    return Built(
        facts={
            "funder": page.funder,
            "funder_url": page.funder_url,
            "applicants": applicants,
            "purposes": purposes,
            "region": page.region,
            "amount_min_cents": _cents(page.amount_from_euros),
            "amount_max_cents": _cents(page.amount_to_euros),
            "currency": "EUR",
            "own_share_percent": page.own_share_percent,
            "own_share_note": page.own_share_note,
            "timing": page.timing,
            "timing_note": page.timing_note,
            "opens_on": page.opens_on.isoformat() if page.opens_on else None,
            "deadlines": [moment(one) for one in moments],
            "deadline_at": moment(until),
            "state": state_of(page.timing, moments, context.now),
            "application_url": page.application_url,
            "attachments": [{"title": one.title, "url": one.url} for one in page.attachments.all()],
            "checked_on": page.checked_on.isoformat() if page.checked_on else None,
            "is_check_due": is_check_due(page.checked_on, today),
        },
        shared={"dates": [_date(one, context) for one in moments]},
        dates=tuple(DateFact(role="deadline", starts_at=one, ends_at=one) for one in moments),
        facets=(
            *(("applicant", one["key"]) for one in applicants),
            *(("purpose", one["key"]) for one in purposes),
            ("region", page.region),
            *facets_of_time(page, context.now, today),
        ),
        numbers={AMOUNT.name: most},
        text=" ".join([page.funder, *(one["label"] for one in (*applicants, *purposes))]),
    )


def reword(facts: Facts, locale: str) -> dict[str, Any]:
    """Return the call with its own words in another language."""
    with translation.override(locale):
        return {
            **facts,
            "applicants": labels([one["key"] for one in facts["applicants"]], APPLICANTS),
            "purposes": labels([one["key"] for one in facts["purposes"]], PURPOSES),
        }


def read_funding(page: FundingPage, facts: Facts) -> dict[str, str]:
    """Write a line's facts onto the page; return {field: what is wrong}."""
    reader = Reader(page, facts)
    for name in ("funder", "funder_url", "own_share_note", "timing_note", "application_url"):
        reader.text(name)
    reader.choice("region")
    reader.choice("timing")
    reader.number("own_share_percent")
    reader.date("opens_on")
    reader.date("checked_on")
    reader.part("amount_min_cents", partial(_amount, page, "amount_from_euros"))
    reader.part("amount_max_cents", partial(_amount, page, "amount_to_euros"))
    reader.part("applicants", partial(_keys, page, "applicants", APPLICANTS))
    reader.part("purposes", partial(_keys, page, "purposes", PURPOSES))
    reader.part("deadlines", partial(_deadlines, page))
    reader.part("attachments", partial(_attachments, page))
    if "deadlines" not in facts and isinstance(facts.get("deadline_at"), str):
        reader.part("deadline_at", lambda value: _deadlines(page, [value]))
    return reader.errors


def schema_org(document: Facts) -> dict[str, Any]:
    """Return schema.org MonetaryGrant (https://schema.org/MonetaryGrant), known facts only."""
    call = document["funding"]
    found = described(document, "MonetaryGrant") | {
        "funder": {"@type": "Organization", "name": call["funder"], "url": call["funder_url"]},
    }
    if not call["funder_url"]:
        del found["funder"]["url"]
    if call["amount_max_cents"] is not None:
        found["amount"] = {
            "@type": "MonetaryAmount",
            "currency": call["currency"],
            "maxValue": call["amount_max_cents"] / CENTS,
        }
    return found


def _date(until: datetime, context: Context) -> dict[str, Any]:
    """Return the day of a deadline, as calendars show it; its note says until what time."""
    local = timezone.localtime(until)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    with translation.override(context.locale):
        note = gettext("Last day to apply")
        if local.time() != END_OF_DAY:
            note = gettext("Last day to apply, until %(time)s") % {"time": clock_in_words(local)}
    return {
        "starts_at": moment(day),
        "ends_at": moment(timezone.make_aware(datetime.combine(day.date() + DAY, time()))),
        "timezone": timezone.get_default_timezone_name(),
        "all_day": True,
        "status": "scheduled",
        "recurrence_id": None,
        "note": note,
    }


def _cents(euros: int | None) -> int | None:
    return None if euros is None else euros * CENTS


def _amount(page: FundingPage, name: str, cents: Any) -> None:
    if cents is not None and (isinstance(cents, bool) or not isinstance(cents, int) or cents < 0):
        raise ValueError(f"{cents!r} is no amount in cents")
    setattr(page, name, None if cents is None else cents // CENTS)


def _keys(page: FundingPage, name: str, choices: Choices, values: list[Any]) -> None:
    chosen = [one["key"] if isinstance(one, Mapping) else one for one in values]
    setattr(page, name, [one_of(key, keys(choices)) for key in chosen])


def _deadlines(page: FundingPage, values: list[Any]) -> None:
    page.deadlines = [_deadline(value) for value in values]


def _deadline(value: Any) -> FundingDeadline:
    found = _moment(value)
    local = timezone.localtime(found)
    at = local.time().replace(second=0, microsecond=0)
    return FundingDeadline(day=local.date(), at=None if at == END_OF_DAY else at)


def _moment(value: Any) -> datetime:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValueError(f"{value!r} is not a time with offset such as 2026-03-14T15:00:00+01:00")
    return found


def _attachments(page: FundingPage, rows: list[Mapping[str, Any]]) -> None:
    page.attachments = [
        FundingAttachment(title=str(one["title"])[:200], url=str(one["url"])) for one in rows
    ]
