"""Followers take the same rows twice without a difference, and tell editors who they are."""

import pytest
from django.utils import translation

from hub.kernel.contract import registry
from hub.kernel.contract.parts import Follower
from hub.publication.models import Publication

pytestmark = [pytest.mark.django_db, pytest.mark.brings(part=Follower)]


def followers(capability) -> list:
    return [one for one in registry.owned(Follower) if one.owner is capability]


def kept(capability) -> dict:
    """Return all rows of the capability's tables."""
    models = capability.get_models()
    return {one: sorted(map(str, one._base_manager.values_list())) for one in models}


def test_the_same_rows_again_change_nothing(capability, everything):
    rows = list(Publication.objects.order_by("sequence"))
    for one in followers(capability):
        one.part.handle(rows)
        before = kept(capability)
        one.part.handle(rows)
        assert kept(capability) == before, one.key


def test_editors_read_its_name_in_german(capability):
    for one in followers(capability):
        with translation.override("de"):
            assert str(one.part.title), one.key
