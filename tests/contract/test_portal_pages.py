"""Pages of the portal that a capability answers itself: framed, kept by nobody, safe to send."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.delivery.portal.pages.uploads import most_bytes
from hub.kernel.contract import registry
from hub.kernel.contract.parts import PortalPage
from hub.publication.deciding.sites import settle_sites
from tests.contract.test_switching import switch

pytestmark = [pytest.mark.django_db, pytest.mark.brings(part=PortalPage)]

FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]


def pages(capability) -> list[PortalPage]:
    return [one.part for one in registry.owned(PortalPage) if one.owner is capability]


def addresses(capability, locale: str = "de") -> list[str]:
    return [f"/{locale}/{part.path_in(locale)}/" for part in pages(capability)]


def counts() -> dict[str, int]:
    return {one._meta.label: one._base_manager.count() for one in apps.get_models()}


def test_it_stands_in_the_frame_in_every_language_and_nobody_keeps_it(capability, site, client):
    settle_sites()
    for locale, _name in settings.LANGUAGES:
        for address, other in zip(
            addresses(capability, locale), addresses(capability, "en"), strict=True
        ):
            before = counts()

            response = client.get(address)

            text = response.content.decode()
            assert response.status_code == 200
            assert f'<html lang="{locale}"' in text
            assert text.count("<h1") == 1
            # The language switcher stays on the page.
            assert f'href="{other}"' in text
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
    for part, address in zip(pages(capability), addresses(capability), strict=True):
        before = counts()

        response = client.post(address, {"title": "x" * most_bytes(part.uploads)})

        assert response.status_code == 413
        words = "zu groß" if part.uploads else "zu viel Text"
        assert words in response.content.decode()
        assert counts() == before


def test_a_file_that_it_does_not_take_is_refused_and_writes_nothing(capability, site, client):
    settle_sites()
    for part, address in zip(pages(capability), addresses(capability), strict=True):
        before = counts()

        response = client.post(address, {"title": "x", "file": SimpleUploadedFile("a.exe", b"x")})

        # Where no files are taken, the form counts as if none had come.
        assert response.status_code == 400 or not part.uploads
        assert counts() == before or not part.uploads


def test_each_language_has_its_own_word_and_those_of_the_others_lead_to_it(
    capability, site, client
):
    settle_sites()
    for part in pages(capability):
        own = {code: part.path_in(code) for code in ("de", "en", "uk", "ar")}
        assert len(set(own.values())) == 4, f"{part.name} has a foreign word: {own}"
        for locale, word in own.items():
            for other in part.words - {word}:
                response = client.get(f"/{locale}/{other}/?page=1")
                assert response.status_code == 301
                assert response["Location"] == f"/{locale}/{word}/?page=1"
                assert client.post(f"/{locale}/{other}/").status_code == 308


def test_a_token_at_the_end_comes_with_the_visit_or_is_no_address(capability, site, client):
    settle_sites()
    for part, address in zip(pages(capability), addresses(capability), strict=True):
        response = client.get(f"{address}made-up:token/")

        # Whatever the capability makes of it: nobody keeps or finds it.
        assert response.status_code in ((200, 404) if part.takes_token else (404,))
        if part.takes_token:
            assert response["Cache-Control"] == "private, no-store"
            assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_switched_off_it_is_not_found_and_takes_nothing(capability, site, client):
    switch(site, capability.key)
    for address in addresses(capability):
        assert client.get(address).status_code == 404
        assert client.post(address, {"title": "x"}).status_code == 405
