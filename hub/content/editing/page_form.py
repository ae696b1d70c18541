"""The editing form of every page: what has ended is published again only with a later end.

Wagtail saves a new page by itself while somebody types, and does not wait for the answer when its
author presses "save" meanwhile. One form makes one page all the same: it carries the key of the
page that it makes, and what was saved by itself under that key gives way to what she saves. Never
the other way round: a save that set out before hers and arrives after it would take away her page.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, Revision

from hub.kernel.documents.identity import new_id

# Longer than a request may take; who goes back to the form later makes another page.
SAVED_JUST_NOW: Final = timedelta(minutes=1)


class HubPageForm(WagtailAdminPageForm):
    """The page form. Wagtail asks for an end in the future for drafts too, which this does not.

    A page's `end_field` names the field in which its editors write the end.
    """

    page_key = forms.UUIDField(required=False, initial=new_id, widget=forms.HiddenInput)

    _past_ends: Mapping[str, datetime] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["page_key"]

    def clean(self) -> dict[str, Any]:
        """Ask for a later end where the page is to be published."""
        cleaned: dict[str, Any] = super().clean()
        key = cleaned.get("page_key")
        if key and not Page.objects.filter(translation_key=key).exists():
            self.instance.translation_key = key
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


def replace_saved_by_itself(
    request: HttpRequest, parent: Page, model: type[Page]
) -> HttpResponse | None:
    """Delete the draft that Wagtail has just saved of the form that its author now sends.

    What Wagtail saves by itself replaces nothing; the answer says so in Wagtail's own shape.
    """
    key = _key(request.POST.get("page_key", ""))
    drafts = Page.objects.filter(translation_key=key) if key else Page.objects.none()
    if not drafts:
        return None
    if not request.accepts("text/html"):
        problem = _("This page is saved already. Press “Save draft” to save it again.")
        error = {"success": False, "error_code": "saved_already", "error_message": problem}
        return JsonResponse(error, status=409)
    if all(_is_saved_by_itself(page, request.user, parent) for page in drafts):
        for page in drafts:
            page.delete()
    return None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_saved_by_itself(page: Page, user: Any, parent: Page) -> bool:
    if page.live or page.first_published_at or page.owner != user or not page.is_child_of(parent):
        return False
    saved = Revision.page_revisions.filter(object_id=str(page.pk)).values_list(
        "created_at", flat=True
    )
    return len(saved) == 1 and saved[0] > timezone.now() - SAVED_JUST_NOW
