"""Beat's schedule: from parts alone, by the clock on the wall, and a missed run expires."""

import pickle
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from celery import current_app

from celery_app.local_time import LocalTime
from celery_app.schedule import collect
from hub.kernel.contract.parts import Schedule
from tests.kernel.capabilities import capability, installed

NIGHT = LocalTime(time(2, 30), timedelta(hours=6))


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def ask(schedule, now, last):
    with time_machine.travel(moment(now), tick=False):
        return schedule.is_due(moment(last))


@pytest.mark.parametrize(
    ("last", "before", "after"),
    [
        ("2026-01-10T12:00Z", "2026-01-11T01:29:59Z", "2026-01-11T01:30Z"),
        ("2026-07-10T12:00Z", "2026-07-11T00:29:59Z", "2026-07-11T00:30Z"),
        # The night that has no half past two, and the one that has it twice.
        ("2026-03-28T12:00Z", "2026-03-29T01:29:59Z", "2026-03-29T01:30Z"),
        ("2026-10-24T12:00Z", "2026-10-25T00:29:59Z", "2026-10-25T00:30Z"),
    ],
)
def test_a_time_of_day_is_that_of_the_wall_in_summer_and_winter(last, before, after):
    assert ask(NIGHT, before, last) == (False, 1.0)
    assert ask(NIGHT, after, last)[0] is True
    assert ask(NIGHT, after, after)[0] is False


def test_an_hour_that_comes_twice_is_one_run():
    is_due, seconds = ask(NIGHT, "2026-10-25T01:30Z", "2026-10-25T00:30Z")
    assert is_due is False
    # Half past two of the next day, in winter time.
    assert seconds == 24 * 3600


def test_a_run_that_beat_missed_is_caught_up_with_until_it_expires():
    assert ask(NIGHT, "2026-07-11T06:29Z", "2026-07-09T00:30Z")[0] is True
    assert ask(NIGHT, "2026-07-11T06:31Z", "2026-07-09T00:30Z") == (False, 17 * 3600 + 3540)


def test_beat_keeps_it_in_a_file():
    assert pickle.loads(pickle.dumps(NIGHT)) == NIGHT
    assert LocalTime(time(2, 31), timedelta(hours=6)) != NIGHT


def test_each_part_is_an_entry_with_its_queue_and_its_end():
    often = Schedule(name="often", task="dummy.often", every=timedelta(minutes=5))
    nightly = Schedule(
        name="nightly",
        task="dummy.nightly",
        at=time(2, 30),
        queue="import",
        expires=timedelta(hours=6),
    )
    with installed(capability(parts=(often, nightly))):
        entries = collect()

    assert entries["dummy.often"] == {
        "task": "dummy.often",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300.0},
    }
    assert entries["dummy.nightly"] == {
        "task": "dummy.nightly",
        "schedule": NIGHT,
        "options": {"expires": 21600.0, "queue": "import"},
    }


def test_the_machinery_brings_its_own_the_same_way():
    tasks = {key: one["task"] for key, one in collect().items()}
    assert tasks["publication.settle"] == "hub.settle_waiting"
    assert tasks["content.draw"] == "hub.draw"
    assert tasks["privacy.expire"] == "hub.expire_personal_data"


def test_every_scheduled_task_exists_in_a_queue_that_a_worker_reads():
    current_app.loader.import_default_modules()
    for key, one in collect().items():
        task = current_app.tasks[one["task"]]
        queue = one["options"].get("queue") or getattr(task, "queue", None) or "default"
        assert queue in {"publish", "mail", "import", "default"}, key
