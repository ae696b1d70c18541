"""Every test that asks for `capability` runs once for each installed one.

A capability gives the suite `<package>/tests/samples.py` with
  make(site) -> {kind: a published page or record of it}, one for each `Kind` part;
  personal_data(site) -> {part's name: an e-mail address that is stored}, where it has such parts.
"""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import pytest
from wagtail.models import Site

from hub.content.models import HubPage
from hub.kernel.contract import registry
from hub.kernel.contract.capability import Capability
from hub.publication.sweep import sweep
from tests.factories.content import hub_site
from tests.snapshots import remembered

# A package of its own, which test_outside.py installs.
collect_ignore = ["outside"]


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker that chooses capabilities by what they bring."""
    config.addinivalue_line("markers", "brings(part): only capabilities with such a part")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `capability` each installed one that brings what the test's marker names."""
    if "capability" in metafunc.fixturenames:
        found = registry.capabilities()
        marker = metafunc.definition.get_closest_marker("brings")
        if marker:
            bringing = {one.owner.label for one in registry.owned(marker.kwargs["part"])}
            found = [one for one in found if one.key in bringing]
        metafunc.parametrize("capability", found, ids=[one.key for one in found])


@pytest.fixture
def samples() -> Callable[[Capability], ModuleType]:
    """Return the function that gives a capability's samples."""
    return samples_of


def samples_of(capability: Capability) -> ModuleType:
    return import_module(f"{capability.name}.tests.samples")


@pytest.fixture
def site(db: None) -> Site:
    """Return a site with an empty home page."""
    return remembered(hub_site, home_class=HubPage)


@pytest.fixture
def everything(site: Site, samples: Callable[[Capability], ModuleType]) -> dict[str, dict]:
    """Return {capability: its samples}, all settled, of all capabilities."""
    return remembered(make_everything, site=site, samples=samples)


def make_everything(site: Site, samples: Callable[[Capability], ModuleType]) -> dict[str, dict]:
    made = {}
    for one in registry.capabilities():
        site.root_page.refresh_from_db()
        made[one.key] = samples(one).make(site)
    sweep()
    return made
