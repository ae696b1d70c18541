"""The editors' list of errands."""

from typing import Any, ClassVar

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from errands.models import Errand


class ErrandViewSet(SnippetViewSet):
    """Errands with a menu entry of their own."""

    model = Errand
    icon = "help"
    add_to_admin_menu = True
    menu_order = 180
    list_display: ClassVar[list[str]] = ["title", "minutes", "needed_by", "status_string"]
    list_filter: ClassVar[list[str]] = ["live"]
    panels: ClassVar[list[Any]] = Errand.panels


register_snippet(ErrandViewSet)
