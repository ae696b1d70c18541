"""Translations of which a text is missing or has changed."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.content.translating.progress import with_gaps
from hub.desk.pages import edit_address, pages_of
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel
from hub.kernel.contract.sources import User


def _translations(user: User) -> QuerySet[Translation]:
    keys = pages_of(user).values("translation_key")
    enabled = Translation.objects.filter(enabled=True, source__object_id__in=keys)
    return (
        with_gaps(enabled)
        .select_related("source", "target_locale")
        .order_by("-source__last_updated_at")
    )


def _translation_entries(rows: Sequence[Translation]) -> list[DeskEntry]:
    keys = [one.source.object_id for one in rows]
    pages = {
        (key, locale): pk
        for key, locale, pk in Page.objects.filter(translation_key__in=keys).values_list(
            "translation_key", "locale_id", "pk"
        )
    }
    return [
        DeskEntry(
            title=one.source.object_repr,
            url=_address(pages.get((one.source.object_id, one.target_locale_id))),
            detail=str(one.target_locale),
        )
        for one in rows
    ]


def _address(page_id: int | None) -> str:
    return edit_address(page_id) if page_id else ""


TRANSLATIONS = DeskPanel(
    name="translations",
    title=gettext_lazy("Translations with gaps"),
    hint=gettext_lazy(
        "Texts of the original are new or have changed. Readers see them untranslated."
    ),
    rows=_translations,
    entries=_translation_entries,
    order=50,
)
