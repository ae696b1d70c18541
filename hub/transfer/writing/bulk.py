"""Writes new pages by the hundred: the rows that `add_child`, `save_revision` and `publish` write
one by one, in a few statements. What Wagtail derives from a page stands in `traces.py`.

Skipped on purpose: the signals post_save and page_published. Whoever calls settles the rows.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from modelcluster.models import get_all_child_relations

from hub.content.models import Record
from hub.transfer.fields.filling import moment_of
from hub.transfer.lines.line import Line
from hub.transfer.writing import traces
from hub.transfer.writing.change import published_moments


def make_ready(page: Any, line: Line, now: datetime) -> None:
    """Set what publishing sets: live or not, first and last published, revision to come."""
    rebuild = line.rebuild
    page.live = rebuild.get("live", True) is not False
    page.draft_title = page.title
    page.scheduled_at = None
    if page.live and page.go_live_at and page.go_live_at > now:
        page.live, page.scheduled_at = False, page.go_live_at
    if rebuild.get("is_scheduled") and page.go_live_at and page.go_live_at > now:
        page.scheduled_at = page.go_live_at
    if page.live and page.expire_at and page.expire_at <= now:
        page.live, page.expired = False, True
    page.has_unpublished_changes = not page.live and not page.expired
    first = last = now if page.live or page.expired else None
    # What an export says counts, also that a page was never published in Wagtail's sense.
    if "first_published_at" in rebuild:
        first = last = moment_of(rebuild["first_published_at"])
    if "last_published_at" in rebuild:
        last = moment_of(rebuild["last_published_at"])
    page.first_published_at, page.last_published_at = first, last
    page.latest_revision_created_at = now
    page.work_out_columns()


def insert_pages(pages: Sequence[Any], now: datetime) -> None:
    """Write new pages of any classes with their children, topics, revisions and traces."""
    if not pages:
        return
    _give_revisions(pages)
    for model in {type(page) for page in pages}:
        own = [page for page in pages if type(page) is model]
        _insert_rows(model, own)
        _insert_children(model, own)
        _insert_topics(model, own)
        for page in own:
            page._state.adding, page._state.db = False, "default"
    traces.write_revisions(pages, now)
    traces.write_log(pages, now)
    traces.write_references(pages)
    traces.write_search_index(pages)


def _give_revisions(pages: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('wagtailcore_revision', 'id'))"
            " FROM generate_series(1, %s)",
            [len(pages)],
        )
        keys = [pk for (pk,) in cursor.fetchall()]
    for page, pk in zip(pages, keys, strict=True):
        page.latest_revision_id = pk
        page.live_revision_id = pk if page.live else None


def _insert_rows(model: type[Any], pages: list[Any]) -> None:
    # A class of pages is a chain of tables; Django's bulk_create writes only single tables.
    for table in [*reversed(model._meta.get_parent_list()), model]:
        fields = table._meta.local_concrete_fields
        table._base_manager.all()._insert(pages, fields=fields, using=connection.alias)


def _insert_children(model: type[Any], pages: list[Any]) -> None:
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        children = []
        for page in pages:
            for order, child in enumerate(getattr(page, name).all()):
                setattr(child, relation.field.name, page)
                if hasattr(child, "sort_order"):
                    child.sort_order = order
                children.append(child)
        relation.related_model._default_manager.bulk_create(children, batch_size=500)


def _insert_topics(model: type[Any], pages: list[Any]) -> None:
    field = model._meta.get_field("topics")
    through = field.remote_field.through
    page_name, topic_name = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = [
        through(**{page_name: page.pk, topic_name: topic.pk})
        for page in pages
        for topic in page.topics.all()
    ]
    through.objects.bulk_create(rows, batch_size=1000)


def make_record_ready(record: Any, line: Line, now: datetime, *, wants_live: bool) -> None:
    """Set what publishing sets on a record, new or known; what an export says counts."""
    record.live = wants_live
    if wants_live:
        record.first_published_at = record.first_published_at or now
        record.last_published_at = now
    for name, value in published_moments(line.rebuild).items():
        setattr(record, name, value)


def write_records(records: Sequence[Any]) -> None:
    """Write records of any classes, new or changed, with their topics; no revision of each."""
    for model in {type(record) for record in records}:
        own = [record for record in records if type(record) is model]
        if model.save is not Record.save:
            # The class has something of its own to do.
            for record in own:
                record.save()
            continue
        topics = [list(record.topics.all()) for record in own]
        new = [record for record in own if record.pk is None]
        changed = [record for record in own if record.pk is not None]
        _write_rows(model, new, changed)
        _replace_topics(model, own, topics)
        traces.write_references(new)
        traces.renew_references(model, changed)
        traces.write_search_index(own)


def _write_rows(model: type[Any], new: list[Any], changed: list[Any]) -> None:
    model._default_manager.bulk_create(new, batch_size=500)
    model._default_manager.bulk_create(
        changed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[one.name for one in model._meta.concrete_fields if not one.primary_key],
    )


def _replace_topics(model: type[Any], records: list[Any], topics: list[list[Any]]) -> None:
    field = model._meta.get_field("topics")
    through = field.remote_field.through
    record_name, topic_name = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    keys = [record.pk for record in records]
    through._default_manager.filter(**{f"{record_name}__in": keys}).delete()
    through._default_manager.bulk_create(
        [
            through(**{record_name: record.pk, topic_name: topic.pk})
            for record, own in zip(records, topics, strict=True)
            for topic in own
        ],
        batch_size=1000,
    )
