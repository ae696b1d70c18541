"""The embedded engine: PostgreSQL full text, each row searched in its own language."""

import re
from typing import Any, Final

from django.conf import settings

from hub.publication.write import text_configuration

# A hyphen negates where a word or a phrase follows it, once.
HYPHENS: Final = re.compile(r"(?:-\W*)+-|-(?=[^\w\"]|$)")


class PostgresEngine:
    """Reads `Publication.vector`, which settle writes with the row."""

    name = "postgresql"

    def condition(self, words: str) -> tuple[str, list[Any]]:
        """Return SQL that holds where the row's text matches; quotes, OR and - work as in web
        search."""
        # A row of hyphens would be as many negations inside one another, which PostgreSQL refuses.
        words = HYPHENS.sub(" ", words)
        clauses: list[str] = []
        parameters: list[Any] = []
        for code, _name in settings.LANGUAGES:
            clauses.append(
                "(p.locale = %s AND p.vector @@ websearch_to_tsquery(%s::regconfig, %s))"
            )
            parameters += [code, text_configuration(code), words]
        return f"({' OR '.join(clauses)})", parameters
