"""The desk's panel of pinned notes, with a button that takes the pin off."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.kernel.contract.desk import DeskEntry, Outcome
from hub.kernel.contract.sources import User
from plugins.example.models import Note


def pinned(user: User) -> QuerySet[Note]:
    """Return the pinned notes, none where the user may not change them."""
    if not user.has_perm("example.change_note"):
        return Note.objects.none()
    return Note.objects.filter(live=True, pinned_until__isnull=False).order_by("pinned_until", "pk")


def entries(notes: Sequence[Note]) -> list[DeskEntry]:
    """Return a line for each note."""
    addresses = AdminURLFinder()
    return [
        DeskEntry(
            title=note.title,
            url=addresses.get_edit_url(note) or "",
            detail=_("until %(date)s") % {"date": _day(note.pinned_until)},
            key=str(note.pk),
        )
        for note in notes
    ]


def take_off(user: User, key: str) -> Outcome | None:
    """Take the pin off a note; the user may, or there is no such entry."""
    note = pinned(user).filter(pk=key).first() if key.isdecimal() else None
    if note is None:
        return None
    note.pinned_until = None
    note.save()
    return Outcome(_("“%(title)s” is not pinned any more.") % {"title": note.title})


def _day(value: date | None) -> str:
    return str(date_format(value, "DATE_FORMAT")) if value else ""
