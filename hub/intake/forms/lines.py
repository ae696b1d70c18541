"""Lines that come from strangers: what they may say, and whether they could be written.

Form and API ask the same; nothing here writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from hub.content.models import Place
from hub.kernel.contract import registry
from hub.transfer.compare import Change
from hub.transfer.incoming import compare
from hub.transfer.problems import Problem
from hub.transfer.report import Options

# What a document shows besides is the hub's to say: who it is, where it stands, whose it is.
ALLOWED: Final = (
    "kind",
    "locale",
    "title",
    "summary",
    "body_html",
    "topics",
    "district",
    "organisation",
    "place",
    "online_url",
    "dates",
)
# What nobody knows is not made: topics are the office's. A new place is a line of its own.
OPTIONS: Final = Options()
# Of these words of the importing command nobody else makes use.
COMMAND: Final = "; --create-missing makes it"
PLACE: Final = ("name", "street", "postcode", "city")


def problems(lines: Sequence[Mapping[str, Any]], document_id: UUID) -> list[Problem]:
    """Return what is wrong with the lines of one document; empty where they could be written."""
    found = [one for number, line in enumerate(lines, 1) for one in _foreign(line, number)]
    if found:
        return found
    refused = [one for change in compared(lines, document_id) for one in change.problems]
    return [replace(one, message=str(one.message).replace(COMMAND, "")) for one in refused]


def compared(
    lines: Sequence[Mapping[str, Any]], document_id: UUID, *, is_draft: bool = False
) -> list[Change]:
    """Return what each line would change, for the moderators' side-by-side view; with `is_draft` as
    if it were to go into the draft."""
    changes = compare(identified(lines, document_id), replace(OPTIONS, into_draft=is_draft))
    return changes[len(changes) - len(lines) :]


def identified(lines: Sequence[Mapping[str, Any]], document_id: UUID) -> list[dict[str, Any]]:
    """Return the lines as `hub.transfer` takes them: each says which document it means, those
    after the first whose translation they are. Before them stand the places that nobody knows."""
    original = str(lines[0].get("locale") or "") if lines else ""
    translated = {"status": "human", "source_locale": original}
    documents = [
        {**line, "id": str(document_id), **({"translation": translated} if number else {})}
        for number, line in enumerate(lines)
    ]
    return [*_new_places(lines), *documents]


def _new_places(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for place in (line.get("place") for line in lines[:1]):
        if not isinstance(place, dict) or place.get("id"):
            continue
        facts = {name: place[name] for name in PLACE if isinstance(place.get(name), str)}
        if facts.get("name") and not _is_known(facts):
            found.append({"vocabulary": "place", **facts})
    return found


def _is_known(facts: Mapping[str, str]) -> bool:
    wanted = {"name__iexact": facts["name"]}
    if facts.get("street"):
        wanted["street__iexact"] = facts["street"]
    return Place.objects.filter(**wanted).exists()


def _foreign(line: Mapping[str, Any], number: int) -> list[Problem]:
    kind = registry.kind(str(line.get("kind")))
    allowed = {*ALLOWED, *([kind.document_key] if kind else [])}
    return [
        Problem(number, str(name)[:60], "cannot be sent by a form; leave it out")
        for name in line
        if name not in allowed
    ]
