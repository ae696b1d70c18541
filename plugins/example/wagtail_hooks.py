"""The editors' list of notes."""

from typing import Any, ClassVar

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from plugins.example.models import Note


class NoteViewSet(SnippetViewSet):
    """Notes as snippets, with a menu entry."""

    model = Note
    icon = "doc-empty"
    add_to_admin_menu = True
    menu_order = 900
    list_display: ClassVar[list[str]] = ["title", "colour", "pinned_until", "status_string"]
    list_filter: ClassVar[list[str]] = ["colour", "live"]
    panels: ClassVar[list[Any]] = Note.panels


register_snippet(NoteViewSet)
