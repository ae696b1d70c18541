"""The JSON Schema of the object under `event`, and the words one filters events by."""

from typing import Any, Final

from django.utils.translation import pgettext_lazy

from hub.kernel.contract.filters import Facet, Filter, Flag, OnDate
from hub.kernel.documents.document import ACCESSIBILITY_FACTS
from hub.kernel.documents.schema import DATE, MOMENT, TRI_STATE, array, closed, nullable, text
from plugins.events.choices import AUDIENCE, LANGUAGES, Format, Status, Type

_COUNT: Final = nullable({"type": "integer", "minimum": 0})
_FLAG: Final = {"type": "boolean"}
AUDIENCE_KEYS: Final = tuple(key for key, _label in AUDIENCE)
LANGUAGE_KEYS: Final = tuple(key for key, _label in LANGUAGES)

# As `dates[].status` says; not DateStatus, whose labels are an editor's choices.
DATE_STATUSES: Final = {
    "scheduled": pgettext_lazy("of a single date", "takes place"),
    "moved": pgettext_lazy("of a single date", "moved"),
    "cancelled": pgettext_lazy("of a single date", "cancelled"),
    "postponed": pgettext_lazy("of a single date", "postponed"),
}


def _keyed(keys: tuple[str, ...]) -> dict[str, Any]:
    return array(closed({"key": text(enum=list(keys)), "label": text()}))


EVENT: Final = closed(
    {
        "type": text("long_running events are listed apart", enum=Type.values),
        "status": text("of the event as a whole; each date has its own", enum=Status.values),
        "status_reason": text(),
        "format": text(enum=Format.values),
        "timezone": text("IANA name; the rule's times are this zone's"),
        "all_day": _FLAG,
        "first_starts_at": MOMENT,
        "first_ends_at": MOMENT,
        "recurrence": nullable(
            closed(
                {
                    "rrule": nullable(text("RFC 5545, without RRULE:")),
                    "rdates": array(MOMENT),
                    "exdates": array(MOMENT),
                    "skips_holidays": {
                        "type": "boolean",
                        "description": "the rule makes no date on public holidays; those of the"
                        " next four years are among `exdates`",
                    },
                    "text": text("the repetition in words"),
                    "further_changes": {
                        **array(DATE),
                        "description": "changed dates that `dates` does not list: later than it"
                        " reaches, or long ago",
                    },
                }
            )
        ),
        "has_more_dates": {
            "type": "boolean",
            "description": "the event has dates, past or future, that `dates` does not list",
        },
        "registration": closed(
            {
                "is_required": _FLAG,
                "url": text(),
                "email": text(),
                "deadline_at": nullable(MOMENT),
                "capacity": _COUNT,
                "is_full": _FLAG,
                "note": text(),
            }
        ),
        "price": closed(
            {
                "is_free": TRI_STATE,
                "amount_cents": _COUNT,
                "reduced_cents": _COUNT,
                "currency": text(enum=["EUR"]),
                "note": text(),
            }
        ),
        "audience": _keyed(AUDIENCE_KEYS),
        "languages": _keyed(LANGUAGE_KEYS),
        "accessibility": closed(
            dict.fromkeys(ACCESSIBILITY_FACTS, TRI_STATE),
            "of the event itself; the place has its own",
        ),
        "sequence": {"type": "integer", "minimum": 0, "description": "iCalendar SEQUENCE"},
        "uid": text("iCalendar UID; the same in every language"),
        "organiser_name": text("only where the organiser is not in the directory"),
    }
)

FILTERS: Final[tuple[Filter, ...]] = (
    Facet(
        name="format",
        values=tuple(Format.values),
        labels=dict(Format.choices),
        description="in person, online or both",
        example="online",
    ),
    Flag(name="free", description="free of charge"),
    Facet(
        name="audience",
        values=AUDIENCE_KEYS,
        labels=dict(AUDIENCE),
        description="for whom",
        example="families",
    ),
    Facet(
        name="language",
        values=LANGUAGE_KEYS,
        labels=dict(LANGUAGES),
        description="a language spoken there, not the language of the text",
        example="uk",
    ),
    Facet(
        name="status",
        values=tuple(Status.values),
        labels=dict(Status.choices),
        description="whether the event as a whole takes place",
        example="scheduled",
    ),
    OnDate(
        name="date_status",
        of="status",
        values=tuple(DATE_STATUSES),
        labels=DATE_STATUSES,
        title=pgettext_lazy("filter", "Single dates"),
        description="what holds for a single date: an event is found under its first date that has"
        " this status, within `from` and `to`; `moved` dates lie on their new day",
        example="cancelled",
    ),
    Facet(
        name="type",
        values=tuple(Type.values),
        labels=dict(Type.choices),
        description="events with dates, or long-running ones",
        example="long_running",
    ),
)
FACETS: Final = (
    "topic",
    "district",
    "format",
    "free",
    "accessible",
    "audience",
    "language",
    "type",
)
