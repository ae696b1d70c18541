"""Pages of the portal that a capability answers itself: framed, kept by nobody, safe to send."""

import pytest
from django.apps import apps
from django.conf import settings

from hub.kernel import registry
from hub.kernel.parts import PortalPage
from hub.publication.sites import settle_sites
from tests.contract.test_switching import switch

pytestmark = [pytest.mark.django_db, pytest.mark.brings(part=PortalPage)]

FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]


def addresses(capability, locale: str = "de") -> list[str]:
    mine = [one.part for one in registry.owned(PortalPage) if one.owner is capability]
    return [f"/{locale}/{part.path}/" for part in mine]


def counts() -> dict[str, int]:
    return {one._meta.label: one._base_manager.count() for one in apps.get_models()}


def test_it_stands_in_the_frame_in_every_language_and_nobody_keeps_it(capability, site, client):
    settle_sites()
    for locale, _name in settings.LANGUAGES:
        for address in addresses(capability, locale):
            before = counts()

            response = client.get(address)

            text = response.content.decode()
            assert response.status_code == 200
            assert f'<html lang="{locale}"' in text
            assert text.count("<h1") == 1
            # The language switcher stays on the page.
            assert f'href="{address.replace(locale, "en", 1)}"' in text
            assert response["Cache-Control"] == "private, no-store"
            assert not response.cookies
            assert counts() == before, "reading wrote something"


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_from_another_website_is_refused_and_writes_nothing(
    capability, site, client, headers
):
    settle_sites()
    for address in addresses(capability):
        before = counts()

        response = client.post(address, {"title": "x"}, headers=headers)

        assert response.status_code == 403
        assert "anderen Website" in response.content.decode()
        assert counts() == before


@pytest.mark.parametrize(
    "body",
    [b"", b"title=%00", b"%ff=%fe", b"title=" + b"x" * 60_000, b"&&&===", b"a=1&" * 9_000],
)
def test_nonsense_is_answered_not_crashed_on(capability, site, client, body):
    settle_sites()
    for address in addresses(capability):
        response = client.post(address, body, content_type="application/x-www-form-urlencoded")

        assert response.status_code < 500
        assert not response.cookies


def test_more_than_a_form_can_hold_is_refused_unread(capability, site, client):
    settle_sites()
    for address in addresses(capability):
        response = client.post(address, {"title": "x" * 70_000})

        assert response.status_code == 413
        assert "zu viel Text" in response.content.decode()


def test_switched_off_it_is_not_found_and_takes_nothing(capability, site, client):
    switch(site, capability.key)
    for address in addresses(capability):
        assert client.get(address).status_code == 404
        assert client.post(address, {"title": "x"}).status_code == 405
