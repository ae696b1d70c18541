"""Side by side: what stands here and what a line says, field by field, in words for people.

Draw what `side_by_side` returns with the template `hub/transfer/side_by_side.html`; pages that do
so load `hub/side_by_side.css`. Nothing here writes, and nothing of a line is taken for markup.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from hub.content.models import Contact, District, HubImage, Place, Topic
from hub.transfer.compare import Difference
from hub.words.dates import clock_in_words, day_in_words

# In longer texts single words are not marked: comparing them takes longer than anybody waits.
MARKED_LETTERS: Final = 20_000


@dataclass(frozen=True)
class Beside:
    """One field in two columns: its name for people, and both values with their changes marked."""

    field: str
    label: str
    here: SafeString
    line: SafeString


def side_by_side(model: type[models.Model], differences: Iterable[Difference]) -> list[Beside]:
    """Return the fields in which a line differs from a page or record of `model`."""
    return [
        Beside(one.field, label_of(model, one.field), *_marked(model, one)) for one in differences
    ]


def label_of(model: type[models.Model], name: str) -> str:
    """Return what editors call a field."""
    if name == "live":
        return _("Published")
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    is_child = isinstance(field, models.ManyToOneRel)
    return capfirst(
        field.related_model._meta.verbose_name_plural if is_child else field.verbose_name
    )


def text_of(model: type[models.Model], name: str, value: Any) -> str:
    """Return a field's value, as `fields.values.values_of` gives it, as plain text in lines."""
    if name == "topics":
        labels = dict(Topic.objects.filter(key__in=value or []).values_list("key", "label"))
        return "\n".join(labels.get(key, key) for key in value or [])
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, str) and isinstance(field, models.DateField | models.TimeField):
        return _when(field, value)
    related = getattr(field, "related_model", None)
    return "\n".join(_lines(value, related))


def _when(field: "models.Field[Any, Any]", value: str) -> str:
    """Return a day, a time of day or both as people say it: never "15:00:00"."""
    if isinstance(field, models.TimeField):
        clock = parse_time(value)
        return clock_in_words(clock) if clock else value
    if not isinstance(field, models.DateTimeField):
        day = parse_date(value)
        return day_in_words(day, is_full=True) if day else value
    moment = parse_datetime(value)
    if moment is None:
        return value
    here = localtime(moment)
    return f"{day_in_words(here.date(), is_full=True)}, {clock_in_words(here)}"


def _marked(model: type[models.Model], difference: Difference) -> tuple[SafeString, SafeString]:
    here, line = (
        text_of(model, difference.field, value) for value in (difference.here, difference.line)
    )
    if len(here) + len(line) > MARKED_LETTERS:
        return format_html("{}", here), format_html("{}", line)
    changes = diff_text(here, line).changes
    return _side(changes, "deletion", "del"), _side(changes, "addition", "ins")


def _side(changes: list[tuple[str, str]], change: str, tag: str) -> SafeString:
    """Return one column; what stands there alone is an HTML element of that name."""
    marked = (
        (format_html(f"<{tag}>{{}}</{tag}>", text) if sort == change else text,)
        for sort, text in changes
        if sort in {"equal", change}
    )
    return format_html_join("", "{}", marked)


def _lines(value: Any, model: type[models.Model] | None = None) -> Iterator[str]:
    """Yield the texts of a value; `model` is that of the child objects or of the row it names."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        yield _("yes") if value else _("no")
    elif isinstance(value, str):
        yield get_text_for_indexing(value) if "<" in value else value
    elif isinstance(value, Mapping):
        yield from _of_object(value, model)
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item, model)
    else:
        yield str(value)


def _of_object(value: Mapping[str, Any], model: type[models.Model] | None) -> Iterator[str]:
    """Yield the texts of a block, a reference, or a child object."""
    if "type" in value and "value" in value:
        yield from _lines(value["value"])
    elif len(value) == 1 and (name := _name_of(*next(iter(value.items())), model)):
        yield name
    elif model is not None:
        texts = {label_of(model, name): text_of(model, name, item) for name, item in value.items()}
        yield ", ".join(f"{label}: {text}" for label, text in texts.items() if text)
    else:
        for name, item in value.items():
            if name != "id":
                yield from _lines(item)


def _name_of(name: str, key: Any, model: type[models.Model] | None) -> str:
    """Return the name of the row that a reference stands for; empty where it is none."""
    if not isinstance(key, int | str):
        return ""
    if name == "page":
        titles = Page.objects.filter(translation_key=key).order_by("pk")
        return titles.values_list("title", flat=True).first() or str(key)
    known = (model, HubImage, get_document_model(), Place, District, Contact, Topic)
    named = next((one for one in known if one and one._meta.model_name == name), None)
    if named is None:
        return ""
    return str(named._default_manager.filter(pk=key).first() or key)
