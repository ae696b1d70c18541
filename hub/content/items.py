"""What stands in tables of its own but belongs to pages and records: their items, their topics.

Read for a whole batch in one statement each, which is written once a model: the ORM takes longer to
write it than the database to answer.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.db import models
from modelcluster.fields import ParentalKey

from hub.content.models.topics import Topic, TopicLabel

_TOPICS: Final = """
    SELECT t.*, link."{owner}" AS owner_key, to_json(above) AS above_columns,
        (SELECT coalesce(json_agg(named), '[]') FROM content_topiclabel named
            WHERE named.topic_id = t.id) AS labels_columns
    FROM content_topic t
    JOIN "{table}" link ON link."{topic}" = t.id
    LEFT JOIN content_topic above ON above.id = t.parent_id
    WHERE link."{owner}" = ANY(%s) ORDER BY t."order", t.label"""


def is_of_items(model: type[models.Model], name: str) -> bool:
    """Whether a name is that of a model's own items."""
    field = model._meta.get_field(name)
    return isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)


def read_items(group: Sequence[Any], name: str) -> None:
    """Give each of the group, pages or records of one model, its items."""
    relation: Any = type(group[0])._meta.get_field(name)
    model, key = relation.related_model, relation.remote_field.attname
    by_owner: dict[Any, list[Any]] = defaultdict(list)
    found = model._default_manager.raw(_items_of(model, key), [[one.pk for one in group]])
    for item in found:
        by_owner[getattr(item, key)].append(item)
    _give(group, name, by_owner)


def read_topics(group: Sequence[Any]) -> None:
    """Give each of the group, pages or records of one model, its topics with parents and names."""
    by_owner: dict[Any, list[Topic]] = defaultdict(list)
    model: Any = type(group[0])
    for topic in Topic.objects.raw(_topics_of(model), [[one.pk for one in group]]):
        above = topic.above_columns
        Topic._meta.get_field("parent").set_cached_value(topic, above and Topic(**above))
        names = [TopicLabel(**columns) for columns in topic.labels_columns]
        _give([topic], "labels", {topic.pk: names})
        by_owner[topic.owner_key].append(topic)
    _give(group, "topics", by_owner)


def _give(owners: Sequence[Any], name: str, by_owner: dict[Any, list[Any]]) -> None:
    """Have `owner.name.all()` return these: django-modelcluster looks here before it asks."""
    for owner in owners:
        owner.__dict__.setdefault("_cluster_related_objects", {})[name] = by_owner.get(owner.pk, [])


@cache
def _items_of(model: Any, key: str) -> str:
    condition = f'"{model._meta.db_table}"."{key}" = ANY(%s)'
    found = model._default_manager.extra(where=[condition], params=[[]])  # noqa: S610
    sql: str = found.query.sql_with_params()[0]
    return sql


@cache
def _topics_of(model: Any) -> str:
    field = model._meta.get_field("topics")
    return _TOPICS.format(
        table=field.m2m_db_table(),
        owner=field.m2m_column_name(),
        topic=field.m2m_reverse_name(),
    )
