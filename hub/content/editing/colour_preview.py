"""What the colour panel's script asks while an editor chooses: schemes, pairs, nearest colours."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.content.editing.colours import NAMES, normal
from hub.looks import colours, schemes, themes


@require_safe
def colour_preview(request: HttpRequest) -> JsonResponse:
    """Answer how a theme looks with these colours; what is no colour counts as not given."""
    theme = themes.chosen(request.GET.get("theme", ""))
    given = {name: normal(request.GET.get(name, "")) for name in schemes.OWN}
    own = {name: colour for name, colour in given.items() if colour}
    light = schemes.light(theme, own)
    pairs = [_pair(theme, own, one, light) for one in schemes.PAIRS if one.front in schemes.OWN]
    bad = sum(not one["is_enough"] for one in pairs)
    return JsonResponse(
        {
            "light": light,
            "dark": schemes.dark(theme, own),
            "pairs": pairs,
            "summary": ngettext(
                "Not everybody can read this: one pair is too close.",
                "Not everybody can read this: %(count)s pairs are too close.",
                bad,
            )
            % {"count": bad}
            if bad
            else _("Everybody can read these colours."),
        }
    )


def _pair(
    theme: themes.Theme, own: dict[str, str], pair: schemes.Pair, light: dict[str, str]
) -> dict[str, Any]:
    front, ground = light[pair.front], light[pair.ground]
    ratio = colours.ratio(front, ground)
    is_enough = ratio >= pair.minimum
    words = {
        "ratio": number_format(int(ratio * 100) / 100, 2),
        "minimum": number_format(pair.minimum, 1),
    }
    return {
        "name": pair.front,
        "front": front,
        "ground": ground,
        "is_enough": is_enough,
        "label": _("%(front)s on %(ground)s")
        % {"front": NAMES[pair.front], "ground": NAMES[pair.ground]},
        "verdict": (
            _("%(ratio)s to 1, enough")
            if is_enough
            else _("%(ratio)s to 1, too little; %(minimum)s to 1 is needed")
        )
        % words,
        "nearest": ""
        if is_enough or pair.front not in own
        else schemes.enough(theme, own, pair.front),
    }
