"""What translation says about each language of an item, and which row answers for which
language."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from wagtail_localize.models import Translation

from hub.content.progress import with_progress


@dataclass(frozen=True)
class State:
    """One language's state. `source_locale` is None for an original."""

    status: str
    source_locale: str | None
    is_outdated: bool

    def as_document(self) -> dict[str, Any]:
        """Return the document's `translation` object."""
        return {
            "status": self.status,
            "source_locale": self.source_locale,
            "is_outdated": self.is_outdated,
        }


ORIGINAL = State("original", None, False)


def read_states(ids: Collection[UUID]) -> dict[tuple[UUID, str], State]:
    """Return the state of each translated (id, locale); what is missing is an original."""
    sql, parameters = _statement()
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, list(ids)])
        rows = cursor.fetchall()
    return {
        (key, locale): State("machine" if is_by_machine else "human", original, is_outdated)
        for key, locale, original, is_by_machine, is_outdated in rows
    }


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """Return the statement, with the ids as its last parameter.

    Written once: to write it takes the ORM longer than the database to answer it.
    """
    query = with_progress(Translation.objects.filter(enabled=True)).values_list(
        "source__object_id",
        "target_locale__language_code",
        "source__locale__language_code",
        "is_by_machine",
        "is_outdated",
    )
    sql, parameters = query.query.sql_with_params()
    return f"SELECT * FROM ({sql}) state WHERE source__object_id = ANY(%s)", parameters  # noqa: S608


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
