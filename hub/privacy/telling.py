"""What is kept, in words: about one person (Art. 15 GDPR), and altogether (Art. 30 GDPR)."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hub.kernel.contract import registry
from hub.kernel.contract.parts import PersonalData
from hub.privacy.register import export, registered

# What models and fields are called that their authors have not named in German, or not at all.
NAMES: Final = (
    gettext_noop("Intake"),
    gettext_noop("Privacy"),
    gettext_noop("Transfer"),
    gettext_noop("Mail"),
    gettext_noop("GDPR"),
    gettext_noop("acts"),
    gettext_noop("decisions"),
    gettext_noop("uploads"),
    gettext_noop("link wishs"),
    gettext_noop("last words"),
    gettext_noop("proposals"),
    gettext_noop("form states"),
    gettext_noop("string translations"),
    gettext_noop("segment overrides"),
    gettext_noop("editing sessions"),
    gettext_noop("uploaded files"),
    gettext_noop("page subscriptions"),
    gettext_noop("lines"),
    gettext_noop("message"),
    gettext_noop("user"),
    gettext_noop("file"),
    gettext_noop("alt"),
    gettext_noop("credit"),
    gettext_noop("licence"),
    gettext_noop("email"),
    gettext_noop("data"),
    gettext_noop("text"),
    gettext_noop("said"),
    gettext_noop("here"),
    gettext_noop("proposed"),
    gettext_noop("base"),
    gettext_noop("resolved by"),
    gettext_noop("last translated by"),
    gettext_noop("made at"),
    gettext_noop("kept until"),
    gettext_noop("failed at"),
    gettext_noop("read at"),
    gettext_noop("updated at"),
    gettext_noop("last updated at"),
    gettext_noop("last seen at"),
    gettext_noop("resolved at"),
)
ACCOUNTS: Final = frozenset({"auth", "axes", "sessions", "wagtailadmin", "wagtailusers"})


@dataclass(frozen=True)
class Activity:
    """One declaration in words. `rows` are [(label, value)] of each row kept about a person."""

    key: str
    title: str
    fields: tuple[str, ...]
    people: str
    purpose: str
    legal_basis: str
    recipients: str
    kept: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()


def activities() -> list[tuple[str, list[Activity]]]:
    """Return the record of processing: [(who keeps it, declarations in words)]."""
    by_owner: dict[str, list[Activity]] = {}
    for one in registry.owned(PersonalData):
        title = _named(one.owner.verbose_name)
        by_owner.setdefault(title, []).append(_activity(one.key, one.part))
    return list(by_owner.items())


def told(email: str) -> list[Activity]:
    """Return what is kept about the person with an address; nothing that has no row."""
    rows_by_key = export(email)
    return [
        _activity(one.key, one.part, tuple(_row(one.part, row) for row in rows_by_key[one.key]))
        for one in registered()
        if one.key in rows_by_key
    ]


def archive(email: str) -> bytes:
    """Return a ZIP file with what is kept about a person: a page to read, JSON for machines, and
    the files that they have sent."""
    rows_by_key = export(email)
    context = {"activities": told(email), "today": timezone.localdate(), "email": email}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(_("about-you.html"), render_to_string("privacy/told.html", context))
        text = json.dumps(rows_by_key, default=str, ensure_ascii=False, indent=2)
        packed.writestr("data.json", text)
        for file in _files(rows_by_key):
            with file.open("rb") as content:
                packed.writestr(f"files/{file.name}", content.read())
    return target.getvalue()


def _files(rows_by_key: dict[str, list[dict[str, Any]]]) -> Iterator[FieldFile]:
    for rows in rows_by_key.values():
        for row in rows:
            for value in row.values():
                if isinstance(value, FieldFile) and value.name and value.storage.exists(value.name):
                    yield value


def _activity(
    key: str, part: PersonalData, rows: tuple[tuple[tuple[str, str], ...], ...] = ()
) -> Activity:
    model = apps.get_model(part.model)
    return Activity(
        key=key,
        title=_named(model._meta.verbose_name_plural),
        fields=tuple(_label(model, name) for name in part.fields),
        people=_people(model, part),
        purpose=str(part.purpose),
        legal_basis=part.legal_basis.replace("GDPR", _("GDPR")),
        recipients=_("everybody: it is published") if part.is_public else _("nobody outside"),
        kept=_kept(model, part),
        rows=rows,
    )


def _people(model: Any, part: PersonalData) -> str:
    accounts = get_user_model()
    names = {field.name: field for field in model._meta.get_fields()}
    points_to_accounts = any(names[name].related_model is accounts for name in part.fields)
    if points_to_accounts or model._meta.app_label in ACCOUNTS:
        return _("people with an account")
    return _("people who are named, or who wrote to the office")


def _kept(model: Any, part: PersonalData) -> str:
    if part.retention is None:
        return _("until the office removes it, or the person asks for it")
    since = _label(model, part.counts_from)
    return _("%(span)s after: %(moment)s") % {"span": _span(part.retention), "moment": since}


def _span(span: timedelta) -> str:
    if span < timedelta(days=1):
        hours = round(span.total_seconds() / 3600)
        if not hours:
            return _("within a day")
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", span.days) % {"count": span.days}


def _row(part: PersonalData, row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    model = apps.get_model(part.model)
    return tuple(
        (_label(model, name), _in_words(value))
        for name, value in row.items()
        if name != "model" and value not in (None, "", [], {})
    )


def _in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return str(date_format(timezone.localtime(value), "DATETIME_FORMAT"))
    if isinstance(value, date):
        return str(date_format(value, "DATE_FORMAT"))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return str(value)


def _label(model: Any, name: str) -> str:
    return _named(getattr(model._meta.get_field(name), "verbose_name", name))


def _named(name: Any) -> str:
    text = _(str(name))
    return text[:1].upper() + text[1:]
