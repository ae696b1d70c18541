"""What the registry answers: order, kinds, settings."""

from dataclasses import dataclass

import pytest

from hub.kernel.contract import registry
from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import Follower, Kind, Part
from tests.kernel.capabilities import Nothing, capability, installed, kind


class Special(Nothing):
    """A more special model."""


@dataclass(frozen=True)
class Colours:
    """Settings with two names."""

    paint: str = "red"
    coats: int = 1


def test_parts_come_in_the_order_of_capabilities_then_of_each_one():
    one = capability("zebra", (kind(name="a", plural="as"), kind(name="c", plural="cs")))
    two = capability("ape", (kind(name="b", plural="bs"),))
    with installed(one, two):
        keys = [part.key for part in registry.owned(Kind)]

    assert keys[-3:] == ["zebra.a", "zebra.c", "ape.b"]
    assert "zebra.a" not in [part.key for part in registry.owned(Kind)]


def test_rooms_of_the_hub_bring_parts_the_same_way_and_stand_before_capabilities():
    owners = [one.owner.label for one in registry.owned(Part)]
    assert {"publication", "content", "privacy"} <= set(owners)
    first = registry.capabilities()[0].label
    assert owners.index("publication") < owners.index(first)
    assert "publication" not in [one.key for one in registry.capabilities()]


def test_the_most_specific_model_says_the_kind():
    general, special = kind(), kind(name="special", plural="specials", model=Special)
    with installed(capability(parts=(special, general))):
        assert registry.kind_of(Nothing()).name == "thing"
        assert registry.kind_of(Special()).name == "special"
        assert registry.kind_of(object()) is None


def test_kinds_are_found_by_key_and_plural():
    with installed(capability(parts=(kind(),))):
        assert registry.kind("thing") is registry.kind_by_plural("things")
        assert registry.capability_of("thing") == "dummy"
        assert registry.kind("nothing") is None
        with pytest.raises(KeyError):
            registry.capability_of("nothing")


def test_a_class_of_parts_brings_only_its_own():
    follower = Follower(name="tally", handle=len)
    with installed(capability(parts=(kind(), follower))):
        assert follower in registry.parts(Follower)
        assert follower not in registry.parts(Kind)


def test_settings_override_the_defaults_one_by_one(settings):
    with installed(capability(settings=Colours)):
        assert registry.configuration("dummy") == Colours("red", 1)
        settings.HUB_CAPABILITY_SETTINGS = {"dummy": {"coats": 2}}
        assert registry.configuration("dummy") == Colours("red", 2)
    with pytest.raises(KeyError):
        registry.configuration("dummy")


@pytest.mark.parametrize(
    ("clause", "version", "holds"),
    [
        (">=1.0,<2", (1, 0), True),
        (">=1.0,<2", (2, 0), False),
        ("==1.3", (1, 3), True),
        (">1.3", (1, 3), False),
        ("<=1", (1, 0), True),
        ("", (1, 0), False),
    ],
)
def test_versions_are_compared_by_number(clause, version, holds):
    class Made(Capability):
        works_with = clause

    assert Made.works_with_hub(Made, version) is holds
