"""Hints: signals say "look at these ids after the commit" and nothing else. No receiver
elsewhere."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_slug_changed, post_page_move

from hub.content.models import HubPage, Record, SiteSettings, Topic, TopicLabel
from hub.kernel import registry
from hub.kernel.wake import wake
from hub.publication.settle import settle
from hub.publication.sites import settle_sites
from hub.publication.sweep import all_ids

EVERYTHING: Final = "*"


def hint(ids: Collection[UUID | str]) -> None:
    """Have these ids settled after the commit; `EVERYTHING` means all and the sites' facts.

    Hints of one transaction are settled together; a transaction that is rolled back leaves none.
    """
    held_back: set[UUID | str] | None = getattr(connection, "hub_hints_held", None)
    if held_back is not None:
        held_back.update(ids)
        return
    waiting: set[UUID | str] = getattr(connection, "hub_hints", set())
    is_announced = any(entry[1] is _flush for entry in connection.run_on_commit)
    if not waiting or not is_announced:
        # Nothing waits yet, or what waits was left behind by a transaction that was rolled back.
        waiting = connection.hub_hints = set()  # type: ignore[attr-defined]
    is_first = not waiting
    waiting.update(ids)
    if is_first and waiting:
        transaction.on_commit(_flush)


@contextmanager
def held() -> Iterator[set[UUID | str]]:
    """Collect the hints of this connection instead of settling them; the caller settles.

    For imports of thousands of pages. Whoever dies in between leaves the work to the sweep.
    """
    collected: set[UUID | str] = set()
    connection.hub_hints_held = collected  # type: ignore[attr-defined]
    try:
        yield collected
    finally:
        connection.hub_hints_held = None  # type: ignore[attr-defined]


def _flush() -> None:
    waiting: set[Any] = getattr(connection, "hub_hints", set())
    connection.hub_hints = set()  # type: ignore[attr-defined]
    if EVERYTHING in waiting:
        settle_sites()
        waiting = all_ids()
    if len(waiting) <= settings.HUB_SETTLE_INLINE_MAXIMUM:
        settle(waiting)
        return
    # Taking down never waits for a worker; building many may.
    settle(waiting, is_takedown_only=True)
    if not wake("hub.settle", sorted(str(one) for one in waiting), queue="publish"):
        settle(waiting)


def connect() -> None:
    """Connect all receivers; called once at start."""
    uid = "hub.publication.hints"
    for signal in (post_save, pre_delete, post_delete):
        signal.connect(_on_model, dispatch_uid=uid)
    post_page_move.connect(_on_subtree, dispatch_uid=uid)
    page_slug_changed.connect(_on_subtree, dispatch_uid=uid)


def _on_subtree(sender: Any, instance: Page, **kwargs: Any) -> None:
    hint(_subtree(instance))


def _subtree(page: Page) -> list[UUID]:
    pages = Page.objects.descendant_of(page, inclusive=True)
    return list(pages.values_list("translation_key", flat=True))


def _on_model(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    if kwargs.get("raw"):
        return
    for model, ids_of in RECEIVERS:
        if isinstance(instance, model):
            hint(ids_of(instance))
            return
    if _is_content(sender):
        hint(_referring(instance))


def _own(instance: Any) -> list[UUID]:
    return [instance.translation_key]


def _restricted(instance: PageViewRestriction) -> list[UUID]:
    return _subtree(instance.page)


def _everything(instance: Any) -> list[str]:
    return [EVERYTHING]


def _topic(instance: Topic | TopicLabel) -> set[UUID]:
    topic = instance.topic if isinstance(instance, TopicLabel) else instance
    if topic.pk is None:
        return set()
    ids = set(
        HubPage.objects.filter(models.Q(topics=topic) | models.Q(topics__parent=topic)).values_list(
            "translation_key", flat=True
        )
    )
    for model in _record_models():
        found = model._default_manager.filter(topics=topic)
        ids |= set(found.values_list("translation_key", flat=True))
    return ids


def _record_models() -> list[Any]:
    return [one.model for one in registry.kinds() if issubclass(one.model, Record)]


def _is_content(sender: type[models.Model]) -> bool:
    label = sender._meta.app_label
    return label == "content" or registry.capability(label) is not None


def _referring(instance: models.Model) -> set[UUID]:
    """Return the ids of pages and records that refer to a snippet or image, at any depth of two."""
    ids: set[UUID] = set()
    for relation in instance._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, HubPage | Record) and relation.field.name:
            found = model._default_manager.filter(**{relation.field.name: instance.pk})
            ids |= set(found.values_list("translation_key", flat=True))
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type__app_label__isnull=False
    )
    page_ids = [one.object_id for one in references if _is_page(one)]
    if page_ids:
        found = Page.objects.filter(pk__in=page_ids)
        ids |= set(found.values_list("translation_key", flat=True))
    return ids


def _is_page(reference: ReferenceIndex) -> bool:
    model = reference.base_content_type.model_class()
    return model is not None and issubclass(model, Page)


Receiver = tuple[Any, Callable[[Any], Collection[Any]]]
RECEIVERS: Final[tuple[Receiver, ...]] = (
    (Page, _own),
    (Record, _own),
    (PageViewRestriction, _restricted),
    (Site, _everything),
    (SiteSettings, _everything),
    (Locale, _everything),
    ((Topic, TopicLabel), _topic),
)
