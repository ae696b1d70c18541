"""The embedded engine: PostgreSQL full text, each row searched in its own language."""

import re
from dataclasses import replace
from html import escape, unescape
from typing import Any, Final

from django.conf import settings

from hub.publication.query import Selection, facet_counts, kind_counts, run
from hub.publication.query.cursor import encode
from hub.publication.query.order import BY_TIME, FIRST_ID, RANK
from hub.publication.query.prepared import Values, fetch
from hub.publication.query.run import statement
from hub.publication.search import Hit, Hits
from hub.publication.writing.write import text_configuration

# A hyphen negates where a word or a phrase follows it, once.
HYPHENS: Final = re.compile(r"(?:-\W*)+-|-(?=[^\w\"]|$)")
# So many of the newest that have the words are ranked; who wants more says more.
RANKED: Final = 1_000
# What stands around a word that was found: characters that no text has.
START, STOP = "\x01", "\x02"
_MARKS: Final = f"StartSel={START}, StopSel={STOP}"
_TEXT: Final = (
    "concat_ws(' ', p.document::json->>'summary',"
    " regexp_replace(p.document::json->>'body_html', '<[^>]*>', ' ', 'g'))"
)


class PostgresEngine:
    """Reads `Publication.vector`, which settle writes with the row. It suggests nothing."""

    name = "postgresql"

    def condition(self, words: str) -> tuple[str, list[Any]]:
        """Return SQL that holds where the row's text matches; quotes, OR and - work as in web
        search."""
        words = _readable(words)
        clauses: list[str] = []
        parameters: list[Any] = []
        for code, _name in settings.LANGUAGES:
            clauses.append(
                "(p.locale = %s AND p.vector @@ websearch_to_tsquery(%s::regconfig, %s))"
            )
            parameters += [code, text_configuration(code), words]
        return f"({' OR '.join(clauses)})", parameters

    def search(self, selection: Selection, *, has_facets: bool = True) -> Hits:
        """Return a page of what has the selection's words; one statement, and two that are kept."""
        newest = replace(selection, after=None, sort=BY_TIME)
        hits, next_cursor = _best(selection) if selection.sort == RANK else _newest(selection)
        kinds = kind_counts(replace(newest, only=()))
        return Hits(
            hits=hits,
            total=sum(kinds.get(one, 0) for one in selection.only or kinds),
            facets={"kind": kinds, **(facet_counts(newest) if has_facets else {})},
            next_cursor=next_cursor,
        )


def _newest(selection: Selection) -> tuple[tuple[Hit, ...], str | None]:
    found = run(selection)
    hits = (
        Hit(document_id=row.document_id, locale=row.locale, score=0.0, highlights={})
        for row in found.rows
    )
    return tuple(hits), found.next_cursor


def _best(selection: Selection) -> tuple[tuple[Hit, ...], str | None]:
    begins = max(0, min(int((selection.after or (0,))[0] or 0), RANKED))
    found = _page(replace(selection, after=None, sort=BY_TIME), begins, selection.limit)
    hits = tuple(_hit(one) for one in found[: selection.limit])
    is_last = len(found) <= selection.limit
    return hits, None if is_last else encode(begins + selection.limit, FIRST_ID)


def _readable(words: str) -> str:
    """Return the words without what PostgreSQL refuses: a row of hyphens is as many negations
    inside one another."""
    return HYPHENS.sub(" ", words)


def _page(newest: Selection, begins: int, limit: int) -> list[Values]:
    """Return the best rows, one more than asked for, with their words marked in title and text.

    Only what the page shows is read as text: marking words takes longer than finding them.
    """
    sql, values = statement(replace(newest, limit=RANKED - 1))
    configurations = [(code, text_configuration(code)) for code, _name in settings.LANGUAGES]
    cases = " ".join("WHEN %s THEN %s::regconfig" for _one in configurations)
    configuration = f"(CASE p.locale {cases} END)"
    chosen = [text for pair in configurations for text in pair]
    words = _readable(newest.text)
    query = f"websearch_to_tsquery({configuration}, %s)"
    ranked = (
        f"SELECT p.id, ts_rank(p.vector, {query}) AS score, p.published_at"
        f" FROM ({sql}) AS matched JOIN publication_publication p"
        " ON p.document_id = matched.document_id AND p.locale = matched.locale"
        " ORDER BY score DESC, p.published_at DESC, p.document_id LIMIT %s OFFSET %s"
    )
    marked = f"ts_headline({configuration}, {{}}, {query}, %s)"
    title, text = marked.format("p.title"), marked.format(_TEXT)
    return fetch(
        f"WITH best AS MATERIALIZED ({ranked})"
        f" SELECT p.document_id, p.locale, best.score, {title}, {text}"
        " FROM best JOIN publication_publication p ON p.id = best.id"
        " ORDER BY best.score DESC, p.published_at DESC, p.document_id",
        [
            *(*chosen, words, *values, limit + 1, begins),
            *(*chosen, *chosen, words, f"{_MARKS}, HighlightAll=true"),
            *(*chosen, *chosen, words, f"{_MARKS}, MaxFragments=2, MaxWords=25, MinWords=10"),
        ],
    )


def _hit(values: Values) -> Hit:
    document_id, locale, score, title, text = (one.decode() for one in values)
    parts = {"title": title, "text": text}
    return Hit(
        document_id=document_id,
        locale=locale,
        score=float(score),
        highlights={name: _marked(one) for name, one in parts.items() if START in one},
    )


def _marked(text: str) -> str:
    """Return a text as HTML, the words that were found in `<mark>`."""
    safe = escape(unescape(text))
    return safe.replace(START, "<mark>").replace(STOP, "</mark>")
