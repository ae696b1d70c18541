"""Removes personal data from pages and records: from what is published, from drafts and from old
revisions."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource


def find_in_pages(model: type[Any], address: str, email: str) -> list[QuerySet[Any]]:
    """Return the pages whose field is the address, and the old versions in which it was."""
    named = model._default_manager.filter(**{f"{address}__iexact": email})
    return [named, _revisions(model, address, email)]


def erase_from_pages(model: type[Any], fields: Sequence[str], email: str) -> int:
    """Empty these text fields where the first of them is the address; return how many pages.

    Old revisions of the pages lose it too, or a restored one would bring it back, and so does what
    translators work from, which outlives the page. Saving the page has it settled, so what is
    public follows at the commit. Safe to repeat.
    """
    address = fields[0]
    with transaction.atomic():
        held = [revision.object_id for revision in _revisions(model, address, email)]
        named = Q(**{f"{address}__iexact": email})
        erased = 0
        for page in model._default_manager.filter(named | Q(pk__in=held)):
            erased += 1
            if getattr(page, address).casefold() == email.casefold():
                for name in fields:
                    setattr(page, name, "")
                page.save(update_fields=list(fields))
        for revision in _revisions(model, address, email):
            revision.content.update(dict.fromkeys(fields, ""))
            revision.save(update_fields=["content"])
        return erased + _erase_from_sources(model, fields, email)


def _erase_from_sources(model: type[Any], fields: Sequence[str], email: str) -> int:
    """Empty the fields in what translators work from; return how many pages of it are deleted."""
    kind = ContentType.objects.get_for_model(model)
    held = TranslationSource.objects.filter(
        specific_content_type=kind, content_json__icontains=json.dumps(email)
    )
    outlived = 0
    for source in held:
        content = json.loads(source.content_json)
        if str(content.get(fields[0], "")).casefold() != email.casefold():
            continue
        content.update(dict.fromkeys(fields, ""))
        source.content_json = json.dumps(content)
        source.save(update_fields=["content_json"])
        named = {"context__object_id": source.object_id, "context__path__in": fields}
        for segments in (OverridableSegment, SegmentOverride):
            segments.objects.filter(**named).delete()
        outlived += not model._default_manager.filter(translation_key=source.object_id).exists()
    return outlived


def _revisions(model: type[Any], address: str, email: str) -> Any:
    kind = ContentType.objects.get_for_model(model)
    return Revision.objects.filter(content_type=kind, **{f"content__{address}__iexact": email})
