"""What Wagtail keeps about a page beside the page: revision, log, references, admin search."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import Value
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends_with_name
from wagtail.search.index import Indexed


def write_revisions(pages: Sequence[Any], now: datetime) -> None:
    """Write each new page's first revision; its id stands on the page already."""
    base = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    Revision.objects.bulk_create(
        [
            Revision(
                pk=page.latest_revision_id,
                content_type=_content_type(page),
                base_content_type=base,
                object_id=str(page.pk),
                created_at=now,
                object_str=str(page),
                # As a parameter of its own: of an array's items psycopg escapes each quote.
                content=Value(page.serializable_data(), Revision._meta.get_field("content")),
                approved_go_live_at=page.scheduled_at,
            )
            for page in pages
        ],
        batch_size=200,
    )


def write_log(pages: Sequence[Any], now: datetime) -> None:
    """Write into each page's history that it was made and, where it is live, published."""
    entries = []
    for page in pages:
        actions = ["wagtail.create"]
        if page.live:
            actions.append("wagtail.publish")
        elif page.scheduled_at:
            actions.append("wagtail.publish.schedule")
        # One action of one person, as far as the history is concerned.
        group = uuid4()
        entries += [
            PageLogEntry(
                page_id=page.pk,
                content_type=_content_type(page),
                label=page.title,
                action=action,
                timestamp=now,
                uuid=group,
                revision_id=page.latest_revision_id,
                content_changed=True,
            )
            for action in actions
        ]
    PageLogEntry.objects.bulk_create(entries, batch_size=500)


def write_references(sources: Iterable[Any]) -> None:
    """Write what new pages or records refer to into Wagtail's reference index."""
    rows = [row for source in sources for row in _references(source)]
    ReferenceIndex.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def renew_references(model: type[Any], sources: Sequence[Any]) -> None:
    """Write what changed records of a class refer to into Wagtail's reference index."""
    if not sources or not ReferenceIndex.is_indexed(model):
        return
    wanted = {_sign(row): row for source in sources for row in _references(source)}
    standing = ReferenceIndex.objects.filter(
        base_content_type=_base_type(model), object_id__in=[str(one.pk) for one in sources]
    )
    present = {_sign(row): row.pk for row in standing}
    gone = [key for sign, key in present.items() if sign not in wanted]
    if gone:
        ReferenceIndex.objects.filter(pk__in=gone).delete()
    new = [row for sign, row in wanted.items() if sign not in present]
    ReferenceIndex.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)


def _references(source: Any) -> Iterator[ReferenceIndex]:
    if not ReferenceIndex.is_indexed(type(source)):
        return
    for to_type, to_id, model_path, content_path in set(
        ReferenceIndex._extract_references_from_object(source)
    ):
        yield ReferenceIndex(
            content_type=_content_type(source),
            base_content_type=_base_type(type(source)),
            object_id=str(source.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )


def _base_type(model: type[Any]) -> ContentType:
    parents = model._meta.get_parent_list()
    return ContentType.objects.get_for_model(parents[-1] if parents else model)


def _sign(row: ReferenceIndex) -> tuple[Any, ...]:
    """Return what tells one reference of these sources from another."""
    return row.object_id, row.to_content_type_id, str(row.to_object_id), row.content_path_hash


def write_search_index(sources: Sequence[Any]) -> None:
    """Make new pages or records findable in the admin, one statement a class."""
    for model in {type(source) for source in sources}:
        if not issubclass(model, Indexed):
            continue
        own = [source for source in sources if type(source) is model]
        for _name, backend in get_search_backends_with_name(with_auto_update=True):
            backend.add_bulk(model, own)


def _content_type(source: Any) -> ContentType:
    return ContentType.objects.get_for_model(source, for_concrete_model=False)
