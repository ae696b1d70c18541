"""Translation jobs: stored with the editor's action, found without a bell, tried again, no more."""

from typing import Any

import pytest
from wagtail.models import Locale

from hub.content.models import TranslationJob
from hub.content.translating.jobs import (
    ATTEMPTS_MAXIMUM,
    NotStorableError,
    pack,
    remember,
    run_waiting,
    unpack,
)
from tests.factories.content import UserFactory, locale

pytestmark = pytest.mark.django_db


def job(function: str = "wagtail_localize.operations.translate_page_subtree", *given: Any) -> Any:
    return TranslationJob.objects.create(function=function, arguments=list(given))


def test_arguments_come_back_as_they_were() -> None:
    user = UserFactory()
    given = [7, "text", None, [locale("de"), locale("en")], user]
    assert unpack(pack(given)) == given
    assert unpack(pack(Locale.objects.filter(language_code="en"))) == [locale("en")]


def test_what_cannot_be_stored_is_refused() -> None:
    for value in (object(), Locale(language_code="fr")):
        with pytest.raises(NotStorableError):
            pack(value)


def test_what_cannot_be_stored_is_called_at_once() -> None:
    from celery_app.backends import LocalizeJobs

    called: list[Any] = []
    something = object()
    LocalizeJobs({}).enqueue(called.append, [something], {})
    assert called == [something]
    assert not TranslationJob.objects.exists()


def test_without_a_bell_the_job_waits_in_the_database(
    monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from wagtail_localize.operations import translate_page_subtree

    monkeypatch.setattr("hub.content.translating.jobs.wake", lambda task, **more: False)
    with django_capture_on_commit_callbacks(execute=True):
        remember(translate_page_subtree, [1, [locale("en")], None, None], {})
    assert TranslationJob.objects.count() == 1


def test_a_job_whose_page_is_gone_is_needless() -> None:
    job(
        "wagtail_localize.operations.translate_page_subtree",
        999_999,
        [pack(locale("en"))],
        None,
        None,
    )
    assert run_waiting() == 1
    assert not TranslationJob.objects.exists()


def test_a_failing_job_keeps_its_error_and_is_tried_five_times() -> None:
    broken = job("wagtail_localize.operations.nothing_of_that_name")
    for attempt in range(1, ATTEMPTS_MAXIMUM + 3):
        assert run_waiting() == 0
        broken.refresh_from_db()
        assert broken.attempts_count == min(attempt, ATTEMPTS_MAXIMUM)
    assert "ImportError" in broken.error


def test_a_failing_job_does_not_hold_up_the_next() -> None:
    job("wagtail_localize.operations.nothing_of_that_name")
    job("wagtail_localize.operations.translate_page_subtree", 999_999, [], None, None)
    assert run_waiting() == 1


def test_functions_of_other_packages_are_not_called() -> None:
    foreign = job("os.system", "true")
    run_waiting()
    foreign.refresh_from_db()
    assert "no function of wagtail-localize" in foreign.error


def test_the_worker_and_beat_know_the_task() -> None:
    from celery_app.application import app
    from celery_app.schedule import collect

    assert collect()["content.localize"]["options"]["queue"] == "import"
    assert "hub.localize" in app.tasks
