"""The editing form of every page: what has ended is published again only with a later end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class HubPageForm(WagtailAdminPageForm):
    """The page form. Wagtail asks for an end in the future for drafts too, which this does not.

    A page's `end_field` names the field in which its editors write the end.
    """

    _past_ends: Mapping[str, datetime] = {}

    def clean(self) -> dict[str, Any]:
        """Ask for a later end where the page is to be published."""
        cleaned: dict[str, Any] = super().clean()
        name = self.instance.end_field
        ends_at = cleaned.get(name)
        if ends_at and ends_at <= timezone.now():
            if self.is_deferred_validation:
                # Taken from Wagtail's check, which follows.
                self._past_ends = {name: cleaned.pop(name)}
            else:
                self.add_error(name, _("This lies in the past. Choose a later end, or none."))
        return cleaned

    def _post_clean(self) -> None:
        self.cleaned_data.update(self._past_ends)
        super()._post_clean()
