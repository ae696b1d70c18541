"""Changes: what another website reads to keep a copy, in order, tombstones included."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.parameters import read_parameters, refuse_unknown, whole_number
from hub.delivery.api.problems import refused
from hub.delivery.api.respond import Content, respond, tag_of
from hub.delivery.api.sites import api_url, site_for
from hub.kernel.contract import registry
from hub.kernel.documents.document import serialise, utc
from hub.publication.query import Problem, Row, SiteFacts
from hub.publication.reading.changes import changes, had_kind
from hub.publication.reading.documents import Tombstone

LIMIT: Final = 100
# PostgreSQL's bigint.
SEQUENCE_MAXIMUM: Final = 2**63 - 1


def changes_view(request: HttpRequest) -> HttpResponse:
    """Answer what changed after `since`; a kind that is gone still sends its tombstones."""
    site = site_for(request)
    parameters = read_parameters(request)
    refuse_unknown(parameters, ("since", "kind", "limit"))
    since = whole_number(parameters, "since", 0, 0, SEQUENCE_MAXIMUM)
    limit = whole_number(parameters, "limit", LIMIT, 1, LIMIT)
    kinds = _kinds(site, parameters.get("kind"))
    changed = changes(site, since, limit, kinds)
    if changed.next_since < since:
        message = (
            f"{since} is newer than anything this hub has ({changed.next_since}): it was restored"
            " from a backup. Begin again with since=0"
        )
        raise refused(Problem("since", message))
    items = b",".join(_item(sequence, one) for sequence, one in changed.items)
    end = f'"next_since":{changed.next_since},"is_complete":{serialise(changed.is_complete)}'
    next_url = f"{api_url(site)}/changes?since={changed.next_since}&limit={limit}"
    next_url += "".join(f"&kind={name}" for name in kinds or ())
    # A row becomes a tombstone under the same number in the moment in which it ends.
    tags = [f"{sequence}{type(one).__name__}" for sequence, one in changed.items]
    content = Content(
        body=b'{"items":[%b],%b}' % (items, end.encode()),
        tag=tag_of(*tags, end),
        headers={} if changed.is_complete else {"Link": f'<{next_url}>; rel="next"'},
    )
    return respond(request, content)


def _kinds(site: SiteFacts, names: list[str] | None) -> list[str] | None:
    known = [one.name for one in registry.kinds()]
    for name in names or ():
        if name not in known and not had_kind(site, name):
            message = f"'{name[:80]}' is not one of {', '.join(known)}"
            raise refused(Problem("kind", message))
    return sorted(set(names)) if names else None


def _item(sequence: int, one: Row | Tombstone) -> bytes:
    if isinstance(one, Row):
        return b'{"sequence":%d,"deleted":false,"document":%b}' % (sequence, one.text)
    tombstone = serialise(
        {
            "sequence": sequence,
            "deleted": True,
            "id": one.document_id,
            "kind": one.kind,
            "locale": one.locale,
            "deleted_at": utc(one.deleted_at),
        }
    )
    return tombstone.encode()
