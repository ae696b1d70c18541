"""What an event adds to the shared document."""

from datetime import datetime
from typing import Any, Final

from django.utils import translation

from hub.content.building import place, place_facets
from hub.kernel.contract.sources import Context
from hub.kernel.documents.document import moment
from hub.kernel.documents.facts import Built, DateFact
from plugins.events.choices import AUDIENCE, LANGUAGES, Status, Type, labelled
from plugins.events.models import EventPage
from plugins.events.recurrence import Expansion, Occurrence, Series
from plugins.events.recurrence.expand import left_out
from plugins.events.recurrence.wording import in_words

# A calendar follows an endless rule by itself: it has to know the holidays beyond the hub's window.
HOLIDAY_YEARS_AHEAD: Final = 4


def build_event(page: EventPage, context: Context) -> Built:
    """Return the event's object, its dates in the hub's window, organiser, place and facets.

    Raises Refused where the stored rule cannot be followed (it was checked when it was saved).
    """
    series = page.series()
    found = page.expansion(context.now)
    with translation.override(context.locale):
        facts = _facts(page, series, found, context)
    role = "running" if page.type == Type.LONG_RUNNING else "event"
    return Built(
        facts=facts,
        shared={
            "dates": [_date(page, one) for one in found.dates],
            "place": place(page.place),
            "organisation": context.embed(page.organisation and page.organisation.document_id),
            "online_url": page.online_url or None,
        },
        dates=tuple(
            DateFact(
                role=role,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                all_day=page.all_day,
                status=_status(page, one),
            )
            for one in found.dates
        ),
        facets=tuple(_facets(page)),
        text=" ".join(
            [
                page.organiser_name,
                *(one["label"] for one in (*facts["audience"], *facts["languages"])),
            ]
        ),
    )


def _status(page: EventPage, one: Occurrence) -> str:
    """Return what holds for this date: an event cancelled as a whole is cancelled on each date."""
    if page.status != Status.SCHEDULED and one.status != "cancelled":
        return str(page.status)
    return str(one.status)


def _date(page: EventPage, one: Occurrence) -> dict[str, Any]:
    return {
        "starts_at": moment(one.starts_at, page.timezone),
        "ends_at": moment(one.ends_at, page.timezone),
        "timezone": page.timezone,
        "all_day": page.all_day,
        "status": _status(page, one),
        "recurrence_id": moment(one.recurrence_id, page.timezone),
        "note": one.note,
    }


def _facts(page: EventPage, series: Series, found: Expansion, context: Context) -> dict[str, Any]:
    return {
        "type": str(page.type),
        "status": str(page.status),
        "status_reason": page.status_reason,
        "format": str(page.format),
        "timezone": page.timezone,
        "all_day": page.all_day,
        "first_starts_at": _wall(series, series.starts),
        "first_ends_at": _wall(series, series.ends),
        "recurrence": _recurrence(page, series, found, context),
        "has_more_dates": found.has_more,
        "registration": {
            "is_required": page.registration_is_required,
            "url": page.registration_url,
            "email": page.registration_email,
            "deadline_at": moment(page.registration_deadline_at, page.timezone),
            "capacity": page.registration_capacity,
            "is_full": page.registration_is_full,
            "note": page.registration_note,
        },
        "price": {
            "is_free": page.is_free,
            "amount_cents": page.price_cents,
            "reduced_cents": page.reduced_cents,
            "currency": "EUR",
            "note": page.price_note,
        },
        "audience": labelled(page.audience, AUDIENCE),
        "languages": labelled(page.languages, LANGUAGES),
        "accessibility": page.accessibility(),
        "sequence": page.sequence,
        "uid": page.uid,
        "organiser_name": page.organiser_name,
    }


def _wall(series: Series, wall: datetime) -> str | None:
    return moment(series.instant(wall), series.zone)


def _recurrence(
    page: EventPage, series: Series, found: Expansion, context: Context
) -> dict[str, Any] | None:
    if not (series.rule or series.additional):
        return None
    # Whole years, so that the document changes once a year and not with every holiday that nears.
    until = datetime(context.now.year + HOLIDAY_YEARS_AHEAD + 1, 1, 1)  # noqa: DTZ001  on the wall
    excluded = {*(series.at(one) for one in series.excluded), *left_out(series, until)}
    return {
        "rrule": page.rrule or None,
        "rdates": [_wall(series, series.at(one)) for one in series.additional],
        "exdates": [_wall(series, one) for one in sorted(excluded)],
        "skips_holidays": page.skips_holidays,
        "text": in_words(series, context.locale),
        "further_changes": [_date(page, one) for one in found.unlisted],
    }


def _facets(page: EventPage) -> list[tuple[str, str]]:
    facets = [
        ("type", str(page.type)),
        ("format", str(page.format)),
        ("status", str(page.status)),
        *(("audience", key) for key in page.audience),
        *(("language", key) for key in page.languages),
        *(("accessible", name) for name, value in page.accessibility().items() if value),
        *place_facets(page.place),
    ]
    if page.is_free:
        facets.append(("free", "true"))
    if page.organisation:
        facets.append(("organisation", str(page.organisation.document_id)))
    return facets
