"""Form fields of events: several dates in a text box, a line each."""

import re
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plugins.events.recurrence.series import Single, is_day, read_singles, write_singles

STORED: Final = re.compile(r"\d{8}(T\d{6})?(,\d{8}(T\d{6})?)*")
# 24.12.2026 · 24.12.2026 10:30 · 24.12.2026, 10 Uhr · 2026-12-24
LINE: Final = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?"
    r"(?:(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
    r"(?:,?\s+(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:\s*Uhr)?)?"
    r"(?:\s*\(.*\))?"
)


class SinglesField(forms.CharField):
    """Days (24.12.2026) or times (24.12.2026 10:00), one a line; stored as RFC 5545 text."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Return the stored text as lines to edit; what was typed stays as it is."""
        if isinstance(value, str) and STORED.fullmatch(value):
            return "\n".join(_line(one) for one in read_singles(value))
        return value

    def clean(self, value: Any) -> str:
        """Return the text to store. Names the line that cannot be read."""
        lines = re.split(r"[\n;]+", super().clean(value).replace("\r", ""))
        return write_singles([_single(line.strip()) for line in lines if line.strip()])

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is stored with what would be."""
        try:
            return bool((initial or "") != self.clean(data))
        except ValidationError:
            return True


def _line(one: Single) -> str:
    return f"{one:%d.%m.%Y}" if is_day(one) else f"{one:%d.%m.%Y %H:%M}"


def _single(line: str) -> Single:
    match = LINE.fullmatch(line)
    try:
        if match is None:
            raise ValueError(line)
        if match["iso"]:
            day = date.fromisoformat(match["iso"])
        else:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["hour"] is None:
            return day
        return datetime.combine(day, time(int(match["hour"]), int(match["minute"] or 0)))
    except ValueError:
        raise ValidationError(
            _("“%(line)s” is no date. Write one date a line, e.g. 24.12.2026.")
            % {"line": line[:40]}
        ) from None
