"""Publishing an event: settle's share of an editor's action, at the size the database has.

Once as a program does it, once by the admin's own form.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from benchmarks.counting import Cost, patched
from benchmarks.table import Line
from hub.kernel.contract import registry
from hub.publication.hinting import hints

TIMES = 60


@dataclass
class Share:
    """Seconds that settle took of each action, by the clock and of Python, and its statements."""

    seconds: list[float] = field(default_factory=list)
    process_seconds: list[float] = field(default_factory=list)
    statements_counts: list[int] = field(default_factory=list)

    def timed(self, own: Callable[..., Any], *values: Any, **manner: Any) -> Any:
        """Settle, and note what it cost."""
        with Cost() as cost:
            result = own(*values, **manner)
        self.note(cost)
        return result

    def note(self, cost: Cost) -> None:
        """Note what one action cost."""
        self.seconds.append(cost.seconds)
        self.process_seconds.append(cost.process_seconds)
        self.statements_counts.append(cost.statements_count)

    def figures(self) -> dict[str, float]:
        """Return {unit: median}."""
        return {
            "ms": 1000 * statistics.median(self.seconds),
            "ms of Python": 1000 * statistics.median(self.process_seconds),
            "statements": statistics.median(self.statements_counts),
        }


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield the medians of settle and of the whole publish."""
    page = some_page()
    yield from _measured("whole action", lambda number: publish(page, f"Stand {number}"))
    yield from _measured("whole action by the form", _form(page))


def _measured(case: str, action: Callable[[int], None]) -> Iterator[Line]:
    whole, share = Share(), Share()
    with patched(hints, "settle", share.timed):
        for number in range(TIMES):
            with Cost() as cost:
                action(number)
            whole.note(cost)
    wholes, shares = whole.figures(), share.figures()
    for unit, figure in wholes.items():
        yield Line(benchmark="publish", case=case, figure=figure, unit=unit)
        yield Line(
            benchmark="publish",
            case=f"settle's share of the {case}",
            figure=shares[unit],
            unit=unit,
            baseline=case,
            ratio=shares[unit] / figure,
        )


def some_page() -> Any:
    """Return a public event."""
    kind = registry.kind("event")
    assert kind is not None
    return kind.model.objects.filter(live=True).order_by("pk")[0]


def publish(page: Any, summary: str) -> None:
    """Publish a page with another summary, as the admin does: one transaction an action."""
    page.summary = summary
    with transaction.atomic():
        page.save_revision().publish()


def _form(page: Any) -> Callable[[int], None]:
    """Return what publishes the page with another summary by sending the admin's form."""
    user, _is_new = get_user_model().objects.get_or_create(
        username="benchmark", defaults={"is_superuser": True, "is_staff": True}
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(address).content.decode()
    fields = querydict_from_html(html, form_id="page-edit-form")
    # Blocks are drawn by a script: none are sent.
    fields["body-count"], fields["action-publish"] = "0", "1"

    def send(number: int) -> None:
        fields["summary"] = f"Stand {time.time()} {number}"
        answer = client.post(address, fields)
        if answer.status_code != 302:
            raise RuntimeError(f"the form was answered with {answer.status_code}")

    return send
