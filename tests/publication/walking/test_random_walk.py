"""A random walk of editors and translators through five languages, beside a plain model of it.

The suite takes a part of the way. `HUB_WALK_ACTIONS=2000 HUB_WALK_SEED=1` goes far, and elsewhere.
A walk that fails is printed as the shortest one that does.
"""

import json
import os
from typing import Any, Final

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from hub.publication.models import Publication
from hub.publication.sweep import sweep
from tests.publication.walking.editors import Editors
from tests.publication.walking.ground import LENGTH, lay
from tests.publication.walking.model import Shown
from tests.publication.walking.translators import Translators

pytestmark = pytest.mark.django_db
ACTIONS: Final = int(os.environ.get("HUB_WALK_ACTIONS", "150"))
SEED: Final = int(os.environ.get("HUB_WALK_SEED", "20261128"))
# So many of the addresses that were shown once are asked for.
ADDRESSES_MAXIMUM: Final = 10


class Walk(Editors, Translators):
    """The same action on the hub and on the model; then both have to say the same."""

    def compare(self) -> None:
        """Every language shows what the model says."""
        rows = Publication.objects.public().filter(document_id=self.key)
        shown = {code: _shown(row) for row in rows for code in row.answers}
        assert shown == self.model.shown()
        self.addresses |= {
            row.url.replace(f"/{row.locale}/", f"/{code}/") for row in rows for code in row.answers
        }
        german = next((row for row in rows if row.locale == "de"), None)
        assert german is None or german.slug == self.model.live.slug

    @rule()
    def look_for_something_to_repair(self) -> None:
        assert sweep().written_count == 0

    @precondition(lambda self: self.model.is_deleted or self.model.shown())
    @rule()
    def ask_for_former_addresses(self) -> None:
        """They lead to where it is shown now, or say that it is gone."""
        wanted = 410 if self.model.is_deleted else 200
        for address in sorted(self.addresses)[:ADDRESSES_MAXIMUM]:
            answer = Client().get(address, follow=True)
            assert (address, answer.status_code) == (address, wanted)


def _shown(row: Publication) -> Shown:
    one = json.loads(row.document)
    facts, state = one["event"], one["translation"]
    assert facts["status"] == one["dates"][0]["status"]
    return Shown(
        title=one["title"],
        hour=int(one["dates"][0]["starts_at"][11:13]),
        cents=facts["price"]["amount_cents"],
        status=facts["status"],
        topic=one["topics"][0]["label"],
        locale=row.locale,
        is_outdated=state["is_outdated"],
        is_complete=state["is_complete"],
    )


def test_every_language_shows_what_the_model_says(site: Any) -> None:
    lay(site)
    how = settings(
        max_examples=max(1, ACTIONS // LENGTH),
        stateful_step_count=LENGTH,
        phases=(Phase.generate, Phase.shrink),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEED)(Walk), settings=how)
