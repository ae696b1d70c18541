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
    urls = {candidate.locale: candidate.url for candidate in candidates}
    answered = answers(urls, candidates[0].locales)
    states_by_locale = _states(candidates, states)
    rows = []
    for candidate in candidates:
        state = states_by_locale.get(candidate.locale, ORIGINAL)
        context = BuildContext(
            locale=candidate.locale,
            url=candidate.url,
            site_url=candidate.site_url,
            lookup=lookup,
            shelf=shelf,
            available_locales=urls,
            translation=state.as_document(),
            untranslated=state.untranslated,
        )
        rows.append(_row(candidate, context, answered[candidate.locale]))
    return rows


def _states(
    candidates: list[Candidate], states: Mapping[tuple[UUID, str], State]
) -> dict[str, State]:
    """Return {locale: state} of the languages of one id that are translations."""
    of_id = {
        candidate.locale: states[key]
        for candidate in candidates
        if (key := (candidate.source.translation_key, candidate.locale)) in states
    }
    originals = [candidate.original for candidate in candidates if candidate.original]
    # Each page once; before facts are taken over, which are no words.
    pages = {
        page.locale_id: page
        for page in [*originals, *(candidate.source for candidate in candidates)]
    }
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
    extra = {owned.owner.label: _part(owned, source, context) for owned in _parts_of(candidate)}
    return compose(kind.document_key, shared, built.facts, extra), built


def read_ahead(candidates: Sequence[Candidate], shelf: Shelf) -> None:
    """Put on the shelf what the document parts of these candidates need.

    Raises whatever a part raises; what is missing then is read when its document is built.
    """
    sources: dict[str, list[Any]] = defaultdict(list)
    parts: dict[str, Owned[DocumentPart]] = {}
    for candidate in candidates:
        for owned in _parts_of(candidate):
            parts[owned.key] = owned
            sources[owned.key].append(candidate.source)
    for key, owned in parts.items():
        if owned.part.prefetch:
            shelf.ahead[key] = owned.part.prefetch(sources[key])


def _parts_of(candidate: Candidate) -> list[Owned[DocumentPart]]:
    return [
        owned
        for owned in registry.owned(DocumentPart)
        if owned.part.kind == candidate.kind.name and owned.owner.label not in candidate.off
    ]


def _part(owned: Owned[DocumentPart], source: Source, context: BuildContext) -> Facts | None:
    """Return what a part says of one source: a preview and a broken batch have nothing ahead."""
    context.ahead = None
    if owned.part.prefetch:
        ahead = context.shelf.ahead
        context.ahead = ahead[owned.key] if owned.key in ahead else owned.part.prefetch([source])
    part_facts: Facts | None = owned.part.build(source, context)
    return part_facts


def _row(candidate: Candidate, context: BuildContext, answered: list[str]) -> Wanted:
    document, built = document_of(candidate, context)
    text = serialise(document)
    place = document["place"] or {}
    columns = {
        "document_id": candidate.source.document_id,
        "locale": candidate.locale,
        "site_id": candidate.site_id,
        "kind": candidate.kind.name,
        "slug": candidate.source.slug,
        "path": candidate.path,
        "url": candidate.url,
        "title": document["title"],
        "sort_title": sort_text(document["title"]),
        "parent_id": candidate.parent_id,
        "position": candidate.position,
        "is_in_menu": bool(getattr(candidate.source, "show_in_menus", False)),
        "answers": answered,
        "facets": _facets(candidate, built),
        "references": sorted(context.references | built.references),
        "numbers": [built.numbers.get(number.name) for number in candidate.kind.numbers],
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "published_at": built.published_at or candidate.source.first_published_at or EPOCH,
        "document": text,
        "etag": etag(text),
        "ends_at": candidate.ends_at,
    }
    searched_texts = (
        document["title"],
        document["summary"],
        f"{strip_tags(document['body_html'])} {built.text}",
    )
    dates = tuple(
        sorted(
            listed_dates(candidate.kind, built.dates), key=lambda date: (date.role, date.starts_at)
        )
    )
    digest = hashlib.sha256(repr((columns, dates, searched_texts)).encode()).hexdigest()[:32]
    return Wanted(columns, dates, searched_texts, digest)


def listed_dates(kind: Kind, dates: tuple[DateFact, ...]) -> tuple[DateFact, ...]:
    """Return the dates, with one that never comes where a list by dates needs it to be last."""
    if kind.order in NAMED:
        return dates
    has_own = any(date.role == kind.order for date in dates)
    if has_own and kind.ended == "leave":
        return dates
    never = DateFact(starts_at=NEVER, ends_at=NEVER + timedelta(days=1), role=kind.order)
    return (*dates, never)


def _facets(candidate: Candidate, built: Built) -> list[str]:
    pairs = [*topic_facets(candidate.source), *built.facets]
    own_district = district(candidate.source.district)
    if own_district:
        pairs.append(("district", own_district["key"]))
    if candidate.source.source_name:
        pairs.append(("source", candidate.source.source_name))
    # The first topic goes first: it colours the item's tile, also where only its dates are read.
    first = [f"topic={topic.key}" for topic in candidate.source.topics.all()][:1]
    facets = {f"{name}={value}"[:200] for name, value in pairs}
    return sorted(facets, key=lambda facet: (facet not in first, facet))


def sort_text(title: str) -> str:
    """Return a title as it sorts in German (DIN 5007-1: ä as a, ß as ss), case folded."""
    folded = title.casefold().translate(str.maketrans("äöüéèáàç", "aoueeaac"))
    return folded.strip()[:255]


def weekday(date: DateFact) -> int:
    """Return the local weekday of a date's start, Monday 0."""
    return date.starts_at.astimezone(ZoneInfo(settings.TIME_ZONE)).weekday()
