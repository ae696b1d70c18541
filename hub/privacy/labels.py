"""Names in the admin's logs: an entry says in words what it was about, and a contact's words are a
person's name."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ModelLogEntry, Page, Revision

NAMELESS: Final = "–"
# Titles of pages are the office's own words; a version is named in no log.
KEEP_THEIR_NAMES: Final = (Page, Revision)


def clear_labels(rows: Iterable[models.Model]) -> None:
    """Take the names of these rows out of the entries that tell what was done with them."""
    keys_by_model: dict[Any, set[str]] = {}
    for row in rows:
        if not isinstance(row, KEEP_THEIR_NAMES):
            keys_by_model.setdefault(type(row), set()).add(str(row.pk))
    for model, keys in keys_by_model.items():
        kind = ContentType.objects.get_for_model(model)
        about = {"content_type": kind, "object_id__in": keys}
        ModelLogEntry.objects.filter(**about).update(label=NAMELESS, data={})
        LogEntry.objects.filter(**about).update(object_repr=NAMELESS, change_message="")
