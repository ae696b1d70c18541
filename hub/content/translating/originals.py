"""Which page or record of a matter is its original: the one that wagtail-localize translated from.

What no translation source names stands for itself.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import Translation

_LINKS: Final = """
    SELECT s.object_id, s.locale_id, t.target_locale_id
    FROM wagtail_localize_translationsource s
    LEFT JOIN wagtail_localize_translation t ON t.source_id = s.id
    WHERE s.object_id = ANY(%s) ORDER BY s.id"""

# The same of one id, as a column: [[source, target], …], or NULL.
LINKS_OF: Final = """(
    SELECT json_agg(json_build_array(s.locale_id, t.target_locale_id) ORDER BY s.id)
    FROM wagtail_localize_translationsource s
    LEFT JOIN wagtail_localize_translation t ON t.source_id = s.id
    WHERE s.object_id = {column})"""


def original_locales(ids: Collection[UUID]) -> dict[UUID, int]:
    """Return {id: key of the original's locale} of what has been translated. One query.

    Where a translation was translated on, the first of the chain is the original.
    """
    links: dict[UUID, list[tuple[int, int | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [list(ids)])
        for key, *link in cursor.fetchall():
            links[key].append((link[0], link[1]))
    return {key: first_of(pairs) for key, pairs in links.items()}


def first_of(links: Sequence[tuple[int, int | None]]) -> int:
    """Return the key of the original's locale, of the (source, target) locales of one id, in their
    order; at least one."""
    targets = {target for _source, target in links}
    sources = [source for source, _target in links]
    return next((one for one in sources if one not in targets), sources[0])


def original_of(page: Page) -> Page | None:
    """Return the original of a translated page; None for an original."""
    key = page.translation_key
    locale = original_locales([key]).get(key, page.locale_id)
    if locale == page.locale_id:
        return None
    return Page.objects.filter(translation_key=key, locale=locale).first()


def is_translation() -> Exists:
    """Return the condition that a page or record is a translation of another, for a query."""
    return Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
        )
    )
