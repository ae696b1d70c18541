"""A city's own colours in the editors' words: what cannot be read, and what would do instead."""

import re
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.looks import schemes
from hub.looks.themes import Theme

SHORT: Final = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
LONG: Final = re.compile(r"#[0-9a-f]{6}")

NAMES: Final = {
    "accent": gettext_lazy("accent"),
    "highlight": gettext_lazy("highlight"),
    "action": gettext_lazy("button"),
    "paper": gettext_lazy("the page's ground"),
    "surface": gettext_lazy("the ground of boxes"),
    "deep": gettext_lazy("the dark band at the foot"),
}


def normal(given: str) -> str:
    """Return a colour as `#rrggbb`, also for `C5301D` or `#fff`; "" for what is none."""
    text = given.strip().lower()
    text = text if text.startswith("#") else f"#{text}"
    short = SHORT.fullmatch(text)
    if short:
        return "#" + "".join(2 * figure for figure in short.groups())
    return text if LONG.fullmatch(text) else ""


def explain(theme: Theme, own: dict[str, str]) -> dict[str, list[str]]:
    """Return {token: sentences} for a city's colours that have too little contrast."""
    sentences_by_name: dict[str, list[str]] = {}
    scheme = schemes.light(theme, own)
    for failure in schemes.own_failures(theme, own):
        sentences_by_name.setdefault(failure.pair.front, []).append(
            _(
                "%(name)s %(colour)s on %(ground)s %(ground_colour)s has a contrast of "
                "%(ratio)s to 1. %(minimum)s to 1 is needed."
            )
            % {
                "name": NAMES[failure.pair.front],
                "colour": own[failure.pair.front],
                "ground": NAMES[failure.pair.ground],
                "ground_colour": scheme[failure.pair.ground],
                # Cut, not rounded: 4.496 is not enough and must not read as 4.5.
                "ratio": number_format(int(failure.ratio * 100) / 100, 2),
                "minimum": number_format(failure.pair.minimum, 1),
            }
        )
    for name, sentences in sentences_by_name.items():
        sentences.append(
            _("The nearest colour that is enough: %(colour)s.")
            % {"colour": schemes.enough(theme, own, name)}
        )
    return sentences_by_name
