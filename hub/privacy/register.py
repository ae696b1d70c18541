"""All personal data the hub knows of: the machinery's own and what capabilities declare."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from wagtail.models import Revision

from hub.kernel.contract import registry
from hub.kernel.contract.parts import PersonalData
from hub.privacy.ending import end
from hub.privacy.labels import clear_labels
from hub.privacy.models import What, note


@dataclass(frozen=True)
class Registered:
    """One declaration with who made it, e.g. `events.registrations`."""

    key: str
    part: PersonalData


def registered() -> list[Registered]:
    """Return all declarations, the machinery's own (hub.privacy.machinery) first."""
    return [Registered(one.key, one.part) for one in registry.owned(PersonalData)]


def declared_fields() -> dict[str, set[str]]:
    """Return {"app_label.model": fields} of everything that is declared, in lower case."""
    fields: dict[str, set[str]] = {}
    for one in registered():
        fields.setdefault(one.part.model.lower(), set()).update(one.part.fields)
    return fields


def erase(email: str, *, is_trial: bool = False, user: Any = None) -> dict[str, int]:
    """Remove all that belongs to an address, in one transaction; return {declaration: how many}.

    The protocol says how much, and which `user` did it. Safe to repeat: a second time finds
    nothing. With `is_trial` everything is taken back.
    """
    with transaction.atomic():
        clear_labels(_rows(email))
        counts = {one.key: erase_part(one.part, email) for one in registered()}
        note(What.ERASED, counts, user=user)
        if is_trial:
            transaction.set_rollback(True)
    return counts


def erase_part(part: PersonalData, email: str) -> int:
    """Erase what one declaration says belongs to an address; return how many rows."""
    if part.eraser:
        return part.eraser(email)
    return sum(end(part, rows) for rows in part.find(email))


def _rows(email: str) -> Iterable[models.Model]:
    return (row for one in registered() for rows in one.part.find(email) for row in rows)


def export(email: str) -> dict[str, list[dict[str, Any]]]:
    """Return {declaration: rows that belong to an address}, each row with its declared fields.

    Keys of rows stay out: a session's is a way in. Declarations without a row do too. Writes
    nothing.
    """
    rows_by_key = {
        one.key: [_said(one.part, row) for rows in one.part.find(email) for row in rows]
        for one in registered()
    }
    return {key: rows for key, rows in rows_by_key.items() if rows}


def _said(part: PersonalData, row: models.Model) -> dict[str, Any]:
    """Return the declared fields of a row, or of an old version; who else is named, as a key."""
    if isinstance(row, Revision):
        return {"model": row._meta.label, **{name: row.content.get(name) for name in part.fields}}
    names = {field.name: field.attname for field in row._meta.concrete_fields}
    own = {name: getattr(row, names[name]) for name in part.fields if name in names}
    return {"model": row._meta.label, **own}
