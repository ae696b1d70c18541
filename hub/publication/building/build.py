"""Build: from a candidate to the row that ought to stand there."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.html import strip_tags

from hub.content.building import district, shared_fields, topic_facets
from hub.content.context import BuildContext
from hub.content.shelf import Shelf
from hub.kernel.contract import registry
from hub.kernel.contract.parts import DocumentPart, Kind, Owned
from hub.kernel.contract.sources import Facts, Source
from hub.kernel.documents.document import compose, etag, moment, serialise
from hub.kernel.documents.facts import Built, DateFact
from hub.publication.building.cut import within
from hub.publication.building.references import Lookup
from hub.publication.deciding.candidates import Candidate
from hub.publication.deciding.matter import take_facts
from hub.publication.deciding.translations import ORIGINAL, State, answers, compared
from hub.publication.query.order import NAMED, NEVER

EPOCH: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Wanted:
    """A row as it ought to be: its columns, its dates, and the text the search reads."""

    columns: Mapping[str, Any]
    dates: tuple[DateFact, ...]
    text: tuple[str, str, str]
    digest: str = field(default="")


def build(
    candidates: list[Candidate],
    lookup: Lookup,
    states: Mapping[tuple[UUID, str], State],
    shelf: Shelf,
) -> list[Wanted]:
    """Return the rows of one id in all its languages.

    Raises whatever a builder raises, and TookTooLong where that took too long.
    """
    return within(settings.HUB_BUILD_SECONDS, lambda: _rows_of(candidates, lookup, states, shelf))


def _rows_of(
    candidates: list[Candidate],
    lookup: Lookup,
    states: Mapping[tuple[UUID, str], State],
    shelf: Shelf,
) -> list[Wanted]:
    urls = {one.locale: one.url for one in candidates}
    answered = answers(urls, candidates[0].locales)
    own = _states(candidates, states)
    rows = []
    for one in candidates:
        state = own.get(one.locale, ORIGINAL)
        context = BuildContext(
            locale=one.locale,
            url=one.url,
            site_url=one.site_url,
            lookup=lookup,
            shelf=shelf,
            available_locales=urls,
            translation=state.as_document(),
            untranslated=state.untranslated,
        )
        rows.append(_row(one, context, answered[one.locale]))
    return rows


def _states(
    candidates: list[Candidate], states: Mapping[tuple[UUID, str], State]
) -> dict[str, State]:
    """Return {locale: state} of the languages of one id that are translations."""
    of_id = {
        one.locale: states[key]
        for one in candidates
        if (key := (one.source.translation_key, one.locale)) in states
    }
    originals = [one.original for one in candidates if one.original]
    # Each page once; before facts are taken over, which are no words.
    pages = {page.locale_id: page for page in [*originals, *(one.source for one in candidates)]}
    return compared(of_id, pages.values())


def document_of(candidate: Candidate, context: BuildContext) -> tuple[dict[str, Any], Built]:
    """Return the whole document of one page or record, and what its kind built."""
    kind, source = candidate.kind, candidate.source
    if candidate.original:
        take_facts(source, candidate.original)
    built = kind.build_document(source, context)
    shared = {**shared_fields(source, kind.name, context), **built.shared}
    if built.published_at:
        shared["published_at"] = moment(built.published_at)
    extra = {one.owner.label: _part(one, source, context) for one in _parts_of(candidate)}
    return compose(kind.document_key, shared, built.facts, extra), built


def read_ahead(candidates: Sequence[Candidate], shelf: Shelf) -> None:
    """Put on the shelf what the document parts of these candidates need.

    Raises whatever a part raises; what is missing then is read when its document is built.
    """
    sources: dict[str, list[Any]] = defaultdict(list)
    parts: dict[str, Owned[DocumentPart]] = {}
    for candidate in candidates:
        for one in _parts_of(candidate):
            parts[one.key] = one
            sources[one.key].append(candidate.source)
    for key, one in parts.items():
        if one.part.prefetch:
            shelf.ahead[key] = one.part.prefetch(sources[key])


def _parts_of(candidate: Candidate) -> list[Owned[DocumentPart]]:
    return [
        one
        for one in registry.owned(DocumentPart)
        if one.part.kind == candidate.kind.name and one.owner.label not in candidate.off
    ]


def _part(one: Owned[DocumentPart], source: Source, context: BuildContext) -> Facts | None:
    """Return what a part says of one source: a preview and a broken batch have nothing ahead."""
    context.ahead = None
    if one.part.prefetch:
        ahead = context.shelf.ahead
        context.ahead = ahead[one.key] if one.key in ahead else one.part.prefetch([source])
    found: Facts | None = one.part.build(source, context)
    return found


def _row(one: Candidate, context: BuildContext, answered: list[str]) -> Wanted:
    document, built = document_of(one, context)
    text = serialise(document)
    place = document["place"] or {}
    columns = {
        "document_id": one.source.document_id,
        "locale": one.locale,
        "site_id": one.site_id,
        "kind": one.kind.name,
        "slug": one.source.slug,
        "path": one.path,
        "url": one.url,
        "title": document["title"],
        "sort_title": sort_text(document["title"]),
        "parent_id": one.parent_id,
        "position": one.position,
        "is_in_menu": bool(getattr(one.source, "show_in_menus", False)),
        "answers": answered,
        "facets": _facets(one, built),
        "references": sorted(context.references | built.references),
        "numbers": [built.numbers.get(number.name) for number in one.kind.numbers],
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "published_at": built.published_at or one.source.first_published_at or EPOCH,
        "document": text,
        "etag": etag(text),
        "ends_at": one.ends_at,
    }
    words = (
        document["title"],
        document["summary"],
        f"{strip_tags(document['body_html'])} {built.text}",
    )
    dates = tuple(
        sorted(listed_dates(one.kind, built.dates), key=lambda date: (date.role, date.starts_at))
    )
    digest = hashlib.sha256(repr((columns, dates, words)).encode()).hexdigest()[:32]
    return Wanted(columns, dates, words, digest)


def listed_dates(kind: Kind, dates: tuple[DateFact, ...]) -> tuple[DateFact, ...]:
    """Return the dates, with one that never comes where a list by dates needs it to be last."""
    if kind.order in NAMED:
        return dates
    has_own = any(one.role == kind.order for one in dates)
    if has_own and kind.ended == "leave":
        return dates
    never = DateFact(starts_at=NEVER, ends_at=NEVER + timedelta(days=1), role=kind.order)
    return (*dates, never)


def _facets(one: Candidate, built: Built) -> list[str]:
    pairs = [*topic_facets(one.source), *built.facets]
    own = district(one.source.district)
    if own:
        pairs.append(("district", own["key"]))
    if one.source.source_name:
        pairs.append(("source", one.source.source_name))
    # The first topic goes first: it colours the item's tile, also where only its dates are read.
    first = [f"topic={topic.key}" for topic in one.source.topics.all()][:1]
    facets = {f"{name}={value}"[:200] for name, value in pairs}
    return sorted(facets, key=lambda facet: (facet not in first, facet))


def sort_text(title: str) -> str:
    """Return a title as it sorts in German (DIN 5007-1: ä as a, ß as ss), case folded."""
    folded = title.casefold().translate(str.maketrans("äöüéèáàç", "aoueeaac"))
    return folded.strip()[:255]


def weekday(date: DateFact) -> int:
    """Return the local weekday of a date's start, Monday 0."""
    return date.starts_at.astimezone(ZoneInfo(settings.TIME_ZONE)).weekday()
