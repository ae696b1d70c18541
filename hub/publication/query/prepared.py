"""Reads for delivery: each text of a statement is planned once a connection, rows stay bytes.

Planning is a third of the time of a list of 20, and reading its documents as text another third.
Readers repeat few questions: so the values stand in the text, and PostgreSQL keeps the plan of a
text that is asked again. Such a plan is made for these very values: a rare topic is looked up by
its index, a frequent one in the order of the dates. See docs/decisions/0015-reads.md.
"""

from collections import OrderedDict
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import ClientCursor, pq

# None stands for SQL's NULL; a column that may be NULL is read with that in mind.
Values = list[Any]
TRUE: Final = b"t"
FALSE: Final = b"f"

# PostgreSQL keeps a plan of some 100 kB for each of these texts, in each connection.
TEXTS_MAXIMUM: Final = 100
# A plan of columns that have another type since, or a plan that is gone (PostgreSQL, appendix A).
OUTDATED: Final = {"0A000", "26000"}
# Seen so often, a text gets a plan of its own.
USES: Final = 3


def fetch(sql: str, parameters: Sequence[Any]) -> list[Values]:
    """Return the rows of a statement that only reads: values as PostgreSQL writes them, in UTF-8.

    Raises what Django's cursors raise.
    """
    # The connection itself: each use of Django's proxy for it looks it up again.
    own: Any = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    raw = own.connection
    found = _Cursor(raw)
    with own.wrap_database_errors:
        text = found.texts.written(sql, parameters, raw) if parameters else sql
    # Django's wrapper counts the query, and refuses it in a transaction that is broken.
    with own._prepare_cursor(found) as counted:
        counted.execute(text)
    return found.rows


class _Texts:
    """What one connection has been asked, newest last."""

    def __init__(self) -> None:
        self.uses: OrderedDict[str, int] = OrderedDict()
        self.names: OrderedDict[str, bytes] = OrderedDict()
        self.made_count = 0
        self._written: OrderedDict[tuple[str, str], str] = OrderedDict()

    def written(self, sql: str, parameters: Sequence[Any], raw: Any) -> str:
        """Return a statement with its values in it; those that are asked again are written once.

        The values stand in the key as Python writes them: 1 and True are equal, their texts not.
        """
        key = sql, repr(parameters)
        text = self._written.get(key)
        if text is None:
            text = self._written[key] = ClientCursor(raw).mogrify(sql, parameters)
            if len(self._written) > TEXTS_MAXIMUM:
                self._written.popitem(last=False)
        return text


_texts: WeakKeyDictionary[Any, _Texts] = WeakKeyDictionary()


class _Cursor:
    """As much of a cursor as Django's wrapper needs, straight on libpq."""

    def __init__(self, raw: Any) -> None:
        self.pgconn: pq.abc.PGconn = raw.pgconn
        self.texts = _texts.get(raw) or _texts.setdefault(raw, _Texts())
        self.rows: list[Values] = []
        # What Django's log of queries reads.
        self._query: SimpleNamespace | None = None

    def execute(self, text: str, parameters: None = None) -> None:
        self._query = SimpleNamespace(query=text.encode())
        name = self.texts.names.get(text) or self._prepared(text)
        if name is None:
            result = self.pgconn.exec_params(text.encode(), None)
        else:
            self.texts.names.move_to_end(text)
            result = self.pgconn.exec_prepared(name, None)
        if result.status != pq.ExecStatus.TUPLES_OK:
            error = self._error(result)
            if error.sqlstate in OUTDATED:
                self.texts.names.pop(text, None)
            raise error
        value, columns = result.get_value, range(result.nfields)
        self.rows = [[value(row, column) for column in columns] for row in range(result.ntuples)]

    def _prepared(self, text: str) -> bytes | None:
        """Return the name of the text's plan; None where it is too rare to have one."""
        texts = self.texts
        uses = texts.uses.pop(text, 0) + 1
        if uses < USES:
            texts.uses[text] = uses
            if len(texts.uses) > TEXTS_MAXIMUM:
                texts.uses.popitem(last=False)
            return None
        texts.made_count += 1
        name = b"hub_%d" % texts.made_count
        result = self.pgconn.prepare(name, text.encode())
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise self._error(result)
        texts.names[text] = name
        while len(texts.names) > TEXTS_MAXIMUM:
            _text, oldest = texts.names.popitem(last=False)
            self.pgconn.exec_(b"DEALLOCATE " + oldest)
        return name

    def _error(self, result: pq.abc.PGresult) -> psycopg.Error:
        if self.pgconn.status != pq.ConnStatus.OK:
            return psycopg.OperationalError("the connection to the database is lost")
        return psycopg.errors.error_from_result(result)

    def close(self) -> None:
        """Nothing is held."""
