"""Every address has a declared permission, and an anonymous caller meets it."""

import pytest
from django.test import Client

from hub.publication.deciding.sites import settle_sites
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.security.addresses import example, routes, table

pytestmark = pytest.mark.django_db
PERMISSIONS = {"public", "admin", "open"}
LOGIN = ("/admin/login/", "/de/_util/login/")


def test_every_address_is_declared():
    assert sorted(set(routes()) - set(table())) == []


def test_no_declaration_is_left_over():
    assert sorted(set(table()) - set(routes())) == []
    assert set(table().values()) <= PERMISSIONS


def test_an_undeclared_address_would_be_found():
    assert "api/v1/secrets" not in table()
    assert len(routes()) > 300


def published_site() -> None:
    """Make a site that the outside knows, as after a commit."""
    hub_site(HomePage)
    settle_sites()


def refused(response) -> bool:
    """Whether a caller was turned away: to the login, with 403, or told it is not there."""
    if response.status_code in {301, 302}:
        return response["Location"].startswith(LOGIN)
    return response.status_code in {403, 404, 405}


def of(permission: str) -> list[str]:
    found = [example(route) for route, one in table().items() if one == permission]
    return [address for address in found if address]


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_anonymous_callers_get_nothing_from_the_admin(method):
    published_site()
    client = Client()
    addresses = of("admin")
    assert len(addresses) > 250
    for address in addresses:
        response = getattr(client, method)(address)
        assert refused(response), (method, address, response.status_code)


def test_an_account_without_rights_gets_nothing_from_the_admin(django_user_model):
    published_site()
    client = Client()
    client.force_login(django_user_model.objects.create_user("nobody", "nobody@example.org", "x"))
    for address in of("admin"):
        response = client.get(address)
        assert refused(response), (address, response.status_code)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_addresses_take_no_writes(method):
    published_site()
    client = Client()
    for address in of("public"):
        response = getattr(client, method)(address)
        assert response.status_code in {301, 308, 400, 401, 403, 404, 405}, (
            address,
            response.status_code,
        )


def test_public_addresses_set_no_cookie_and_never_fail():
    published_site()
    client = Client()
    for address in of("public"):
        response = client.get(address)
        assert response.status_code < 500, address
        assert not response.cookies, address
