"""What an embed says to readers, besides the documents."""

from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.words.filter_names import VALUES

STATES: Final = ("cancelled", "postponed", "moved")
# The script fills in `%(time)s` and `%(list)s`.
WORDS: Final = {
    "loading": _("The list is being fetched …"),
    "empty": _("There is nothing here at the moment. You find more here:"),
    "failed": _("The list cannot be shown right now. You find it here:"),
    "stale": _("As of %(time)s. What is newer cannot be fetched right now."),
    "more": _("See all: %(list)s"),
    "online": VALUES["format"]["online"],
}


def title_of(kind: Kind) -> str:
    """Return what a list of this kind is called."""
    return str(capfirst(kind.title_plural))


def in_words() -> dict[str, Any]:
    """Return all words of the script in the active language."""
    return {
        **{name: str(text) for name, text in WORDS.items()},
        "state": {name: str(VALUES["status"][name]) for name in STATES},
        "title": {kind.plural: title_of(kind) for kind in registry.kinds()},
    }
