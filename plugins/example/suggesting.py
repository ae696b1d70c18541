"""The portal's page on which anybody suggests a note; an editor puts it on the board.

Whoever has sent one gets an address of their own, signed: there it can be written anew.
"""

from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from wagtail.models import Locale

from hub.kernel.contract.visits import Elsewhere, Shown, Uploads, Visit
from hub.kernel.documents.identity import new_id
from plugins.example.models import Note

PATHS: Final = {
    "en": "suggest-a-note",
    "de": "zettel-vorschlagen",
    "uk": "zaproponuvaty-zapysku",
    "ar": "iqtirah-mulahaza",
}
UPLOADS: Final = Uploads(most_count=1, most_bytes=100_000, endings=(".txt",))
LONGEST: Final = 80
_signer = Signer(salt="example.suggestion")


def answer(visit: Visit) -> Shown | Elsewhere:
    """Return the form, or go on to the thanks once a draft was made of what was sent."""
    note = _own(visit.token)
    if visit.token and note is None:
        return Shown(template="example/suggest.html", heading=_("Suggest a note"), status=404)
    words = _words(visit) or (note.title if note and visit.form is None else "")
    is_fine = 0 < len(words) <= LONGEST and not visit.refused
    if visit.form is not None and is_fine:
        note = _written(visit, note, words)
        token = _signer.sign(str(note.document_id))
        home = visit.path.removesuffix(f"{visit.token}/") if visit.token else visit.path
        return Elsewhere(f"{home}{token}/?thanks=1")
    problem = visit.refused.get("text") or _("Write one to 80 characters.")
    return Shown(
        template="example/suggest.html",
        heading=_("Suggest a note"),
        context={
            "words": words,
            "problem": visit.form is not None and problem,
            "has_sent": "thanks" in visit.query,
        },
        status=400 if visit.form is not None else 200,
    )


def _words(visit: Visit) -> str:
    """Return the title that was written, else the first line of the file that was sent."""
    written = visit.form.get("title", "").strip().replace("\0", "") if visit.form else ""
    texts = [one.read().decode(errors="replace") for one in visit.files.get("text", ())]
    lines = [line for text in texts for line in text.replace("\0", "").splitlines()]
    return written or next((line.strip() for line in lines if line.strip()), "")


def _own(token: str) -> Note | None:
    """Return the draft that the token was given for."""
    try:
        document_id = _signer.unsign(token)
    except BadSignature:
        return None
    return Note.objects.filter(translation_key=document_id, live=False).first()


def _written(visit: Visit, note: Note | None, words: str) -> Note:
    if note is not None:
        note.title = words
        note.save()
        return note
    locale = Locale.objects.get(language_code=visit.locale)
    return Note.objects.create(
        site_id=visit.site_id, locale=locale, title=words, slug=f"{new_id()}"
    )
