"""The fields of a page or record as plain JSON, and back: what `rebuild.fields` holds."""

import hashlib
import json
from collections.abc import Mapping
from copy import copy
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField

from hub.content.models import Topic
from hub.kernel.contract import registry
from hub.kernel.contract.parts import PersonalData
from hub.transfer.fields.block_ids import with_ids
from hub.transfer.fields.references import Here, Inward, Outward
from hub.transfer.lines.vocabulary import Refusal

# Where something stands, who works on it and when: a hub's own business, not content.
OWN: Final = frozenset(
    {
        "id", "path", "depth", "numchild", "url_path", "content_type", "owner",
        "translation_key", "locale", "site", "latest_revision", "live_revision", "live",
        "has_unpublished_changes", "expired", "first_published_at", "last_published_at",
        "latest_revision_created_at", "locked", "locked_at", "locked_by", "alias_of",
        "draft_title", "title",
    }
)  # fmt: skip
CHILD_OWN: Final = frozenset({"id", "page", "locale", "sort_order"})
DERIVED: Final = frozenset(
    {"url", "published_at", "changed_at", "available_locales", "sequence", "rebuild", "x"}
)


def fields_of(source: Any, outward: Outward) -> dict[str, Any]:
    """Return all content of a page or record, child objects and topics included."""
    found = {field.name: _value(source, field, outward) for field in content_fields(type(source))}
    for relation in child_relations(type(source)):
        name = relation.get_accessor_name()
        own = child_fields(relation)
        found[name] = [
            {field.name: _value(child, field, outward) for field in own}
            for child in getattr(source, name).all()
        ]
    found["topics"] = topic_keys(source)
    return found


def content_fields(model: Any) -> tuple[Any, ...]:
    """Return the columns that are content; personal data that nobody publishes stays here."""
    found: tuple[Any, ...] = _content_fields(model)
    return found


@cache
def _content_fields(model: Any) -> tuple[Any, ...]:
    left_out = OWN | personal_fields(model)
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.name not in left_out and not getattr(field.remote_field, "parent_link", False)
    )


@cache
def personal_fields(model: type[models.Model]) -> frozenset[str]:
    """Return the columns that capabilities declare as personal data that nobody publishes."""
    return frozenset(
        name
        for one in registry.parts(PersonalData)
        if one.model.lower() == model._meta.label_lower and not one.is_public
        for name in one.fields
    )


def child_relations(model: Any) -> tuple[Any, ...]:
    """Return the relations to child objects that belong to a page (inline panels)."""
    found: tuple[Any, ...] = _child_relations(model)
    return found


@cache
def _child_relations(model: Any) -> tuple[Any, ...]:
    if not issubclass(model, ClusterableModel):
        return ()
    return tuple(
        one
        for one in get_all_child_relations(model)
        if one.related_model._meta.app_label not in {"wagtailcore", "taggit"}
    )


@cache
def child_fields(relation: Any) -> tuple[Any, ...]:
    """Return the columns of a child object that are content."""
    return tuple(
        field
        for field in relation.related_model._meta.concrete_fields
        if field.name not in CHILD_OWN and field.name != relation.field.name
    )


def write_fields(source: Any, given: Mapping[str, Any], inward: Inward) -> None:
    """Write what `fields_of` gave onto a page or record; unknown names raise Refusal.

    Topics are written by the caller: they are words of the vocabulary.
    """
    columns = {field.name: field for field in content_fields(type(source))}
    relations = {one.get_accessor_name(): one for one in child_relations(type(source))}
    for name, value in given.items():
        if name == "topics":
            continue
        try:
            if name in columns:
                _write(source, columns[name], value, inward)
            elif name in relations:
                _write_children(source, relations[name], value, inward)
            else:
                raise Refusal(f"is no field of {type(source).__name__}")
        except Refusal as refusal:
            raise Refusal(str(refusal), f"rebuild.fields.{name}") from None
        except (ValueError, TypeError, AttributeError) as error:
            raise Refusal(f"{error}", f"rebuild.fields.{name}") from None


def values_of(source: Any) -> dict[str, Any]:
    """Return {field: value} of all that a merge decides on, as plain JSON of this database."""
    found = fields_of(source, Outward())
    for relation in child_relations(type(source)):
        for child in found[relation.get_accessor_name()]:
            child.pop("translation_key", None)
    return {"title": source.title, "live": source.live, **found}


def write_value(draft: Any, name: str, value: Any) -> None:
    """Write one field, as `values_of` gives it, onto a page or record in memory."""
    if name == "title":
        draft.title = value
    elif name == "topics":
        draft.topics = list(Topic.objects.filter(key__in=value))
    else:
        children = {one.get_accessor_name() for one in child_relations(type(draft))}
        former = list(getattr(draft, name).all()) if name in children else []
        write_fields(draft, {name: value}, Here(draft.locale_id))
        # Translations know an item by its key, which no source does.
        for old, new in zip(former, getattr(draft, name).all() if former else (), strict=False):
            if hasattr(old, "translation_key"):
                new.translation_key = old.translation_key


class FormerContent:
    """The content of a page or record before a line is written on it, to put fields back."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._columns = {
            field.name: (field.attname, getattr(source, field.attname))
            for field in content_fields(type(source))
        }
        self._children = {
            name: [copy(child) for child in getattr(source, name).all()]
            for name in (one.get_accessor_name() for one in child_relations(type(source)))
        }
        self._title = source.title
        self._topics = list(source.topics.all())

    def put_back(self, name: str) -> None:
        """Give a field the content again that it had."""
        if name in self._columns:
            attname, value = self._columns[name]
            setattr(self._source, attname, value)
        elif name in self._children:
            setattr(self._source, name, self._children[name])
        elif name == "topics":
            self._source.topics = self._topics
        elif name == "title":
            self._source.title = self._title


def digest(document: Mapping[str, Any]) -> str:
    """Return what tells whether somebody edited a line's document after it was exported."""
    content = {key: value for key, value in document.items() if key not in DERIVED}
    return text_digest(_text(content))


def text_digest(text: str | None) -> str:
    """Return what tells whether a text was edited."""
    return hashlib.sha256((text or "").encode()).hexdigest()[:16]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)


def _value(source: Any, field: Any, outward: Outward) -> Any:
    value = field.value_from_object(source)
    if field.is_relation:
        return outward.reference(field.related_model, value)
    if isinstance(field, StreamField):
        return outward.block(field.stream_block, _plain(value.get_prep_value()))
    if isinstance(field, RichTextField):
        return outward.rich_text(value or "")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, str | int | list) else _plain(value)


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _write(source: Any, field: Any, value: Any, inward: Inward) -> None:
    if field.is_relation:
        if not isinstance(field, TaggableManager):
            setattr(source, field.attname, inward.reference(field.related_model, value))
        return
    if isinstance(field, StreamField):
        named = with_ids(field.stream_block, value or [], source.translation_key)
        raw = inward.block(field.stream_block, named)
        setattr(source, field.name, field.to_python(json.dumps(raw)))
        return
    if isinstance(field, RichTextField) and isinstance(value, str):
        value = inward.rich_text(value)
    if value is None and not field.null:
        raise Refusal("may not be null")
    try:
        setattr(source, field.name, field.to_python(value))
    except Exception as error:
        raise Refusal(f"{value!r} is not understood") from error


def _write_children(source: Any, relation: Any, rows: Any, inward: Inward) -> None:
    if not isinstance(rows, list):
        raise Refusal(f"{rows!r} is not a list")
    columns = {field.name: field for field in child_fields(relation)}
    children = []
    for row in rows:
        child = relation.related_model()
        for name, value in row.items():
            if name not in columns:
                raise Refusal(f"{name!r} is no field of {type(child).__name__}")
            if name == "translation_key":
                child.translation_key = UUID(value)
            else:
                _write(child, columns[name], value, inward)
        if hasattr(child, "locale_id"):
            child.locale_id = source.locale_id
        children.append(child)
    setattr(source, relation.get_accessor_name(), children)


def topic_keys(source: Any) -> list[str]:
    """Return the keys of a page's or record's topics, sorted."""
    return sorted(topic.key for topic in source.topics.all())
