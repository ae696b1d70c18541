"""The inbox: what waits, the oldest first, by how far it is and by kind."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hub.intake.models import State, Submission
from hub.intake.moderation.deputies import name_of, standing_in_for
from hub.intake.moderation.rights import MODERATE, may_moderate
from hub.intake.moderation.working_days import age_of, is_late
from hub.kernel.contract import registry
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import ANY_KIND, DeskPanel, IntakeForm

PER_PAGE: Final = 50
OPEN: Final = (State.WAITING, State.QUESTION)
_IS_CHANGE: Final = Q(is_correction=True) | Q(accepted_at__isnull=False)
_UNSEEN: Final = Q(unseen_since__isnull=False)
# What stands at first sight is "open"; the mailed link of what nobody confirmed is not for us.
STATES: Final[dict[str, tuple[Any, Q]]] = {
    "open": (gettext_lazy("all that is open"), Q(state__in=OPEN) | _UNSEEN),
    "look": (gettext_lazy("please look at it: published at once"), _UNSEEN),
    "new": (gettext_lazy("new"), Q(state=State.WAITING) & ~_IS_CHANGE),
    "changed": (gettext_lazy("changes"), Q(state=State.WAITING) & _IS_CHANGE),
    "question": (gettext_lazy("waits for the sender's answer"), Q(state=State.QUESTION)),
    "doubtful": (gettext_lazy("doubtful: taken for spam"), Q(state=State.SPAM)),
    "accepted": (gettext_lazy("accepted"), Q(state=State.ACCEPTED)),
    "refused": (gettext_lazy("refused"), Q(state=State.REFUSED)),
    "withdrawn": (gettext_lazy("withdrawn"), Q(state=State.WITHDRAWN)),
}
ANSWERED: Final = ("accepted", "refused", "withdrawn", "doubtful")


class InboxFilter(forms.Form):
    """How far they are, and of which kind."""

    state = forms.ChoiceField(
        label=gettext_lazy("Progress"),
        choices=[(name, label) for name, (label, _condition) in STATES.items()],
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [("", _("all kinds")), *kinds().items()]


@require_safe
@may_moderate
def inbox(request: HttpRequest) -> HttpResponse:
    """Answer the list; a filter that is none is left out."""
    form = InboxFilter(request.GET)
    form.is_valid()
    state = form.cleaned_data.get("state") or "open"
    rows = Submission.objects.filter(STATES[state][1])
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    order = "-moved_at" if state in ANSWERED else "moved_at"
    page = Paginator(rows.order_by(order, "pk"), PER_PAGE).get_page(request.GET.get("p"))
    labels = kinds()
    context = {
        "form": form,
        "page": page,
        "rows": [
            {
                "submission": one,
                "kind": labels.get(one.kind, one.kind),
                "language": language_of(one.locale),
                "age": age_of(one.moved_at),
                "is_late": one.state == State.WAITING and is_late(one.moved_at),
            }
            for one in page
        ],
        "absences": [(name_of(one.user), one.ends_on) for one in standing_in_for(request.user)],
        "query": {"state": state, "kind": kind or ""},
    }
    return render(request, "intake/admin/inbox.html", context)


def kinds() -> dict[str, str]:
    """Return {kind: its name for people} of all that can be sent."""
    names = {one.part.kind for one in registry.owned(IntakeForm) if one.part.kind}
    return {
        kind.name: str(kind.title)
        for kind in registry.kinds()
        if ANY_KIND in names or kind.name in names
    }


def language_of(locale: str) -> str:
    """Return a language's name for people."""
    return str(dict(settings.LANGUAGES).get(locale, locale))


def waiting() -> QuerySet[Submission]:
    """Return what a moderator has to do something about, the oldest first."""
    return Submission.objects.filter(state=State.WAITING).order_by("moved_at", "pk")


def unseen() -> QuerySet[Submission]:
    """Return what trusted senders have published and nobody has looked at, the oldest first."""
    return Submission.objects.filter(_UNSEEN).order_by("unseen_since", "pk")


def _rows(user: Any) -> QuerySet[Submission]:
    if not user.has_perm(MODERATE):
        return Submission.objects.none()
    return Submission.objects.filter(Q(state=State.WAITING) | _UNSEEN).order_by("moved_at", "pk")


def _entries(rows: Sequence[Submission]) -> list[DeskEntry]:
    labels = kinds()
    return [
        DeskEntry(
            title=one.title,
            url=reverse("hub_submission", args=[one.pk]),
            detail=_detail(one)
            % {"kind": labels.get(one.kind, one.kind), "age": age_of(one.moved_at)},
        )
        for one in rows
    ]


def _detail(one: Submission) -> str:
    if one.unseen_since:
        return _("%(kind)s, published at once, please look at it: %(age)s")
    return _("%(kind)s, waiting: %(age)s")


SENT_IN: Final = DeskPanel(
    name="submissions",
    title=gettext_lazy("Sent in"),
    hint=gettext_lazy("Somebody has sent this by a form and waits for your answer."),
    rows=_rows,
    entries=_entries,
    order=5,
)
