"""The portal's page on which anybody suggests a note; an editor puts it on the board."""

from typing import Final

from django.utils.translation import gettext as _
from wagtail.models import Locale

from hub.kernel.identity import new_id
from hub.kernel.visits import Elsewhere, Shown, Visit
from plugins.example.models import Note

LONGEST: Final = 80


def answer(visit: Visit) -> Shown | Elsewhere:
    """Return the form, or go on to the thanks once a draft was made of what was sent."""
    words = (visit.form or {}).get("title", "").strip().replace("\0", "")
    is_fine = 0 < len(words) <= LONGEST
    if visit.form is not None and is_fine:
        locale = Locale.objects.get(language_code=visit.locale)
        Note.objects.create(site_id=visit.site_id, locale=locale, title=words, slug=f"{new_id()}")
        return Elsewhere(f"{visit.path}?thanks=1")
    return Shown(
        template="example/suggest.html",
        heading=_("Suggest a note"),
        context={
            "words": words,
            "problem": visit.form is not None and _("Write one to 80 characters."),
            "has_sent": "thanks" in visit.query,
        },
        status=400 if visit.form is not None else 200,
    )
