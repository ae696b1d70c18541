"""Editors may switch a capability off: what it brings is gone, all else stays as it was."""

import pytest
from django.urls import reverse

from hub.kernel.contract import registry
from hub.kernel.contract.parts import DocumentPart, Endpoints, Kind
from hub.publication.models import Publication
from hub.publication.sweep import sweep
from tests.contract.endpoints import operations
from tests.factories.content import site_settings

pytestmark = pytest.mark.django_db


def switch(site, *keys: str) -> None:
    site_settings(site, disabled_capabilities=list(keys))
    sweep()


def rows(**wanted) -> dict:
    found = Publication.objects.filter(**wanted)
    return {(row.document_id, row.locale): row.sequence for row in found}


def kinds_of(capability) -> list[str]:
    return [one.part.name for one in registry.owned(Kind) if one.owner is capability]


def plural(kind: str) -> str:
    return registry.kind(kind).plural


def test_switched_off_its_rows_are_tombstones_and_come_back_with_new_numbers(
    capability, everything, site, client
):
    mine = kinds_of(capability)
    before = rows(kind__in=mine, is_deleted=False)
    newest = max([*rows().values()])

    switch(site, capability.key)

    assert rows(kind__in=mine, is_deleted=False) == {}
    buried = Publication.objects.filter(kind__in=mine)
    assert {row.document for row in buried} <= {""}
    assert all(row.sequence > newest for row in buried)
    for kind in mine:
        assert client.get(f"/api/v1/{plural(kind)}").status_code == 404
    root = client.get("/api/v1/").json()
    assert not {one["key"] for one in root["kinds"]} & set(mine)
    newest = max([newest, *rows(kind__in=mine).values()])

    switch(site)

    after = rows(kind__in=mine, is_deleted=False)
    assert set(after) == set(before)
    assert all(sequence > newest for sequence in after.values())
    for kind in mine:
        assert client.get(f"/api/v1/{plural(kind)}").status_code == 200


def test_switched_off_all_else_is_served_as_before(capability, everything, site, client):
    others = [one.name for one in registry.kinds() if one.name not in kinds_of(capability)]
    before = set(rows(kind__in=others, is_deleted=False))

    switch(site, capability.key)

    assert set(rows(kind__in=others, is_deleted=False)) == before
    for kind in others:
        assert client.get(f"/api/v1/{plural(kind)}").status_code == 200
    assert client.get("/api/v1/").status_code == 200
    assert client.get("/api/v1/changes?since=0").status_code == 200


@pytest.mark.brings(part=DocumentPart)
def test_switched_off_its_part_of_other_documents_is_gone(capability, everything, site, client):
    parts = [one for one in registry.owned(DocumentPart) if one.owner is capability]
    address = f"/api/v1/{plural(parts[0].part.kind)}"
    assert all(capability.key in one["x"] for one in client.get(address).json()["items"])

    switch(site, capability.key)

    items = client.get(address).json()["items"]
    assert items
    assert not any(capability.key in one["x"] for one in items)


@pytest.mark.brings(part=Endpoints)
def test_switched_off_its_endpoints_are_not_found(capability, everything, site, client):
    mine = [one for one in registry.owned(Endpoints) if one.owner is capability]
    switch(site, capability.key)

    for one in mine:
        for method, address in operations(one.part):
            assert client.generic(method, address).status_code == 404, (method, address)


def test_switched_off_its_content_is_kept_and_editors_still_reach_the_admin(
    capability, everything, site, admin_client
):
    counts = {model: model._base_manager.count() for model in capability.get_models()}

    switch(site, capability.key)

    assert {model: model._base_manager.count() for model in counts} == counts
    assert admin_client.get(reverse("wagtailadmin_home")).status_code == 200
