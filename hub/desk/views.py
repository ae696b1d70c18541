"""All entries of one panel, and the button beside an entry."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hub.desk.panel import panels
from hub.kernel.contract.parts import DeskPanel

PER_PAGE = 50


@require_safe
def whole_panel(request: HttpRequest, key: str) -> HttpResponse:
    """Answer all entries of a panel, fifty a page."""
    panel = _panel(key)
    page = Paginator(panel.rows(request.user), PER_PAGE).get_page(request.GET.get("p"))
    context = {"key": key, "panel": panel, "entries": panel.entries(list(page)), "page": page}
    return render(request, "hub/desk/panel.html", context)


@require_POST
def act(request: HttpRequest, key: str, entry: str) -> HttpResponse:
    """Do what the panel's button says with one entry, and say what came of it."""
    action = _panel(key).action
    outcome = action.act(request.user, entry) if action else None
    if outcome is None:
        raise Http404
    tell = messages.success if outcome.is_done else messages.error
    tell(request, outcome.text)
    return redirect("wagtailadmin_home")


def _panel(key: str) -> DeskPanel:
    panel: DeskPanel | None = next((one.part for one in panels() if one.key == key), None)
    if panel is None:
        raise Http404
    return panel
