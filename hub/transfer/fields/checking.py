"""The model's own checks on what a line wrote: lengths, choices, `clean()`, child objects too.

Uniqueness of addresses and keys is the plan's business: it sees all lines at once.
"""

from typing import Any, Final
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db.models import TextField

from hub.transfer.fields.values import OWN, child_relations
from hub.transfer.lines.plan import PlannedLine
from hub.transfer.problems import Problems

LONGEST: Final = 2_000_000


def check(source: Any, entry: PlannedLine, problems: Problems) -> bool:
    """Note what the model refuses; return whether it refuses nothing."""
    children = _children(source)
    for child in children:
        if hasattr(child, "locale_id"):
            child.locale_id = source.locale_id
    _check_lengths(source, entry, problems)
    relations = {one.name for one in source._meta.concrete_fields if one.is_relation}
    try:
        source.clean_fields(exclude=(relations | OWN) - {"title"})
        source.clean()
        for child in children:
            columns = {one.name for one in child._meta.concrete_fields if one.is_relation}
            child.clean_fields(exclude=columns | {"sort_order"})
            child.clean()
    except ValidationError as error:
        for field, message in _messages(error):
            problems.add(entry.number, field, message)
    return entry.number not in problems.lines


def _check_lengths(source: Any, entry: PlannedLine, problems: Problems) -> None:
    for column in source._meta.concrete_fields:
        # Django leaves the length of a TextField to forms.
        value = getattr(source, column.attname)
        most = column.max_length or LONGEST
        if isinstance(column, TextField) and len(value or "") > most:
            message = f"{len(value)} characters, at most {most} are allowed"
            problems.add(entry.number, column.name, message)


def name_children(source: Any, entry: PlannedLine) -> None:
    """Give new child objects the key that their counterparts in other languages get as well."""
    for relation in child_relations(type(source)):
        name = relation.get_accessor_name()
        for order, child in enumerate(getattr(source, name).all()):
            if child.pk is None and hasattr(child, "translation_key"):
                child.translation_key = uuid5(entry.id, f"{name}/{order}")


def _children(source: Any) -> list[Any]:
    return [
        child
        for relation in child_relations(type(source))
        for child in getattr(source, relation.get_accessor_name()).all()
    ]


def _messages(error: ValidationError) -> list[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        named = error.message_dict.items()
        return [(name.replace("__all__", ""), " ".join(texts)) for name, texts in named]
    return [("", " ".join(error.messages))]
