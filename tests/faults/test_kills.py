"""Whichever process is killed, wherever it is: ten seconds later readers see what is true.

A few kills; `HUB_KILLS=200 pytest -s tests/faults/test_kills.py` for many, with their figures.
"""

import os
import time

import pytest

from hub.publication.models import Hint
from plugins.editorial.models import StandardPage
from tests.factories.content import add_page
from tests.faults.kills import storm, untrue

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("HUB_KILLS", "8"))
WORST_SECONDS = 10.0


def test_ten_seconds_after_any_kill_readers_see_what_is_true(home):
    keys = [
        add_page(home, StandardPage, title=f"Seite {number}", slug=f"seite-{number}").pk
        for number in range(KILLS)
    ]
    with storm(seed=KILLS) as own:
        for number, key in enumerate(keys):
            # Every second one writes as a command does, without a transaction around it all.
            own.kill_one(key, ("editor", "command")[number % 2])
            if number % 4 == 3:
                own.kill_keeper()
        # A session that was killed may still be ending.
        time.sleep(0.2)
        own.watch(2 * WORST_SECONDS, lambda: not untrue(keys) and not Hint.objects.exists())
        waits = sorted(own.waits.values()) or [0.0]
        half = waits[len(waits) // 2]
        print(
            f"{KILLS} kills, {len(own.waits)} left untrue: half {half:.1f}, worst {waits[-1]:.1f} s"
        )
        assert not untrue(keys)
        assert waits[-1] <= WORST_SECONDS
