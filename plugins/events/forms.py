"""The editing form of an event."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """The page form; drafts need not be complete."""

    def _post_clean(self) -> None:
        self.instance.is_draft = self.is_deferred_validation
        super()._post_clean()  # type: ignore[misc]

    def save(self, commit: bool = True) -> Any:
        """Return the page; whether it was a draft is forgotten again."""
        self.instance.is_draft = False
        return super().save(commit=commit)
