"""What machines ask a website for: the start, sitemaps, robots, health, policies."""

import re
import xml.etree.ElementTree as ET
from unittest import mock

import pytest
from django.db import DatabaseError

from hub.delivery.portal.machines import health, sitemap
from hub.publication.settle import settle
from tests.factories.content import UserFactory, site_settings
from tests.factories.portal import fresh

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.parametrize(
    ("asked", "locale"),
    [
        ("", "de"),
        ("en-GB,en;q=0.9,de;q=0.5", "en"),
        ("fr", "de"),
        ("de-AT", "de"),
        ("*", "de"),
        ("en;q=0", "de"),
    ],
)
def test_the_start_leads_to_a_language_that_has_a_home_page(city, client, asked, locale):
    response = client.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response["Location"]) == (302, f"/{locale}/")
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def addresses(client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = ET.fromstring(b"".join(response) if response.streaming else response.content)
    return [one.text for one in root.findall(".//s:loc", SPACE)]


def test_the_sitemap_names_every_public_page_once(city, client):
    index = addresses(client, "/sitemap.xml")
    assert index == ["http://testserver/sitemap-de-1.xml", "http://testserver/sitemap-en-1.xml"]
    found = [
        one for url in index for one in addresses(client, url.removeprefix("http://testserver"))
    ]
    assert len(found) == len(set(found))
    assert f"http://testserver{city.path(city.news)}" in found
    assert any("/en/" in one for one in found)
    # Fallbacks have no address of their own.
    assert not [one for one in found if "/ar/" in one]
    city.news.unpublish()
    settle({city.news.translation_key})
    assert f"http://testserver{city.path(city.news)}" not in addresses(client, "/sitemap-de-1.xml")


def test_a_long_sitemap_is_cut_into_parts(city, client, monkeypatch):
    monkeypatch.setattr(sitemap, "ADDRESSES_MAXIMUM", 5)
    parts = [url for url in addresses(client, "/sitemap.xml") if "-de-" in url]
    assert len(parts) > 1
    found = [addresses(client, url.removeprefix("http://testserver")) for url in parts]
    assert all(len(one) <= 5 for one in found)
    assert len({url for one in found for url in one}) == sum(map(len, found))


@pytest.mark.parametrize("path", ["/sitemap-fr-1.xml", "/sitemap-de-0.xml"])
def test_a_sitemap_that_cannot_be_is_not_there(city, client, path):
    assert client.get(path).status_code == 404


def test_robots_keep_out_of_the_editors_rooms(city, client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_security_txt_names_the_offices_contact(city, client):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:engagiertestadt@example.org" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)
    site_settings(city.site, contact=None)
    from hub.publication.deciding.sites import settle_sites

    settle_sites()
    fresh()
    assert client.get("/.well-known/security.txt").status_code == 404


def test_live_needs_no_database(client):
    assert client.get("/-/live").status_code == 200


@pytest.mark.django_db
def test_ready_asks_the_database_and_remembers_for_two_seconds(client):
    health.forget()
    assert client.get("/-/ready").status_code == 200
    with mock.patch(
        "hub.delivery.portal.machines.health.connection.cursor", side_effect=DatabaseError
    ):
        assert client.get("/-/ready").status_code == 200
        health._Kept.until = 0.0
        refused = client.get("/-/ready")
    assert (refused.status_code, refused.content) == (503, b"the database does not answer\n")
    # It is back, and that is said at once.
    assert client.get("/-/ready").status_code == 200
    health.forget()


@pytest.mark.django_db
def test_ready_says_when_migrations_are_missing(client):
    health.forget()
    plan = "hub.delivery.portal.machines.health.MigrationExecutor.migration_plan"
    with mock.patch(plan, return_value=[("content", "0009")]):
        response = client.get("/-/ready")
    assert (response.status_code, response.content) == (503, b"migrations are missing\n")
    health.forget()


def test_readers_get_the_strict_policy_and_editors_their_own(city, client):
    strict = client.get("/de/")
    policy = strict["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert strict["X-Frame-Options"] == "DENY"
    assert strict["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in strict["Permissions-Policy"]
    client.force_login(UserFactory(is_superuser=True))
    wide = client.get("/admin/")["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in wide
    assert "default-src 'self'" in wide
    assert "http" not in wide
