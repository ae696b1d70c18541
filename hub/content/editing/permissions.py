"""What somebody may do with a page, wherever Wagtail asks: screens, bulk actions, admin API.

Who may not add pages may not change originals: translators touch translations only. Wagtail gives
rights by subtree, and a translation stands in a tree that does not exist yet when a role is made;
so the right to change covers all pages and originals are taken out here.
"""

from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail_localize.models import Translation


def is_translation(page: Page) -> bool:
    """Whether the page is kept by wagtail-localize."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists()


class GuardedPermissions(PagePermissionTester):
    """Wagtail's rights on a page, none on an original for who may not add pages.

    All of Wagtail's questions start from `permissions`; those that a task of a workflow answers by
    itself (`can_edit`, `can_lock`, `can_unlock`) are asked again here.
    """

    permissions: set[str]

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.is_guarded = (
            user.is_active
            and not user.is_superuser
            and bool(self.permissions)
            and "add" not in self.permissions
        )
        if self.is_guarded and not is_translation(page):
            self.permissions = set()

    def _is_kept_from(self) -> bool:
        return self.is_guarded and not self.permissions

    def can_edit(self) -> bool:
        """Whether the user may change the page."""
        return not self._is_kept_from() and bool(super().can_edit())

    def can_lock(self) -> bool:
        """Whether the user may lock the page."""
        return not self._is_kept_from() and bool(super().can_lock())

    def can_unlock(self) -> bool:
        """Whether the user may unlock the page."""
        return not self._is_kept_from() and bool(super().can_unlock())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may delete the page and all below it; moving asks this too."""
        if self._is_kept_from() or not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        return not self.is_guarded or all(is_translation(one) for one in self._below())

    def can_unpublish(self) -> bool:
        """Whether the user may take the page down, which may include all below it."""
        if self._is_kept_from() or not super().can_unpublish():
            return False
        return not self.is_guarded or all(is_translation(one) for one in self._below())

    def _below(self) -> Any:
        return self.page.get_descendants()
