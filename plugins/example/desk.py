"""The desk's list of pinned notes."""

from typing import Any

from django.template.loader import render_to_string

from hub.kernel import registry
from plugins.example.models import Note


def desk_panel(request: Any) -> str:
    """Return the pinned notes, or "" where there is none or the editor may not change them."""
    if not request.user.has_perm("example.change_note"):
        return ""
    count = registry.configuration("example").shown_count
    notes = Note.objects.filter(live=True, pinned_until__isnull=False)[:count]
    return render_to_string("example/desk.html", {"notes": notes}, request) if notes else ""
