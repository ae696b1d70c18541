"""No spelling of an address leads into a closed network: nothing is sent, nothing connected."""

import socket
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest

from hub.fetching.client import fetch
from hub.fetching.networks import is_public
from hub.fetching.problems import FetchProblem, Refused
from hub.fetching.targets import Target
from tests.fetching.server import serving

pytestmark = pytest.mark.django_db

HOSTS = (Path(__file__).parent / "hostile_hosts.txt").read_text("utf-8").split()

WHOLE = [
    "",
    " ",
    "http:///",
    "http://",
    "https://?q",
    "//127.0.0.1/",
    "127.0.0.1",
    "http:127.0.0.1",
    "http:/127.0.0.1",
    "http:\\\\127.0.0.1",
    "http://example.org\\@127.0.0.1/",
    "http://127.0.0.1\\.example.org/",
    "http://example.org/\r\nHost: 127.0.0.1",
    "http://example.org\t.127.0.0.1/",
    "ht\ntp://127.0.0.1/",
    "http://127.0.0.1\x00.example.org/",
    "http://exam\u200bple.127.0.0.1/",
    "http://example.org#@127.0.0.1:22@/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "dict://127.0.0.1:11211/stat",
    "ldap://127.0.0.1/",
    "javascript:alert(1)",
    "data:text/calendar,BEGIN",
    "unix:///run/postgresql",
    "jar:http://127.0.0.1!/",
    "HTTP+UNIX://run",
    "http://[::1/",
    "http://::1/",
    "http://[::1]x/",
    "http://[127.0.0.1/",
    "https://" + "a" * 64 + ".example/",
    "https://" + "a." * 130 + "example/",
    "https://example.org/" + "a" * 2100,
]
HOSTILE = [f"http://{host}/" for host in HOSTS] + WHOLE


@pytest.fixture(scope="module")
def connected():
    """Every address that this process connects to, but for its own services."""
    seen: list[object] = []
    is_on = [True]

    def hook(event, args):
        if is_on[0] and event == "socket.connect":
            seen.append(args[1])

    sys.addaudithook(hook)
    yield seen
    is_on[0] = False


def test_no_hostile_spelling_leads_to_a_connection(settings, monkeypatch, connected):
    settings.HUB_FETCH_PAUSE_SECONDS = 0

    # Every name lies in a closed network here.
    def names(host, port, *args, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", names)
    assert len(HOSTILE) >= 120
    connected.clear()
    for address in HOSTILE:
        with pytest.raises(Refused):
            fetch(address)
    assert connected == []


def test_what_was_opened_is_reached_and_nothing_beside_it(server, settings, connected):
    server.says("/feed", body=b"here")
    connected.clear()
    assert fetch(f"{server.address}/feed").content == b"here"
    assert connected == [("127.0.0.1", server.port)]
    with serving() as neighbour:
        neighbour.says("/feed", body=b"secret")
        with pytest.raises(Refused):
            fetch(f"{neighbour.address}/feed")
        assert neighbour.requests == []


def test_a_name_with_one_closed_address_is_refused(monkeypatch, settings, connected):
    def names(host, port, *args, **kwargs):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", names)
    connected.clear()
    with pytest.raises(Refused, match=r"example\.org"):
        fetch("https://example.org/feed")
    assert connected == []


def test_a_name_is_asked_for_once(monkeypatch, server, settings):
    """A second answer, after the check, cannot lead elsewhere."""
    asked = []

    def names(host, port, *args, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    settings.HUB_FETCH_ALLOW = [f"feeds.example:{server.port}"]
    monkeypatch.setattr(socket, "getaddrinfo", names)
    server.says("/", body=b"here")
    assert fetch(f"http://feeds.example:{server.port}/").content == b"here"
    assert asked.count("feeds.example") == 1
    assert f"Host: feeds.example:{server.port}\r\n" in server.requests[0]


@pytest.mark.parametrize(
    ("address", "is_out_there"),
    [
        ("8.8.8.8", True),
        ("193.99.144.80", True),
        ("2606:4700:4700::1111", True),
        ("2a02:2e0:3fe:1001:302::", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("2002:808:808::1", True),
        ("::ffff:192.168.1.1", False),
        ("2002:a00:1::", False),
        ("4000::1", False),
    ],
)
def test_public_addresses_are_told_from_closed_ones(address, is_out_there):
    assert is_public(ip_address(address)) is is_out_there


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://Example.ORG", "https://example.org/"),
        (
            "https://müllerverein.de/Kurse?für=alle",
            "https://xn--mllerverein-thb.de/Kurse?f%C3%BCr=alle",
        ),
        ("http://example.org:80/a b".replace(" ", "%20"), "http://example.org/a%20b"),
        ("https://example.org./x?y=1#part", "https://example.org/x?y=1"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_addresses_are_read_into_one_spelling(written, read):
    assert Target.read(written).address == read


def test_problems_are_sentences():
    with pytest.raises(FetchProblem) as caught:
        Target.read("ftp://example.org/")
    assert "https://" in str(caught.value)
