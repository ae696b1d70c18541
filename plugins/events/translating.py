"""What a translator sees of an event: its words. Dates and numbers follow the original."""

from typing import Final

from wagtail_localize.fields import SynchronizedField

SYNCHRONISED: Final = [
    SynchronizedField(name, overridable=False)
    for name in (
        "timezone",
        "rrule",
        "rdates",
        "exdates",
        "skips_holidays",
        "organiser_name",
        "type",
        "first_day",
        "start_time",
        "last_day",
        "end_time",
        "all_day",
        "status",
        "format",
        "place",
        "organisation",
    )
]
