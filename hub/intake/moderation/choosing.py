"""Field by field: what a submission would change, and its lines without what is not wanted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from hub.content.models import Place
from hub.intake.forms.lines import compared, identified
from hub.intake.models import Submission
from hub.kernel.contract import registry
from hub.transfer.compare import Change, Difference
from hub.transfer.problems import Problem
from hub.transfer.side_by_side import label_of, side_by_side

# A line cannot be without them.
NEEDED: Final = ("kind", "locale", "title")
Line = Mapping[str, Any]


class ChoiceError(Exception):
    """These fields cannot be taken over alone; the text says so to the moderator."""


def in_words(problems: Iterable[Problem]) -> list[str]:
    """Return why nothing was written: of a whole matter as it is said, of a field with its name."""
    return [str(one) if one.field else str(one.message) for one in problems]


def fields_of(change: Change) -> dict[str, Difference]:
    """Return {field: difference} of what a moderator decides on, not of what follows from it."""
    kind: Any = registry.kind(change.kind)
    return {one.field: one for one in change.differences if _is_for_people(kind.model, one.field)}


def _is_for_people(model: Any, name: str) -> bool:
    # What hangs on a page, e.g. changed dates, is a relation: Django calls none of them editable.
    hidden = {field.name for field in model._meta.concrete_fields if not field.editable}
    return name not in {"live", "slug"} and name not in hidden


def key_of(number: int, field: str) -> str:
    """Return what a checkbox is named: the line's number, from 0, and the field."""
    return f"{number}-{field}"


def tables(submission: Submission, chosen: Set[str] | None) -> list[dict[str, Any]]:
    """Return a table for each language: both sides of every field; `chosen` None: all ticked."""
    with _new_places(submission.lines, submission.document_id):
        changes = compared(submission.lines, submission.document_id)
        return [_table(number, change, chosen) for number, change in enumerate(changes)]


@contextmanager
def _new_places(lines: Sequence[Line], document_id: UUID) -> Iterator[None]:
    """Have the places that nobody knows be there inside of the block, by one name and number."""
    with transaction.atomic():
        for word in identified(lines, document_id)[: -len(lines)]:
            facts = {name: value for name, value in word.items() if name != "vocabulary"}
            Place.objects.create(**facts)
        yield
        transaction.set_rollback(True)


def _table(number: int, change: Change, chosen: Set[str] | None) -> dict[str, Any]:
    kind: Any = registry.kind(change.kind)
    fields = fields_of(change)
    sides = side_by_side(kind.model, fields.values()) if kind else []
    rows = []
    for side in sides:
        key = key_of(number, side.field)
        is_needed = change.outcome == "new" and side.field == "title"
        is_taken = is_needed or chosen is None or key in chosen
        rows.append({**vars(side), "key": key, "is_taken": is_taken, "is_needed": is_needed})
    problems = in_words(change.problems)
    return {"locale": change.locale, "outcome": change.outcome, "rows": rows, "problems": problems}


def chosen_lines(
    lines: Sequence[Line], document_id: UUID, chosen: Set[str], *, is_draft: bool = False
) -> list[dict[str, Any]]:
    """Return the lines with what drives the chosen fields alone; raises ChoiceError.

    Which word of a line drives which field is its kind's secret, so each is left out on trial.
    """
    with _new_places(lines, document_id):
        changes = compared(lines, document_id, is_draft=is_draft)
        return _chosen_lines(lines, document_id, chosen, changes)


def _chosen_lines(
    lines: Sequence[Line], document_id: UUID, chosen: Set[str], changes: Sequence[Change]
) -> list[dict[str, Any]]:
    found = [dict(line) for line in lines]
    for number, change in enumerate(changes):
        if change.problems:
            raise ChoiceError(" ".join(in_words(change.problems)))
        whole = fields_of(change)
        wanted = {name for name in whole if key_of(number, name) in chosen}
        if change.outcome == "new" and "title" in whole:
            wanted.add("title")
        elif "title" in whole and "title" not in wanted:
            found[number]["title"] = whole["title"].here
        if wanted != set(whole):
            _leave_out(found, document_id, number, set(whole) - wanted)
            _check(whole, wanted, _said(found, document_id, number), change.kind)
    return found


def _leave_out(
    lines: list[dict[str, Any]], document_id: UUID, number: int, unwanted: Set[str]
) -> None:
    now = _said(lines, document_id, number)
    for path in [one for one in _paths(lines[number]) if one[0] not in NEEDED]:
        trial = [*lines[:number], _without(lines[number], path), *lines[number + 1 :]]
        said = _said(trial, document_id, number)
        touched = {name for name in {*now, *said} if now.get(name) != said.get(name)}
        if said is not None and touched and touched <= unwanted:
            lines[number], now = trial[number], said


def _said(lines: Sequence[Line], document_id: UUID, number: int) -> dict[str, Any]:
    """Return {field: value} that a line would write; a refused one gives one that nobody has."""
    # On trial, whoever works on the page meanwhile is no reason to leave a word out.
    change = compared(lines, document_id, is_draft=True)[number]
    if change.problems:
        return {"": "; ".join(str(one.message) for one in change.problems)}
    return {name: one.line for name, one in fields_of(change).items()}


def _check(
    whole: Mapping[str, Difference], wanted: Set[str], said: Mapping[str, Any], kind: str
) -> None:
    expected = {name: whole[name].line for name in wanted}
    wrong = [name for name in {*expected, *said} if expected.get(name) != said.get(name)]
    if wrong:
        found: Any = registry.kind(kind)
        labels = [label_of(found.model, name) for name in sorted(wrong) if name and found]
        raise ChoiceError(
            _("This cannot be left out or taken over alone: %(fields)s. Tick it with the rest.")
            % {"fields": get_text_list(labels, _("and")) or said.get("", "")}
        )


def _paths(words: Line) -> Iterator[tuple[str, ...]]:
    """Yield the words of a line that can be left out, the innermost first."""
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from ((name, *path) for path in _paths(value))
        yield (name,)


def _without(words: Line, path: tuple[str, ...]) -> dict[str, Any]:
    first, *rest = path
    if not rest:
        return {name: value for name, value in words.items() if name != first}
    return {**words, first: _without(words[first], tuple(rest))} if first in words else {**words}
