"""The machinery's tasks: thin outer walls around verbs of other rooms."""

from uuid import UUID

import structlog
from celery import shared_task
from django.core.management import call_command

from hub.content.drawing import draw_waiting
from hub.content.jobs import run_waiting
from hub.privacy.expiring import expire
from hub.publication.follow import follow_all
from hub.publication.settle import settle
from hub.publication.sweep import sweep

log = structlog.get_logger(__name__)


@shared_task(name="hub.settle")
def settle_ids(ids: list[str]) -> None:
    """Make the rows of these ids say what is true now."""
    settle({UUID(one) for one in ids})


@shared_task(name="hub.sweep")
def run_sweep() -> None:
    """Repair what no signal announced."""
    sweep()


@shared_task(name="hub.follow")
def run_followers() -> None:
    """Let every follower read on from its cursor."""
    follow_all()


@shared_task(name="hub.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire what is due."""
    call_command("publish_scheduled")


@shared_task(name="hub.expire_personal_data")
def expire_personal_data() -> None:
    """Remove personal data whose retention has ended, sessions too."""
    expire()


@shared_task(name="hub.localize", queue="import")
def localize() -> None:
    """Make the calls of wagtail-localize that wait."""
    run_waiting()


@shared_task(name="hub.draw")
def draw() -> None:
    """Draw every size of the images that wait."""
    draw_waiting()
