"""Fields that a source and an editor have both changed."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.desk.pages import documents_of
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel
from hub.kernel.contract.sources import User
from hub.transfer.models import Proposal
from hub.transfer.proposals import name_of, sources_of
from hub.transfer.side_by_side import label_of


def _proposals(user: User) -> QuerySet[Proposal]:
    """Return the first proposal for each page and record that the user may act on."""
    firsts = Proposal.objects.order_by().values("document_id", "locale").annotate(first=Min("pk"))
    first = firsts.values("first")
    return Proposal.objects.filter(documents_of(user), pk__in=first).order_by("pk")


def _entries(rows: Sequence[Proposal]) -> list[DeskEntry]:
    sources = sources_of([(row.document_id, row.locale) for row in rows])
    proposals: dict[tuple[UUID, str], list[Proposal]] = defaultdict(list)
    for proposal in Proposal.objects.filter(document_id__in={row.document_id for row in rows}):
        proposals[proposal.document_id, proposal.locale].append(proposal)
    entries = []
    for key, source in sources.items():
        labels = [label_of(type(source), one.field) for one in proposals[key]]
        names = sorted({name_of(one) for one in proposals[key]})
        detail = f"{get_text_list(names, _('and'))}: {get_text_list(labels, _('and'))}"
        address = reverse("hub_proposals", args=key)
        entries.append(DeskEntry(title=source.title, url=address, detail=detail))
    return entries


PROPOSALS = DeskPanel(
    name="proposals",
    title=gettext_lazy("The source says something else now"),
    hint=gettext_lazy(
        "These were changed here and at their source. What stands here stays until somebody "
        "decides."
    ),
    rows=_proposals,
    entries=_entries,
    order=25,
)
