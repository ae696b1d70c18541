"""Hints: signals say "look at these ids after the commit" and nothing else. No receiver
elsewhere."""

from collections import abc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import structlog
from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_slug_changed, post_page_move

from hub.content.models import (
    HubImage,
    HubPage,
    IndexPage,
    Record,
    SiteSettings,
    Topic,
    TopicLabel,
)
from hub.kernel.contract import registry
from hub.kernel.wake import wake
from hub.publication.deciding.list_pages import records_below
from hub.publication.hinting.everything import all_ids, is_more_than, take_down_first
from hub.publication.hinting.moving import take_translations_along
from hub.publication.hinting.referrers import is_content, referring, relations
from hub.publication.hinting.waiting import DUE_SECONDS, EVERYTHING, everything_keys, forget, leave
from hub.publication.settle import settle

log = structlog.get_logger(__name__)

# An editor waits no longer for a lock that others hold.
PATIENCE_SECONDS: Final = 2.0

# The savepoints that are open, the outermost first; each name is given once a transaction.
Savepoints = tuple[str | None, ...]


def hint(ids: abc.Collection[UUID | str]) -> None:
    """Have these ids settled after the commit; `EVERYTHING` means all and the sites' facts.

    They are remembered in the transaction itself, so that whoever dies after the commit leaves them
    to others. Hints of one transaction are settled together; a transaction that is rolled back
    leaves none.
    """
    held_back: set[UUID | str] | None = getattr(connection, "hub_hints_held", None)
    if held_back is not None:
        held_back.update(ids)
        return
    waiting: dict[UUID | str, Savepoints] = getattr(connection, "hub_hints", {})
    is_announced = any(entry[1] is _flush for entry in connection.run_on_commit)
    if not waiting or not is_announced:
        # Nothing waits yet, or what waits was left behind by a transaction that was rolled back.
        waiting = connection.hub_hints = {}  # type: ignore[attr-defined]
    is_first = not waiting
    savepoints: Savepoints = tuple(connection.savepoint_ids)
    new = {one for one in ids if not _is_remembered(waiting.get(one), savepoints)}
    leave(new)
    waiting.update(dict.fromkeys(new, savepoints))
    if is_first and waiting:
        transaction.on_commit(_flush)


def _is_remembered(left_in: Savepoints | None, savepoints: Savepoints) -> bool:
    """Whether no savepoint that has ended could have taken the row with it."""
    return left_in is not None and savepoints[: len(left_in)] == left_in


@contextmanager
def held() -> Iterator[set[UUID | str]]:
    """Collect the hints of this connection instead of settling them; the caller settles.

    For imports of thousands of pages. Who wants them to outlive the process leaves them waiting, by
    `leave`, before the commit.
    """
    collected: set[UUID | str] = set()
    connection.hub_hints_held = collected  # type: ignore[attr-defined]
    try:
        yield collected
    finally:
        connection.hub_hints_held = None  # type: ignore[attr-defined]


def is_left_waiting() -> bool:
    """Whether hints of this connection could not be settled since it was asked last."""
    is_left: bool = getattr(connection, "hub_is_left_waiting", False)
    connection.hub_is_left_waiting = False  # type: ignore[attr-defined]
    return is_left


def _flush() -> None:
    waiting: set[Any] = set(getattr(connection, "hub_hints", {}))
    connection.hub_hints = {}  # type: ignore[attr-defined]
    try:
        _settle_now(waiting)
    except OperationalError as error:
        # Somebody holds a lock, or the database is gone: what waits is settled as soon as it can.
        connection.hub_is_left_waiting = True  # type: ignore[attr-defined]
        log.warning("publication.left_waiting", ids_count=len(waiting), error=str(error))
        wake("hub.settle_waiting", -DUE_SECONDS, queue="publish")


def _settle_now(waiting: set[Any]) -> None:
    keys = []
    if EVERYTHING in waiting:
        keys = everything_keys()
        take_down_first(PATIENCE_SECONDS)
        if is_more_than(settings.HUB_SETTLE_INLINE_MAXIMUM):
            # The hint stays: a worker builds the rest.
            waiting, keys = waiting - {EVERYTHING}, []
            wake("hub.settle_waiting", -DUE_SECONDS, queue="publish")
        else:
            waiting = all_ids()
    if len(waiting) <= settings.HUB_SETTLE_INLINE_MAXIMUM:
        settle(waiting, patience_seconds=PATIENCE_SECONDS)
        forget(keys)
        return
    # Taking down never waits for a worker; building many does, and is not announced one by one.
    settle(waiting, is_takedown_only=True, patience_seconds=PATIENCE_SECONDS)
    wake("hub.settle_waiting", -DUE_SECONDS, queue="publish")


def connect() -> None:
    """Connect all receivers; called once at start."""
    uid = "hub.publication.hinting.hints"
    for signal in (post_save, pre_delete, post_delete):
        signal.connect(_on_model, dispatch_uid=uid)
    post_page_move.connect(_on_subtree, dispatch_uid=uid)
    post_page_move.connect(_on_move, dispatch_uid=f"{uid}.move")
    page_slug_changed.connect(_on_subtree, dispatch_uid=uid)


def _on_subtree(sender: Any, instance: Page, **kwargs: Any) -> None:
    hint({*_subtree(instance), *records_below([instance])})


def _on_move(sender: Any, instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    take_translations_along(instance, parent_page_after)


def _subtree(page: Page) -> list[UUID]:
    pages = Page.objects.descendant_of(page, inclusive=True)
    return list(pages.values_list("translation_key", flat=True))


def _on_model(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    if kwargs.get("raw"):
        return
    hint(ids_for(instance))
    # A list that comes or goes takes its records along.
    if isinstance(instance, IndexPage) and kwargs.get("created", True):
        hint(records_below([instance]))


def ids_for(instance: Any) -> abc.Collection[UUID | str]:
    """Return the ids that have to be settled after a change of this row; often none."""
    for model, ids_of in RECEIVERS:
        if isinstance(instance, model):
            return ids_of(instance)
    return referring(instance) if is_content(type(instance)) else ()


def shared_models() -> list[type[models.Model]]:
    """Return the models of what many documents may show: places, topics, websites …"""
    files = (HubImage, get_document_model())
    return [
        model
        for model in apps.get_models()
        if not issubclass(model, Page | Record)
        and (
            any(issubclass(model, one) for one, _ids_of in RECEIVERS)
            or (is_content(model) and (relations(model) or issubclass(model, files)))
        )
    ]


def _own(instance: Any) -> list[UUID]:
    return [instance.translation_key]


def _restricted(instance: PageViewRestriction) -> list[UUID]:
    # What stands below the page's translations too: a closed original closes them.
    pages = list(Page.objects.filter(translation_key=instance.page.translation_key))
    ids = [one for page in pages for one in _subtree(page)]
    return [*ids, *records_below(pages)]


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
        found = model._default_manager.filter(
            models.Q(topics=topic) | models.Q(topics__parent=topic)
        )
        ids |= set(found.values_list("translation_key", flat=True))
    return ids


def _record_models() -> list[Any]:
    return [one.model for one in registry.kinds() if issubclass(one.model, Record)]


Receiver = tuple[Any, Callable[[Any], abc.Collection[Any]]]
RECEIVERS: Final[tuple[Receiver, ...]] = (
    (Page, _own),
    (Record, _own),
    (PageViewRestriction, _restricted),
    (Site, _everything),
    (SiteSettings, _everything),
    (Locale, _everything),
    ((Collection, CollectionViewRestriction), _everything),
    ((Topic, TopicLabel), _topic),
)
