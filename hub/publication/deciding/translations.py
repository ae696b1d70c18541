"""What translation says about each language of an item, and which row answers for which
language."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection

from hub.content.translating.wording import digest_of

# Of several stamps that of the published revision counts.
_STATES: Final = """
    SELECT DISTINCT ON (s.object_id, target.language_code)
        s.object_id, target.language_code, origin.language_code, origin.id,
        w.digest, w.untranslated, w.is_by_machine
    FROM wagtail_localize_translation t
    JOIN wagtail_localize_translationsource s ON s.id = t.source_id
    JOIN wagtailcore_locale target ON target.id = t.target_locale_id
    JOIN wagtailcore_locale origin ON origin.id = s.locale_id
    LEFT JOIN content_translatedwords w
        ON w.source_id = s.id AND w.locale_id = t.target_locale_id
    WHERE t.enabled AND s.object_id = ANY(%s)
    ORDER BY s.object_id, target.language_code,
        (w.revision_id = ANY(%s)) DESC NULLS LAST, w.revision_id DESC NULLS LAST"""


@dataclass(frozen=True)
class State:
    """One language's state. `source_locale` is None for an original.

    `made_from` is the digest of the words that it was translated from, `source_locale_id` the key
    of their locale; `untranslated` are (field, key) of its texts that still are the original's.
    """

    status: str
    source_locale: str | None
    is_outdated: bool = False
    source_locale_id: int | None = None
    made_from: str = ""
    untranslated: tuple[tuple[str, str], ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return the document's `translation` object."""
        fields = {field for field, _key in self.untranslated}
        return {
            "status": self.status,
            "source_locale": self.source_locale,
            "is_outdated": self.is_outdated,
            "is_complete": not self.untranslated,
            "untranslated": [field for field in ("title", "summary") if field in fields],
        }


ORIGINAL = State("original", None)


def read_states(ids: Collection[UUID], published: Iterable[Any]) -> dict[tuple[UUID, str], State]:
    """Return the state of each translated (id, locale); what is missing is an original.

    `published` are the pages and records of these ids, whose live revisions count. Whether one is
    outdated, `compared` says.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [list(ids), [one.live_revision_id for one in published]])
        rows = cursor.fetchall()
    return {
        (key, locale): State(
            status="machine" if is_by_machine else "human",
            source_locale=original,
            source_locale_id=original_id,
            made_from=digest or "",
            untranslated=tuple((field, text) for field, text in json.loads(texts or "[]")),
        )
        for key, locale, original, original_id, digest, texts, is_by_machine in rows
    }


def compared(states: Mapping[str, State], pages: Iterable[Any]) -> dict[str, State]:
    """Return {locale: state} of one matter, each compared with the words that it was made from.

    `pages` are the matter's pages as they are now. Where the page that something was translated
    from is not among them, nothing is known to be newer.
    """
    sources = {one.source_locale_id for one in states.values()}
    digests = {page.locale_id: digest_of(page) for page in pages if page.locale_id in sources}
    return {
        locale: replace(
            state,
            is_outdated=digests.get(state.source_locale_id, state.made_from) != state.made_from,
        )
        for locale, state in states.items()
    }


def answers(present: Collection[str], wanted: Iterable[str]) -> dict[str, list[str]]:
    """Return {locale that exists: [locales it answers for, its own first]}.

    A missing language is answered by the office's language, else by the first that exists;
    Leichte Sprache by its own standard language.
    """
    in_order = [code for code, _name in settings.LANGUAGES if code in present]
    result = {code: [code] for code in in_order}
    for locale in wanted:
        if locale in result or not in_order:
            continue
        base = locale.split("-")[0]
        stand_in = next(
            (code for code in (base, settings.LANGUAGE_CODE) if code in result), in_order[0]
        )
        result[stand_in].append(locale)
    return result
