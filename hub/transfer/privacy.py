"""What the memory of the road in holds about people: whatever a page says of them."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hub.content.models import HubPage, Record
from hub.kernel.contract import registry
from hub.kernel.contract.parts import PersonalData
from hub.transfer.models import LastWord, Proposal

# The words of a source outlive the page that they were about by a day at most, two with the clock.
RETENTION: Final = timedelta(days=1)


def find_words(email: str) -> list[QuerySet[Any]]:
    """Return what sources said that names this address."""
    return [LastWord.objects.filter(said__icontains=email)]


def find_proposals(email: str) -> list[QuerySet[Any]]:
    """Return the proposals that name this address, or would take the place of it."""
    found = [Proposal.objects.filter(**{f"{name}__icontains": email}) for name in _PROPOSED]
    return [found[0] | found[1] | found[2]]


def erase_words(email: str) -> int:
    """Forget what sources said that names this address; they are asked anew when they next say
    it."""
    return int(find_words(email)[0].delete()[0])


def erase_proposals(email: str) -> int:
    """Delete proposals that name this address, or would take the place of it."""
    return int(find_proposals(email)[0].delete()[0])


def forget_deleted(rows: Any) -> int:
    """Delete the rows whose document is no longer here."""
    models: list[Any] = [one.model for one in registry.kinds() if issubclass(one.model, Record)]
    for model in (HubPage, *models):
        rows = rows.exclude(document_id__in=model._default_manager.values("translation_key"))
    return int(rows.delete()[0])


_PROPOSED: Final = ("here", "proposed", "base")
_SHARED: Final[dict[str, Any]] = {
    "purpose": _("What editors wrote is not overwritten by what a source brings"),
    "legal_basis": "Art. 6 (1) e GDPR",
    "retention": RETENTION,
    "at_end": forget_deleted,
}
REGISTERED: Final = (
    PersonalData(
        name="words",
        model="transfer.LastWord",
        fields=("said",),
        counts_from="read_at",
        find=find_words,
        eraser=erase_words,
        **_SHARED,
    ),
    PersonalData(
        name="proposals",
        model="transfer.Proposal",
        fields=_PROPOSED,
        counts_from="made_at",
        find=find_proposals,
        eraser=erase_proposals,
        **_SHARED,
    ),
)
