"""A part of a class that nobody knows yet changes nothing for those who do not use it."""

import sys
from dataclasses import dataclass
from types import ModuleType

import pytest
from django.apps import apps

from hub.kernel.checks import check_capabilities, check_kinds
from hub.kernel.contract import registry
from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import Part
from hub.publication.sweep import sweep

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Weather(Part):
    """A class of parts that this hub has never heard of."""

    forecast: str


class Later(Capability):
    """A capability of the future."""

    name = label = "later"
    path = "/nowhere"
    title = summary = "Later"

    def provides(self) -> tuple[Part, ...]:
        """Return a part of the unknown class."""
        return (Weather(name="tomorrow", forecast="sun"),)


@pytest.fixture
def later(monkeypatch):
    """Install the capability for one test."""
    module = ModuleType("later")
    module.__path__ = []
    monkeypatch.setitem(sys.modules, "later", module)
    config = Later("later", module)
    config.apps = apps
    config.models = {}
    apps.app_configs["later"] = config
    registry.forget()
    yield config
    del apps.app_configs["later"]
    registry.forget()


def test_an_unknown_part_is_found_by_who_asks_for_it(later):
    (found,) = registry.owned(Weather)

    assert found.key == "later.tomorrow"
    assert found.part.forecast == "sun"


def test_an_unknown_part_leaves_all_else_as_it_was(everything, later, client, admin_client):
    assert check_capabilities() + check_kinds() == []
    assert sweep().written_count == 0
    for kind in registry.kinds():
        assert client.get(f"/api/v1/{kind.plural}").status_code == 200
    assert admin_client.get("/admin/").status_code == 200
