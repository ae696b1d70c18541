"""What the clock does with the tree: versions whose time has come go live, what has ended is not
live any more. One that fails is noted for the desk, tried again in a minute, and holds up no other.
"""

from datetime import timedelta
from typing import Any, Final

import structlog
from django.apps import apps
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from hub.content.translating.originals import is_translation
from hub.publication.hinting.waiting import scheduled
from hub.publication.late import LateRevision
from hub.publication.writing.failures import text_of

log = structlog.get_logger(__name__)

AGAIN: Final = timedelta(minutes=1)


def go_live() -> None:
    """Publish each version whose time has come. Wagtail's own command ends at the first that fails.

    Safe to repeat. Raises what Django's cursors raise where the database went away.
    """
    for revision in scheduled():
        publish(revision)


def publish(revision: Revision) -> bool:
    """Publish a version whose time has come; return whether that worked."""
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
            LateRevision.objects.filter(revision=revision).delete()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("publication.go_live_failed", revision_id=revision.pk)
        again_at = timezone.now() + AGAIN
        with transaction.atomic():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=again_at)
            LateRevision.objects.update_or_create(
                revision=revision,
                defaults={
                    "document_id": revision.content.get("translation_key"),
                    "title": revision.object_str[:255],
                    "error": text_of(error),
                },
            )
        return False
    return True


def unpublish_ended() -> None:
    """Have Wagtail's tree say what the rows say already: what has ended is not live.

    Translations stay as they are: their original ends for them, and may be given a later end.
    """
    models = (one for one in apps.get_models() if issubclass(one, DraftStateMixin))
    for model in (Page, *(one for one in models if not issubclass(one, Page))):
        ended: Any = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
        if hasattr(model, "translation_key"):
            ended = ended.exclude(is_translation())
        for one in ended.order_by("expire_at"):
            _unpublish(one)


def _unpublish(source: Any) -> None:
    try:
        with transaction.atomic():
            source.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # Its row has ended all the same; in a minute it is tried again.
        log.exception("publication.unpublish_failed", model=source._meta.label, pk=source.pk)
