"""Reads and writes the memory of the road in: by the thousand, a statement or two a chunk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, Value

from hub.content.models import HubPage, Record
from hub.kernel.contract import registry
from hub.publication.models import Publication
from hub.transfer.compare import Difference
from hub.transfer.models import LastWord, Proposal

DIGEST_BYTES: Final = 16
CHUNK: Final = 1000

# (source name, source key, locale)
Spoken = tuple[str, str, str]


@dataclass(frozen=True)
class Word:
    """What a line said, ready to be kept. `differences` are those that were left undecided."""

    spoken: Spoken
    document_id: UUID
    digest: str
    said: Mapping[str, Any]
    proposed: tuple[Difference, ...] = ()
    settled_fields: frozenset[str] = frozenset()


def digest_of(raw: bytes) -> str:
    """Return what tells whether a line is the same again."""
    return blake2b(raw.strip(), digest_size=DIGEST_BYTES).hexdigest()


def unchanged(digests: Iterable[str]) -> dict[str, tuple[UUID, str]]:
    """Return {digest: (document, locale)} of lines that have nothing to say.

    The source says the same as last time, and what it says of is as it was then.
    """
    row = Publication.objects.public().filter(
        document_id=OuterRef("document_id"),
        locale=OuterRef("locale"),
        sequence=OuterRef("sequence"),
    )
    words = LastWord.objects.filter(Exists(row), digest__in=list(digests))
    found = words.values_list("digest", "document_id", "locale")
    keys = {digest: (document_id, locale) for digest, document_id, locale in found}
    present = _present({document_id for document_id, _locale in keys.values()})
    return {digest: key for digest, key in keys.items() if key in present}


def _present(ids: set[UUID]) -> set[tuple[UUID, str]]:
    """Return the (document, locale) of these that are here: a row may outlive its page a moment."""
    found: set[tuple[UUID, str]] = set()
    records: list[Any] = [one.model for one in registry.kinds() if issubclass(one.model, Record)]
    for model in (HubPage, *records) if ids else ():
        here = model._default_manager.filter(translation_key__in=ids)
        found |= set(here.values_list("translation_key", "locale__language_code"))
    return found


def last_words(spoken: Sequence[Spoken]) -> dict[Spoken, dict[str, Any]]:
    """Return what these sources said last."""
    if not spoken:
        return {}
    keys = {key for _name, key, _locale in spoken}
    names = {name for name, _key, _locale in spoken}
    words = LastWord.objects.filter(source_key__in=keys, source_name__in=names)
    wanted = set(spoken)
    found = words.values_list("source_name", "source_key", "locale", "said")
    return {key: said for *key_parts, said in found if (key := tuple(key_parts)) in wanted}


def keep(words: Sequence[Word], now: datetime) -> None:
    """Remember what the lines said, and what they propose. Safe to repeat."""
    LastWord.objects.bulk_create(
        [
            LastWord(
                source_name=word.spoken[0],
                source_key=word.spoken[1],
                locale=word.spoken[2],
                document_id=word.document_id,
                digest=word.digest,
                # As a parameter of its own: of an array's items psycopg escapes each quote.
                said=Value(word.said, LastWord._meta.get_field("said")),
                read_at=now,
            )
            for word in words
        ],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["source_name", "source_key", "locale"],
        update_fields=["document_id", "digest", "sequence", "said", "read_at"],
    )
    _withdraw(words)
    _propose(words, now)


def note_sequences(ids: Sequence[UUID]) -> None:
    """Note which numbers the rows of these documents have, once they are settled."""
    row = Publication.objects.filter(document_id=OuterRef("document_id"), locale=OuterRef("locale"))
    for start in range(0, len(ids), CHUNK):
        words = LastWord.objects.filter(document_id__in=ids[start : start + CHUNK])
        words.update(sequence=Subquery(row.values("sequence")[:1]))


def _withdraw(words: Sequence[Word]) -> None:
    """Delete the proposals on which both sides agree by now."""
    ids = [word.document_id for word in words]
    standing = Proposal.objects.filter(document_id__in=ids)
    by_key = {(word.document_id, word.spoken[2], word.spoken[0]): word for word in words}
    over = [
        one.pk
        for one in standing
        if (word := by_key.get((one.document_id, one.locale, one.source_name)))
        and one.field in word.settled_fields
    ]
    if over:
        Proposal.objects.filter(pk__in=over).delete()


def _propose(words: Sequence[Word], now: datetime) -> None:
    proposals = [
        Proposal(
            document_id=word.document_id,
            locale=word.spoken[2],
            source_name=word.spoken[0],
            field=one.field,
            here=one.here,
            proposed=one.line,
            base=one.base,
            made_at=now,
        )
        for word in words
        for one in word.proposed
    ]
    Proposal.objects.bulk_create(
        proposals,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["document_id", "locale", "source_name", "field"],
        update_fields=["here", "proposed", "base", "made_at"],
    )
