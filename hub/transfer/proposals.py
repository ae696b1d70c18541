"""Proposals: what sources say of fields that editors have changed too, and what editors decide.

Taking one over is an edit like any other: a revision, published where the page was public as it
stood, with the source's name in Wagtail's history. Both decisions stand there, so that who comes
second sees what the first has decided.
"""

import json
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from hub.content.models import Record
from hub.kernel.contract import registry
from hub.kernel.contract.desk import Outcome
from hub.publication.deciding.matter import originals_of
from hub.publication.writing.lock import take_turn
from hub.transfer.compare import Difference
from hub.transfer.fields.values import text_digest, values_of, write_value
from hub.transfer.lines.vocabulary import Refusal
from hub.transfer.models import Proposal
from hub.transfer.side_by_side import label_of
from hub.transfer.writing.strings import write_changed

TAKEN_OVER: Final = "hub.take_over"
REFUSED: Final = "hub.refuse"


def proposals_of(source: Any) -> list[Proposal]:
    """Return what waits for a decision on a page or record."""
    language = source.locale.language_code
    found = Proposal.objects.filter(document_id=source.translation_key, locale=language)
    return list(found.order_by("pk"))


def sources_of(keys: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], Any]:
    """Return {(id, language): page or record}; others are missing."""
    wanted = set(keys)
    ids = {key for key, _locale in wanted}
    records = [kind.model for kind in registry.kinds() if issubclass(kind.model, Record)]
    rows: list[Any] = [Page.objects.specific(), *(one._default_manager.all() for one in records)]
    found: dict[tuple[UUID, str], Any] = {}
    for model_rows in rows:
        for source in model_rows.filter(translation_key__in=ids).select_related("locale"):
            found[source.translation_key, source.locale.language_code] = source
    return {key: source for key, source in found.items() if key in wanted}


def may_decide(user: Any, source: Any) -> bool:
    """Whether the user may edit the page or record."""
    if isinstance(source, Page):
        return bool(source.permissions_for_user(user).can_edit())
    return bool(ModelPermissionPolicy(type(source)).user_has_permission(user, "change"))


def differences_of(source: Any, proposals: Iterable[Proposal]) -> list[Difference]:
    """Return what is proposed beside what stands in the editors' newest version now."""
    here = values_of(source.get_latest_revision_as_object())
    return [Difference(one.field, here.get(one.field), one.proposed) for one in proposals]


def seen(difference: Difference) -> str:
    """Return what tells whether an editor decides on what stands there still."""
    return text_digest(json.dumps([difference.here, difference.line], sort_keys=True))


def decide(user: Any, source: Any, proposal_id: int, mark: str, *, takes_over: bool) -> Outcome:
    """Take a proposal over, or refuse it; `mark` is what `seen` returned when it was shown.

    The user may edit the source. What is refused comes back only if its source says something else.
    """
    with transaction.atomic():
        # As when the editing form is sent (hub.publication.hinting.editing).
        _wait_for_turn(source)
        language = source.locale.language_code
        source = sources_of([(source.translation_key, language)])[source.translation_key, language]
        proposal = next((one for one in proposals_of(source) if one.pk == proposal_id), None)
        if proposal is None:
            return Outcome(_former_decision(source, proposal_id), is_done=False)
        [difference] = differences_of(source, [proposal])
        if seen(difference) != mark:
            text = _("This has changed in the meantime. Look at it again, then decide.")
            return Outcome(text, is_done=False)
        words = {"label": label_of(type(source), proposal.field), "source": name_of(proposal)}
        text, revision = _("“%(label)s” stays as it is."), None
        if takes_over:
            try:
                with transaction.atomic():
                    revision, is_shown = _take_over(user, source, proposal)
            except (Refusal, ValidationError) as error:
                words["problem"] = "; ".join(getattr(error, "messages", [str(error)]))
                text = _("“%(label)s” could not be taken over: %(problem)s")
                return Outcome(text % words, is_done=False)
            text = _("“%(label)s” has been taken over from %(source)s.")
            if not is_shown:
                text = _("“%(label)s” has been taken over from %(source)s, into the draft.")
        facts = {"proposal": proposal.pk, "field": proposal.field, "source": proposal.source_name}
        action = TAKEN_OVER if takes_over else REFUSED
        log(source, action, user=user, data=facts, revision=revision, content_changed=takes_over)
        proposal.delete()
        return Outcome(text % words)


def name_of(proposal: Proposal) -> str:
    """Return the source's name."""
    return proposal.source_name or _("a file")


def _wait_for_turn(source: Any) -> None:
    if isinstance(source, Page):
        pages = Page.objects.select_for_update(no_key=True).filter(pk=source.pk)
        pages.order_by().values_list("pk").first()
    else:
        meta = source._meta
        take_turn(f"wagtailsnippets_{meta.app_label}_{meta.model_name} {source.pk}")


def _take_over(user: Any, source: Any, proposal: Proposal) -> tuple[Any, bool]:
    """Write the proposed value as a new version; return it, and whether readers see the change.

    Raises Refusal and ValidationError.
    """
    lock = source.get_lock()
    if lock is not None and lock.for_user(user):
        raise Refusal(_("it is locked; unlock it first"))
    is_publisher = may_publish(user, source)
    is_public_as_it_stands = source.live and not source.has_unpublished_changes
    draft = source.get_latest_revision_as_object()
    if proposal.field == "live":
        if not is_publisher:
            raise Refusal(_("you may not publish it"))
        if not proposal.proposed:
            source.unpublish(user=user)
            return None, True
        is_public_as_it_stands = True
    else:
        write_value(draft, proposal.field, proposal.proposed)
    original = originals_of([source]).get(source.pk)
    if original is not None:
        write_changed(original, draft)
    revision = draft.save_revision(user=user)
    is_shown = is_public_as_it_stands and is_publisher and not source.workflow_in_progress
    if is_shown:
        revision.publish(user=user)
    return revision, is_shown


def may_publish(user: Any, source: Any) -> bool:
    """Whether the user may publish the page or record."""
    if isinstance(source, Page):
        return bool(source.permissions_for_user(user).can_publish())
    return bool(ModelPermissionPolicy(type(source)).user_has_permission(user, "publish"))


def _former_decision(source: Any, proposal_id: int) -> str:
    """Return in words what somebody else has decided, or that the source has."""
    entries = log_registry.get_logs_for_instance(source).filter(
        action__in=(TAKEN_OVER, REFUSED), data__proposal=proposal_id
    )
    entry = entries.select_related("user").first()
    if entry is None:
        return _("Nothing is left to decide: by now both say the same, or the source is silent.")
    words = {"label": label_of(type(source), entry.data["field"]), "name": entry.user_display_name}
    if entry.action == TAKEN_OVER:
        return _("%(name)s has taken “%(label)s” over in the meantime.") % words
    return _("%(name)s has left “%(label)s” as it was in the meantime.") % words
