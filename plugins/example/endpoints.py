"""Two endpoints beside the kind's own: one that everybody reads, one that needs a token."""

import hmac
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer

from hub.kernel.contract import registry
from hub.publication.models import Publication
from plugins.example.models import Note, Tally

router = Router()


class Program(HttpBearer):
    """A program that knows the capability's token."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """Return the program's name, or None: 401."""
        wanted = registry.configuration("example").token
        return "program" if wanted and hmac.compare_digest(wanted, token) else None


class Pin(Schema):
    """Until when a note stands in front."""

    until: date


@router.get("/tally", summary="What the follower has seen of each kind")
def tally(request: HttpRequest) -> dict[str, int]:
    """Return {kind: newest sequence}."""
    return dict(Tally.objects.values_list("kind", "sequence"))


@router.put("/notes/{document_id}/pin", auth=Program(), summary="Pin a note")
def pin(request: HttpRequest, document_id: UUID, body: Pin) -> dict[str, str]:
    """Pin a public note; 404 where there is none."""
    public = Publication.objects.public().filter(document_id=document_id, kind="note")
    if not public.exists():
        raise Http404("There is no such note.")
    for note in Note.objects.filter(translation_key=document_id):
        note.pinned_until = body.until
        note.save()
    return {"id": str(document_id), "pinned_until": body.until.isoformat()}
