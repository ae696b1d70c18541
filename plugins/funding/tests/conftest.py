import pytest
from wagtail.models import Site

from tests.factories.kinds import small_site


@pytest.fixture
def site(db) -> Site:
    """A website with a home page, and nothing else."""
    return small_site()
