"""A kind is embedded in other websites by its part alone: element, fragment, page "Einbinden"."""

import pytest

from hub.delivery.embeds.module import current
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.reading.sites import forget_sites
from hub.publication.sweep import sweep
from tests.factories.content import site_settings

pytestmark = [pytest.mark.django_db, pytest.mark.brings(part=Kind)]


def plurals(capability) -> list[str]:
    return [one.part.plural for one in registry.owned(Kind) if one.owner is capability]


def offered(client) -> str:
    # What the process keeps of a site that this test has changed.
    forget_sites()
    return client.get("/de/einbinden/").content.decode()


def test_every_kind_is_an_element_a_fragment_and_a_choice(capability, everything, client):
    body, page = current().body.decode(), offered(client)
    for plural in plurals(capability):
        assert f"<hub-{plural}>" in body
        assert f'<option value="{plural}"' in page
        response = client.get(f"/embed/v1/{plural}.html", {"limit": 100})
        assert response.status_code == 200
        items = client.get(f"/api/v1/{plural}", {"limit": 100}).json()["items"]
        assert items
        assert response.content.decode().count('<li class="hub-item">') == len(items)


def test_switched_off_it_is_not_embedded_any_more(capability, everything, site, client):
    assert f'<option value="{plurals(capability)[0]}"' in offered(client)
    before = current().key

    site_settings(site, disabled_capabilities=[capability.key])
    sweep()

    page = offered(client)
    for plural in plurals(capability):
        assert f'<option value="{plural}"' not in page
        assert client.get(f"/embed/v1/{plural}.html").status_code == 404
    # Checksums that other websites have pasted hold.
    assert current().key == before
