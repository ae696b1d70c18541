"""Moving: an original takes its translations with it, to where its new place has their language."""

from uuid import UUID

from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from hub.content.translating.originals import original_locales


def take_translations_along(page: Page, parent: Page) -> None:
    """Put the translations of a moved original where it stands now, in the same order.

    A translation stays where it is if the new parent does not exist in its language, or if it was
    a translation that moved.
    """
    for translation, target in _ways(page, parent):
        if target is None or target.path.startswith(translation.path):
            continue
        _give_free_address(translation, target)
        left = _left_neighbour(page, target)
        position = (left, "right") if left else (target, "first-child")
        if not _stands_at(translation, *position):
            translation.move(*position)


def followed_and_left(page: Page) -> tuple[list[Page], list[Page]]:
    """Return the translations that stand where a moved original does now, and all others."""
    followed: list[Page] = []
    left: list[Page] = []
    for translation, target in _ways(page, page.get_parent()):
        has_followed = target is not None and translation.is_child_of(target)
        (followed if has_followed else left).append(translation)
    return followed, left


def _ways(page: Page, parent: Page) -> list[tuple[Page, Page | None]]:
    """Return each translation of an original with its parent's in that language."""
    original = original_locales([page.translation_key]).get(page.translation_key)
    # Stand-ins above translated pages have no source; they follow what they are an alias of.
    if original not in (None, page.locale_id) or page.alias_of_id:
        return []
    translations = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    translations = translations.order_by("locale_id")
    if original is None:
        translations = translations.filter(alias_of=page)
    parents = {one.locale_id: one for one in parent.get_translations()}
    return [(one, parents.get(one.locale_id)) for one in translations.select_related("locale")]


def _give_free_address(page: Page, target: Page) -> None:
    slug = find_available_slug(target, page.slug, ignore_page_id=page.pk)
    if slug != page.slug:
        specific = page.specific
        specific.slug = slug
        specific.save()
        page.refresh_from_db()


def _left_neighbour(page: Page, target: Page) -> Page | None:
    """Return the page below the target that translates the nearest one left of the original."""
    keys: list[UUID] = list(page.get_prev_siblings().values_list("translation_key", flat=True))
    below = {one.translation_key: one for one in target.get_children()}
    return next((below[key] for key in keys if key in below), None)


def _stands_at(page: Page, place: Page, position: str) -> bool:
    before = page.get_prev_sibling()
    if position == "first-child":
        return before is None and page.is_child_of(place)
    return before is not None and before.pk == place.pk
