"""Panels of the desk: for those who may see them, in words, and nothing done for anybody else."""

import pytest
from django.urls import reverse
from django.utils import translation

from hub.kernel.contract import registry
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel
from tests.factories.content import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.brings(part=DeskPanel)]


def panels(capability) -> list:
    return [one for one in registry.owned(DeskPanel) if one.owner is capability]


def test_editors_read_in_german_what_a_panel_is_about(capability):
    for one in panels(capability):
        with translation.override("en"):
            english = str(one.part.title)
        with translation.override("de"):
            assert str(one.part.title) not in {"", english}, one.key


def test_who_may_nothing_sees_nothing_and_does_nothing(capability, everything):
    nobody = UserFactory()
    for one in panels(capability):
        assert list(one.part.rows(nobody)[:1]) == [], one.key
        if one.part.action:
            assert one.part.action.act(nobody, "1") is None, one.key


def test_all_of_a_panel_is_a_page_and_nonsense_is_not_found(capability, everything, admin_client):
    chief = UserFactory(is_superuser=True)
    for one in panels(capability):
        entries = one.part.entries(list(one.part.rows(chief)[:10]))
        assert all(isinstance(entry, DeskEntry) and entry.title for entry in entries), one.key
        assert admin_client.get(reverse("hub_desk_panel", args=[one.key])).status_code == 200
        address = reverse("hub_desk_act", args=[one.key, "no-such-entry"])
        assert admin_client.post(address).status_code == 404
        assert admin_client.get(address).status_code == 405
