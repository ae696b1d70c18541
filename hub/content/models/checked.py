"""What a page is checked for when it is saved: what its editors chose, and that once.

A page that one transaction stores as a revision and then publishes is not checked again. Wagtail
makes a second object of the revision, looks up all that it names and checks it as a whole; the
first object was checked so a moment before, with the same content.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import connection
from modelcluster.models import get_all_child_relations

# What Wagtail keeps and no editor chooses.
KEPT_BY_WAGTAIL: Final = frozenset(
    {"content_type", "latest_revision", "live_revision", "locked_by", "owner", "alias_of"}
)
# What a page takes from its row, whatever its revision says (Page.with_content_json).
KEPT_IN_ROW: Final = KEPT_BY_WAGTAIL - {"live_revision"} | {"locale"}


class _Checked(dict[str, Any]):
    """Content that was checked in this transaction."""


class CheckedOnce:
    """Mixin of pages, to the left of Wagtail's."""

    # (the revision's content, the transaction in which it was checked)
    _checked: tuple[Any, Any] | None = None
    # The transaction in which the content that this page was made of was checked.
    _is_checked_in: Any = None

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Store a revision, and remember whether its content was checked for that."""
        self._checked = None
        revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]
        if not args and kwargs.get("clean", True):
            self._checked = (revision.content, _transaction())
        return revision

    def with_content_json(self, content: Mapping[str, Any]) -> Any:
        """Return the page as a revision has it; what it takes from its row is not looked up."""
        own = {name: value for name, value in content.items() if name not in KEPT_IN_ROW}
        transaction = self._checked_in(content)
        page = super().with_content_json(  # type: ignore[misc]
            own if transaction is None else _Checked(own)
        )
        page._is_checked_in = transaction
        return page

    def full_clean(self, exclude: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        """Check it, but for what no editor chooses: each would be looked up at every save."""
        super().full_clean(  # type: ignore[misc]
            {*(exclude or ()), *KEPT_BY_WAGTAIL}, *args, **kwargs
        )

    @classmethod
    def from_serializable_data(
        cls, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        """Return a page of that content; what checked content names is there.

        A page's check does not look at what its items name.
        """
        is_checked = isinstance(data, _Checked) and not any(
            data.get(relation.get_accessor_name()) for relation in get_all_child_relations(cls)
        )
        return super().from_serializable_data(  # type: ignore[misc]
            data, check_fks=check_fks and not is_checked, strict_fks=strict_fks
        )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page, with Wagtail's check where its content has not just had it.

        The short address is looked at in any case: a page beside it may have taken it meanwhile.
        """
        if self._is_checked_in is not None and self._is_checked_in is _transaction() and not args:
            self.minimal_clean()  # type: ignore[attr-defined]
            kwargs["clean"] = False
        self._is_checked_in = None
        return super().save(*args, **kwargs)  # type: ignore[misc]

    def _checked_in(self, content: Mapping[str, Any]) -> Any:
        """Return the transaction that is still open and has checked this content; None else."""
        if self._checked is None or self._checked[0] is not content:
            return None
        return self._checked[1] if self._checked[1] is _transaction() else None


def _transaction() -> Any:
    """Return what stands for the transaction that is open; None outside of any."""
    return connection.atomic_blocks[0] if connection.atomic_blocks else None
