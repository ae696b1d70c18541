"""From a document to what a calendar holds: one entry with its rule, one for each changed date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from hub.kernel.documents.texts import writable

# RFC 5545 §3.8.1.11 has no word for postponed: nobody should go there on that day.
STATUS: Final = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
When = date | datetime


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One VEVENT. Times are local to `zone`; an all-day one has dates, its end is the day after.

    `replaces` is the start of the date that this one stands for. `rule`, `added` and `excluded` are
    the recurrence (RFC 5545). `is_background` does not make anybody busy.
    """

    uid: str
    starts: When
    ends: When
    zone: str
    status: str
    summary: str
    sequence: int = 0
    replaces: When | None = None
    rule: str = ""
    added: tuple[When, ...] = ()
    excluded: tuple[When, ...] = ()
    is_background: bool = False
    note: str = ""


def occurrences(document: Mapping[str, Any]) -> list[Occurrence]:
    """Return the entries of a document; none where it has no dates."""
    event = document.get("event")
    if event is None:
        return _plain_dates(document)
    first = _first(document, event)
    if not event["recurrence"]:
        return [first] if len(document["dates"]) < 2 else _plain_dates(document)  # noqa: PLR2004
    return [_master(first, event), *_changed(document, event, first)]


def _first(document: Mapping[str, Any], event: Mapping[str, Any]) -> Occurrence:
    only = document["dates"][0] if len(document["dates"]) == 1 else {}
    zone, all_day = event["timezone"], event["all_day"]
    if event["recurrence"] or not only:
        only = {"starts_at": event["first_starts_at"], "ends_at": event["first_ends_at"]}
    status = _worse(event["status"], only.get("status", ""))
    return Occurrence(
        uid=event["uid"],
        starts=_when(only["starts_at"], zone, all_day),
        ends=_when(only["ends_at"], zone, all_day),
        zone=zone,
        status=STATUS.get(status, "CONFIRMED"),
        summary=_summary(document, status),
        sequence=event["sequence"],
        is_background=event["type"] == "long_running",
        note=event["status_reason"],
    )


def _master(first: Occurrence, event: Mapping[str, Any]) -> Occurrence:
    recurrence, zone, all_day = event["recurrence"], event["timezone"], event["all_day"]
    return replace(
        first,
        rule=_rule(recurrence["rrule"] or "", zone, all_day),
        added=tuple(_when(one, zone, all_day) for one in recurrence["rdates"]),
        excluded=tuple(_when(one, zone, all_day) for one in recurrence["exdates"]),
    )


def _changed(
    document: Mapping[str, Any], event: Mapping[str, Any], first: Occurrence
) -> list[Occurrence]:
    occurrences = []
    # Rows of an older release lack them until the first sweep.
    further = event["recurrence"].get("further_changes", [])
    for day in (*document["dates"], *further):
        as_ruled = {"scheduled", event["status"]}
        if day["status"] in as_ruled and not day["recurrence_id"] and not day["note"]:
            continue
        status = _worse(event["status"], day["status"])
        occurrences.append(
            replace(
                first,
                starts=_when(day["starts_at"], day["timezone"], day["all_day"]),
                ends=_when(day["ends_at"], day["timezone"], day["all_day"]),
                zone=day["timezone"],
                # The type of RECURRENCE-ID is that of the rule's DTSTART (RFC 5545 §3.8.4.4).
                replaces=_when(
                    day["recurrence_id"] or day["starts_at"], event["timezone"], event["all_day"]
                ),
                status=STATUS.get(status, "CONFIRMED"),
                summary=_summary(document, status),
                note="\n".join(part for part in (event["status_reason"], day["note"]) if part),
            )
        )
    return occurrences


def _plain_dates(document: Mapping[str, Any]) -> list[Occurrence]:
    """Return one entry a date, each with an id of its own."""
    event = document.get("event") or {}
    occurrences = []
    for day in document["dates"]:
        status = _worse(event.get("status", ""), day["status"])
        starts = _when(day["starts_at"], day["timezone"], day["all_day"])
        original = day["recurrence_id"] or day["starts_at"]
        stamp = datetime.fromisoformat(original).astimezone(UTC)
        occurrences.append(
            Occurrence(
                uid=f"{document['id']}-{stamp:%Y%m%dT%H%M%SZ}",
                starts=starts,
                ends=_when(day["ends_at"], day["timezone"], day["all_day"]),
                zone=day["timezone"],
                status=STATUS.get(status, "CONFIRMED"),
                summary=_summary(document, status),
                sequence=event.get("sequence", 0),
                is_background=event.get("type") == "long_running",
                note=day["note"],
            )
        )
    return occurrences


def _worse(ours: str, theirs: str) -> str:
    return next((one for one in ("cancelled", "postponed") if one in {ours, theirs}), "scheduled")


def _summary(document: Mapping[str, Any], status: str) -> str:
    """Return the title; many calendars do not show a status, so it says it too."""
    title = writable(document["title"])
    with translation.override(document["locale"]):
        if status == "cancelled":
            return _("Cancelled: %(title)s") % {"title": title}
        if status == "postponed":
            return _("Postponed: %(title)s") % {"title": title}
    return title


def _when(text: str, zone: str, all_day: bool) -> When:
    local = datetime.fromisoformat(text).astimezone(ZoneInfo(zone))
    return local.date() if all_day else local


def _rule(rule: str, zone: str, all_day: bool) -> str:
    """Return the rule with UNTIL as its DTSTART asks: a date, or a time in UTC (RFC 5545
    §3.3.10)."""
    parts = []
    for part in rule.removeprefix("RRULE:").split(";"):
        name, _equals, value = part.partition("=")
        parts.append(f"UNTIL={_until(value, zone, all_day)}" if name.upper() == "UNTIL" else part)
    return ";".join(part for part in parts if part)


def _until(value: str, zone: str, all_day: bool) -> str:
    # A day means all of it.
    wall = f"{value}T235959"[:15] if "T" not in value else value[:15]
    own = ZoneInfo("UTC") if value.endswith("Z") else ZoneInfo(zone)
    moment = datetime.strptime(wall, "%Y%m%dT%H%M%S").replace(tzinfo=own)
    if all_day:
        return f"{moment.astimezone(ZoneInfo(zone)):%Y%m%d}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
