"""Jobs of wagtail-localize: stored in PostgreSQL first, made by a worker as soon as one listens."""

from collections.abc import Callable
from typing import Any, Final

import structlog
from django.apps import apps
from django.db import models, transaction
from django.utils.module_loading import import_string

from hub.content.models import TranslationJob
from hub.kernel.wake import wake

log = structlog.get_logger(__name__)

PACKAGE: Final = "wagtail_localize."
ATTEMPTS_MAXIMUM: Final = 5
TASK: Final = "hub.localize"


class NotStorableError(TypeError):
    """An argument of a job is neither JSON nor a saved model instance."""


def remember(function: Callable[..., Any], arguments: Any, keywords: Any) -> None:
    """Have a worker call the function after the commit; beat finds it if no bell is heard.

    Raises NotStorableError for arguments that cannot be stored; the caller then calls by itself.
    """
    job = TranslationJob(
        function=f"{function.__module__}.{function.__qualname__}",
        arguments=[pack(one) for one in arguments],
        keywords={name: pack(one) for name, one in keywords.items()},
    )
    job.save()
    transaction.on_commit(lambda: wake(TASK, queue="import"))


def pack(value: Any) -> Any:
    """Return JSON for a value; model instances become their name and key."""
    if isinstance(value, models.Model):
        if value.pk is None:
            raise NotStorableError(f"{value!r} is not saved")
        return {"model": value._meta.label_lower, "pk": value.pk}
    if isinstance(value, list | tuple | set | models.QuerySet):
        return [pack(one) for one in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if _is_empty_manager(value):
        return None
    raise NotStorableError(f"{type(value).__name__} cannot be stored")


def _is_empty_manager(value: Any) -> bool:
    """Whether it is wagtail-localize's component manager without a component: same as None."""
    return type(value).__module__.startswith(PACKAGE) and getattr(value, "components", None) == []


def unpack(value: Any) -> Any:
    """Return the value that `pack` was given. Raises DoesNotExist where an instance is gone."""
    if isinstance(value, list):
        return [unpack(one) for one in value]
    if isinstance(value, dict):
        return apps.get_model(value["model"])._default_manager.get(pk=value["pk"])
    return value


def run_waiting() -> int:
    """Make all waiting calls, oldest first; return how many worked. Safe beside other workers.

    A job that fails keeps its error and is tried again with the next bell, at most five times; one
    whose page or language is gone needs nothing any more.
    """
    done, after = 0, 0
    while True:
        with transaction.atomic():
            job = (
                TranslationJob.objects.select_for_update(skip_locked=True)
                .filter(pk__gt=after, attempts_count__lt=ATTEMPTS_MAXIMUM)
                .first()
            )
            if job is None:
                return done
            after = job.pk
            done += _run(job)


def _run(job: TranslationJob) -> int:
    try:
        with transaction.atomic():
            _call(job)
    except models.ObjectDoesNotExist:
        log.info("content.translation_job_needless", job=job.pk)
    except Exception as error:
        log.exception("content.translation_job_failed", job=job.pk)
        job.attempts_count += 1
        job.error = f"{type(error).__name__}: {error}"[:2000]
        job.save()
        return 0
    job.delete()
    return 1


def _call(job: TranslationJob) -> None:
    if not job.function.startswith(PACKAGE):
        raise ValueError(f"{job.function} is no function of wagtail-localize")
    keywords = {name: unpack(one) for name, one in job.keywords.items()}
    import_string(job.function)(*unpack(job.arguments), **keywords)
