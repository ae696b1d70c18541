"""“Which funding suits us?”: four questions, answered by the list with its filters chosen.

Nothing is stored or worked out here: each answer is a filter of the list and of the API.
"""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.kernel.contract.visits import Shown, Visit
from plugins.funding.choices import APPLICANTS, PURPOSES, TIMES, Choices

PATHS: Final = {
    "de": "foerderung-finden",
    "en": "find-funding",
    "uk": "znaity-finansuvannia",
    "ar": "ibhath-an-tamwil",
    "de-x-ls": "geld-finden",
}
AMOUNTS: Final = (
    ("1", gettext_lazy("some hundred euros")),
    ("1000", gettext_lazy("1,000 euros or more")),
    ("5000", gettext_lazy("5,000 euros or more")),
    ("20000", gettext_lazy("20,000 euros or more")),
)


def answer(visit: Visit) -> Shown:
    """Return the questions; the list itself takes the answers."""
    return Shown(
        template="funding/find.html",
        heading=_("Which funding suits us?"),
        description=_("Four questions to the funding calls that suit your association or group."),
        context={
            "questions": [
                _question("applicant", _("Who are you?"), APPLICANTS, visit),
                _question("purpose", _("What do you need the money for?"), PURPOSES, visit),
                _question("amount_min", _("How much do you need?"), AMOUNTS, visit),
                _question("apply", _("When do you want to apply?"), TIMES, visit),
            ]
        },
    )


def _question(name: str, title: str, choices: Choices, visit: Visit) -> dict[str, Any]:
    chosen = visit.query.get(name, "")
    return {
        "name": name,
        "title": title,
        "choices": [
            {"key": key, "label": label, "is_chosen": key == chosen} for key, label in choices
        ],
    }
