"""What a source says now, beside what stands here: an editor decides field by field."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.transfer.models import Proposal
from hub.transfer.proposals import (
    decide,
    differences_of,
    may_decide,
    name_of,
    proposals_of,
    seen,
    sources_of,
)
from hub.transfer.side_by_side import side_by_side


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, document_id: UUID, locale: str) -> HttpResponse:
    """Answer the proposals for a page or record; take one over or refuse it."""
    source = sources_of([(document_id, locale)]).get((document_id, locale))
    if source is None:
        raise Http404
    if not may_decide(request.user, source):
        raise PermissionDenied
    if request.method == "POST":
        return _decided(request, source)
    waiting = proposals_of(source)
    by_source: dict[str, list[Proposal]] = {}
    for proposal in waiting:
        by_source.setdefault(name_of(proposal), []).append(proposal)
    context = {
        "source": source,
        "language": locale,
        "edit_url": AdminURLFinder(request.user).get_edit_url(source),
        "tables": {name: _rows(source, found) for name, found in by_source.items()},
    }
    return render(request, "hub/transfer/proposals.html", context)


def _rows(source: Any, found: list[Proposal]) -> list[dict[str, Any]]:
    differences = differences_of(source, found)
    sides = side_by_side(type(source), differences)
    return [
        {**vars(side), "id": proposal.pk, "seen": seen(difference)}
        for proposal, difference, side in zip(found, differences, sides, strict=True)
    ]


def _decided(request: HttpRequest, source: Any) -> HttpResponse:
    given = request.POST
    decision, key = given.get("decision"), given.get("proposal", "")
    if decision not in {"take_over", "refuse"} or not key.isdecimal():
        raise Http404
    outcome = decide(
        request.user, source, int(key), given.get("seen", ""), takes_over=decision == "take_over"
    )
    tell = messages.success if outcome.is_done else messages.warning
    tell(request, outcome.text)
    return redirect(request.path)
