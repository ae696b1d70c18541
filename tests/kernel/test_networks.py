"""Where a request comes from: only proxies that the operator trusts are believed."""

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from hub.kernel.networks import address_of, network_of, say_who_is_in_front


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (3, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_are_believed(settings, proxies, forwarded, expected):
    settings.AXES_IPWARE_PROXY_COUNT = proxies
    request = RequestFactory().post("/", headers={"X-Forwarded-For": forwarded})
    assert address_of(request) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_neighbours_of_one_ipv6_network_are_one(address: str, expected: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == expected


@pytest.mark.django_db
def test_wrong_log_ins_are_counted_for_the_reader_and_not_for_the_proxy(settings) -> None:
    settings.AXES_IPWARE_PROXY_COUNT = 1
    form = {"username": "redaktion", "password": "falsch"}
    Client().post("/admin/login/", form, headers={"X-Forwarded-For": "203.0.113.9"})
    assert [one.ip_address for one in AccessAttempt.objects.all()] == ["203.0.113.9"]


@pytest.mark.parametrize(
    ("base_url", "proxies", "warnings"),
    [
        ("https://engagiert.example", 0, ["kernel.no_proxy"]),
        ("http://192.0.2.7:8000", 0, ["kernel.no_proxy"]),
        ("https://engagiert.example", 1, []),
        ("http://127.0.0.1:8000", 0, []),
        ("http://localhost:8000", 0, []),
        ("http://[::1]:8000", 0, []),
    ],
)
def test_a_hub_that_strangers_reach_without_a_proxy_says_so(settings, base_url, proxies, warnings):
    settings.HUB_BASE_URL, settings.AXES_IPWARE_PROXY_COUNT = base_url, proxies
    with capture_logs() as logs:
        say_who_is_in_front()
    assert [one["event"] for one in logs] == warnings
