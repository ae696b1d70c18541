"""The form with which anybody asks for help, and the address at which they take it back."""

from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from wagtail.models import Locale

from errands.models import Errand
from hub.kernel.contract.visits import Elsewhere, Shown, Visit
from hub.kernel.documents.identity import new_id

PATHS: Final = {
    "de": "um-hilfe-bitten",
    "en": "ask-for-help",
    "uk": "poprosyty-pro-dopomohu",
    "ar": "utlub-musaada",
}
LONGEST: Final = 80
_signer = Signer(salt="errands.asked")


def answer(visit: Visit) -> Shown | Elsewhere:
    """Return the form, or behind a token the errand that was asked for with it."""
    if visit.token:
        return _own(visit)
    title = visit.form.get("title", "").replace("\0", "").strip() if visit.form else ""
    if 0 < len(title) <= LONGEST:
        return Elsewhere(f"{visit.path}{_asked(visit, title)}/")
    is_sent = visit.form is not None
    return Shown(
        template="errands/ask.html",
        heading=_("Ask for help"),
        context={"title": title, "is_refused": is_sent, "longest": LONGEST},
        status=400 if is_sent else 200,
    )


def _asked(visit: Visit, title: str) -> str:
    """Store a draft, which an editor publishes; return the token of whoever asked."""
    errand = Errand.objects.create(
        site_id=visit.site_id,
        locale=Locale.objects.get(language_code=visit.locale),
        title=title,
        slug=str(new_id()),
    )
    return _signer.sign(str(errand.document_id))


def _own(visit: Visit) -> Shown:
    try:
        document_id = _signer.unsign(visit.token)
    except BadSignature:
        document_id = None
    errand = Errand.objects.filter(translation_key=document_id).first()
    if errand and visit.form is not None:
        errand.delete()
    return Shown(
        template="errands/asked.html",
        heading=_("Your errand"),
        context={"errand": errand, "is_taken_back": errand and visit.form is not None},
        status=200 if errand else 404,
    )
