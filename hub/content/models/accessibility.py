"""What somebody has seen of how one gets in and takes part: yes, no, or not stated."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.kernel.documents.document import ACCESSIBILITY_FACTS
from hub.words.filter_names import FACT_WORDS


class Fact(models.TextChoices):
    """A fact about a place. `unknown` is honest: nobody has looked yet."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not stated")


def _fact(name: str) -> Any:
    return models.CharField(
        FACT_WORDS[name], max_length=7, choices=Fact.choices, default=Fact.UNKNOWN
    )


class Access(models.Model):
    """The facts of a place, or of what takes place there itself."""

    step_free = _fact("step_free")
    accessible_toilet = _fact("accessible_toilet")
    accessible_parking = _fact("accessible_parking")
    lift = _fact("lift")
    induction_loop = _fact("induction_loop")
    sign_language = _fact("sign_language")
    quiet_room = _fact("quiet_room")
    guide_dogs = _fact("guide_dogs")
    large_print = _fact("large_print")
    easy_language = _fact("easy_language")

    class Meta:
        abstract = True

    def accessibility(self) -> dict[str, bool | None]:
        """Return {fact: True, False or None} for every fact of the document's schema."""
        meaning = {Fact.YES: True, Fact.NO: False}
        return {name: meaning.get(getattr(self, name)) for name in ACCESSIBILITY_FACTS}

    def stated_facts_count(self) -> int:
        """Return how many of the accessibility facts somebody has stated, yes or no."""
        return sum(getattr(self, fact) != Fact.UNKNOWN for fact in ACCESSIBILITY_FACTS)
