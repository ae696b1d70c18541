"""Somebody finds a mistake in what is published: the form is filled with it, and what they change
is a line for the same document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from hub.intake.models import Submission
from hub.kernel.contract import registry
from hub.kernel.contract.parts import ANY_KIND, IntakeForm
from hub.kernel.contract.visits import Visit
from hub.publication.models import Publication

NAME: Final = "correct"
ALWAYS: Final = ("kind", "locale", "title")


@dataclass(frozen=True)
class Target:
    """What is to be corrected, as it is public now."""

    document: Mapping[str, Any]

    @property
    def document_id(self) -> UUID:
        """Its id."""
        return UUID(self.document["id"])

    @property
    def locale(self) -> str:
        """The language that is corrected."""
        return str(self.document["locale"])

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.document["kind"])

    @property
    def heading(self) -> str:
        """What the form is called."""
        return _("Correct “%(title)s”") % {"title": self.document["title"]}


def target_of(visit: Visit, part: IntakeForm) -> Target | None:
    """Return what a link to the form, or the form that was sent, means to correct; None: nothing,
    or nothing that is public here."""
    given = visit.query.get(NAME) or visit.sent.get(NAME, "")
    try:
        key = UUID(given)
    except ValueError:
        return None
    return _public(key, part.kind, visit.site_id, visit.locale)


def target_in(submission: Submission | None, part: IntakeForm) -> Target | None:
    """Return what a submission corrects, while it is public."""
    if submission is None or not submission.is_correction:
        return None
    return _public(submission.document_id, part.kind, submission.site_id, submission.locale)


def words_of(submission: Submission, part: IntakeForm) -> dict[str, Any]:
    """Return what a submission says as its form's values; what it does not correct, as it is."""
    target = target_in(submission, part)
    before = part.form.said([target.document]) if target else {}
    return {**before, **part.form.said(submission.lines)}


def _public(key: UUID, kind: str, site_id: int, locale: str) -> Target | None:
    rows = Publication.objects.public().filter(document_id=key, site_id=site_id)
    if kind != ANY_KIND:
        rows = rows.filter(kind=kind)
    # Where it is not there in the reader's language, they were shown its original.
    row = rows.filter(locale=locale).first() or rows.order_by("pk").first()
    return Target(loads(row.document)) if row else None


def only_changed(
    lines: Sequence[Mapping[str, Any]], target: Target, part: IntakeForm
) -> list[dict[str, Any]]:
    """Return the first line without what the form says as it stands: a form knows less of a text
    than an editor, and must not write back what nobody touched."""
    before = part.form(part.form.said([target.document]), is_known=True)
    if not before.is_valid():
        return [dict(one) for one in lines[:1]]
    (old, *_others), new = before.lines(target.locale), lines[0]
    kind = registry.kind(target.kind)
    own = kind.document_key if kind else ""
    found = {name: value for name, value in new.items() if value != old.get(name)}
    if isinstance(found.get(own), Mapping):
        inner, stood = found[own], old.get(own) or {}
        found[own] = {name: value for name, value in inner.items() if value != stood.get(name)}
    return [{**{name: new[name] for name in ALWAYS}, **found, "kind": target.kind}]
