"""What is done with rows of personal data when they are to go: as their declaration says."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Revision, RevisionMixin

from hub.kernel.contract.parts import PersonalData


def end(part: PersonalData, rows: Any) -> int:
    """Do with these rows what the declaration's `at_end` says; return how many there were."""
    if callable(part.at_end):
        return part.at_end(rows)
    if part.at_end == "clear":
        blank = {name: _blank(rows.model._meta.get_field(name)) for name in part.fields}
        return _clear(rows, blank)
    _total, by_model = rows.delete()
    return int(by_model.get(rows.model._meta.label, 0))


def _clear(rows: Any, blank: Mapping[str, Any]) -> int:
    """Empty the fields, in old revisions too: one that is restored would bring them back."""
    filled = models.Q()
    for name, value in blank.items():
        filled |= ~models.Q(**{name: value})
    with transaction.atomic():
        if issubclass(rows.model, RevisionMixin):
            _clear_revisions(rows, blank)
        return int(rows.filter(filled).update(**blank))


def _clear_revisions(rows: Any, blank: Mapping[str, Any]) -> None:
    kept = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(rows.model),
        object_id__in=[str(key) for key in rows.values_list("pk", flat=True)],
    )
    for revision in kept.exclude(content__contains=dict(blank)):
        revision.content.update(blank)
        revision.save(update_fields=["content"])


def _blank(field: Any) -> Any:
    return None if field.null else ""
