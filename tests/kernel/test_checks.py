"""Every mistake in a capability's declaration is told at the start, with what to do about it."""

from dataclasses import dataclass
from datetime import time, timedelta

import pytest
from django.core.checks import run_checks

from hub.kernel.contract.filters import NumberRange
from hub.kernel.contract.parts import Endpoints, Follower, Schedule
from hub.kernel.documents.facts import Number
from tests.kernel.capabilities import capability, installed, kind


@dataclass(frozen=True)
class Colours:
    """Settings with one name."""

    paint: str = "red"


def handle(rows):
    """Follow nothing."""


def found() -> dict[str, str]:
    return {one.id: f"{one.msg} {one.hint}" for one in run_checks(tags=["hub"])}


def test_our_own_capabilities_have_no_mistake():
    assert found() == {}


def test_a_capability_in_order_has_no_mistake():
    with installed(capability(parts=(kind(), Follower(name="thing", handle=handle)))):
        assert found() == {}


@pytest.mark.parametrize(
    ("code", "made", "told"),
    [
        ("hub.E001", {"title": ""}, "title"),
        ("hub.E001", {"summary": ""}, "summary"),
        ("hub.E002", {"works_with": ">=2.0"}, ">=2.0"),
        ("hub.E002", {"works_with": "any"}, "any"),
        ("hub.E004", {"requires": ("nothing",)}, "nothing"),
        ("hub.E005", {"parts": (Follower(name="a", handle=handle),) * 2}, "Follower 'a' 2 times"),
        ("hub.E005", {"parts": (Follower(name="Big-Name", handle=handle),)}, "Big-Name"),
        ("hub.E011", {"parts": (Schedule(name="a", task="dummy.a"),)}, "or neither"),
        (
            "hub.E011",
            {"parts": (Schedule(name="a", task="dummy.a", every=timedelta(hours=1), at=time(3)),)},
            "Give it `every`",
        ),
        ("hub.E006", {"parts": (kind(name="page"),)}, "2 kinds are called 'page'"),
        ("hub.E006", {"parts": (kind(plural="pages"),)}, "2 kinds are called 'pages'"),
        ("hub.E007", {"parts": (kind(name="place"),)}, "object_key"),
        ("hub.E007", {"parts": (kind(object_key="x"),)}, "shared field"),
        (
            "hub.E008",
            {"parts": (Endpoints(name="more", prefix="events", router="a.b"),)},
            "Let the prefix be dummy",
        ),
        (
            "hub.E015",
            {"parts": (kind(numbers=tuple(Number(name=n, title=n) for n in "abcd")),)},
            "At most 3 numbers",
        ),
        (
            "hub.E015",
            {"parts": (kind(filters=(NumberRange(name="amount", description="how much"),)),)},
            "name of one of them",
        ),
    ],
)
def test_a_mistake_is_told_with_what_to_do(code, made, told):
    with installed(capability(**made)):
        messages = found()

    assert set(messages) == {code}
    assert told in messages[code]


def test_what_is_required_has_to_stand_before():
    first = capability("first", requires=("second",))
    with installed(first, capability("second")):
        assert "stands after it" in found()["hub.E004"]
    with installed(capability("second"), first):
        assert found() == {}


def test_unknown_settings_are_told(settings):
    with installed(capability(settings=Colours)):
        settings.HUB_CAPABILITY_SETTINGS = {"dummy": {"paint": "blue"}}
        assert found() == {}
        settings.HUB_CAPABILITY_SETTINGS = {"dummy": {"pant": "blue"}}
        assert "pant" in found()["hub.E003"]
        settings.HUB_CAPABILITY_SETTINGS = {"dumy": {}}
        assert "dumy" in found()["hub.W009"]


def test_the_same_name_in_two_classes_of_parts_is_no_mistake():
    schedule = Schedule(name="thing", task="dummy.run", every=timedelta(hours=1))
    with installed(capability(parts=(kind(), schedule))):
        assert found() == {}
