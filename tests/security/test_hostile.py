"""Whatever a stranger sends: an answer below 500, soon, and without much asked of the database."""

import base64
import json
import random
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.documents import publish_event
from tests.factories.rows import a_site
from tests.security.addresses import example, table
from tests.security.test_permissions import published_site

pytestmark = pytest.mark.django_db
SERVER_ERROR = 500
LONG = {
    "many segments": "a/" * 4_000,
    "few segments, a long one": "a" * 3_000,
    "as deep as the tree": "a/" * 60,
    "digits": "9" * 1_900,
    "percent": "%25" * 600,
    "dots": "../" * 300,
    "control characters": "%01%02%7F%E2%80%AE",
}


def bases() -> list[str]:
    """Return a folder of each public route, and languages that are none."""
    public = [example(route) for route, permission in table().items() if permission == "public"]
    folders = {address.rpartition("/")[0].rstrip("/") + "/" for address in public if address}
    return sorted(folders | {"/", "/de/", "/ar/", "/de-x-ls/", "/images/x/", "/documents/"})


@pytest.mark.parametrize("tail", LONG.values(), ids=LONG)
def test_no_address_costs_much_or_fails(tail: str) -> None:
    published_site()
    client = Client(raise_request_exception=False)
    for base in bases():
        started = time.process_time()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get(f"{base}{tail}")
        assert response.status_code < SERVER_ERROR, base
        assert len(asked) <= 30, base
        assert sum(len(one["sql"]) for one in asked) < 100_000, base
        assert time.process_time() - started < 1, base


def test_a_path_of_thousands_of_segments_is_refused_before_the_database_is_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        response = Client().get("/de/" + "a/" * 4_000)
    assert response.status_code == 414
    assert len(asked) == 0


def test_an_address_in_a_parameter_is_no_way_around_the_door() -> None:
    published_site()
    address = "http://testserver/de/" + "a/" * 900
    with CaptureQueriesContext(connection) as asked:
        response = Client(raise_request_exception=False).get("/oembed", {"url": address})
    assert response.status_code in {400, 404}
    assert sum(len(one["sql"]) for one in asked) < 20_000


CHARSETS = (
    "zlib",
    "bz2",
    "hex",
    "base64",
    "rot13",
    "uu",
    "quopri",
    "utf-16",
    "utf-7",
    "idna",
    "punycode",
    "unicode_escape",
    "undefined",
    "nonsense",
    "\u00fc",
    "a" * 200,
)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_in_an_odd_charset_is_refused_by_every_address(charset: str) -> None:
    published_site()
    client = Client(raise_request_exception=False)
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        for address in ("/de/", "/admin/login/", "/de/_util/login/", "/documents/1/x", "/oembed"):
            said = f"{kind}; charset={charset}"
            response = client.generic("POST", address, body, content_type=said)
            assert response.status_code < SERVER_ERROR, (address, said)


def test_a_form_in_utf_8_is_let_through() -> None:
    published_site()
    body = b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\nb\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x; charset=UTF-8"
    assert Client().post("/admin/login/", body, content_type=kind).status_code == 200


def packed(value: str) -> str:
    text = json.dumps([value, "0198c0de-0000-7000-8000-00000000000a"])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-11-28T10:00:00+00:00:01.5",
        "9999-12-31T23:59:59+00:00",
        "0001-01-01T00:00:00+00:00",
    ],
)
def test_a_forged_cursor_is_read_or_refused(moment: str) -> None:
    publish_event(a_site(), "Sommerfest am Ufer")
    client = Client(raise_request_exception=False)
    for kind in ("news", "events", "documents"):
        response = client.get(f"/api/v1/{kind}?cursor={packed(moment)}")
        assert response.status_code in {200, 400}, (kind, response.content)


def test_no_words_to_search_for_are_too_much_for_the_database() -> None:
    publish_event(a_site(), "Sommerfest am Ufer")
    client = Client(raise_request_exception=False)
    chance = random.Random(20261128)
    pieces = [
        "-",
        "--",
        '"',
        "or",
        " ",
        "a",
        "(",
        ")",
        "!",
        "&",
        "|",
        ":*",
        "<->",
        "\u2010",
        "'",
        "\\",
    ]
    odd = ["-" * 35, "- " * 90, '-"' * 90, '"-" ' * 40, "-" * 199 + "a", "-(" * 90]
    odd += ["".join(chance.choices(pieces, k=chance.randint(1, 60)))[:200] for _ in range(300)]
    for words in odd:
        response = client.get("/api/v1/events", {"q": words})
        assert response.status_code in {200, 400}, words


def test_a_hyphen_still_leaves_words_out() -> None:
    publish_event(a_site(), "Sommerfest am Ufer")
    expected = {"sommerfest": 1, "sommerfest -ufer": 0, "sommerfest -unbekannt": 1}
    for words, count in expected.items():
        found = json.loads(Client().get("/api/v1/events", {"q": words}).content)["items"]
        assert len(found) == count, words


@pytest.mark.parametrize(
    "address", ["/de/", "/api/v1/", "/admin/login/", "/static/stadt/base.css", "/x", "/a" * 3_000]
)
def test_no_answer_says_which_server_it_is(address: str) -> None:
    published_site()
    assert Client().get(address)["Server"] == "hub"


def test_no_answer_to_invented_parameters_is_kept() -> None:
    published_site()
    public = [example(route) for route, permission in table().items() if permission == "public"]
    checked = 0
    for address in [*public, "/de/", "/de/events/", "/de/suche/", "/de/themen/"]:
        if not getattr(Client().get(address), "hub_may_be_kept", False):
            continue
        checked += 1
        invented = Client().get(address, {"invented": "1", "q": "fest"})
        assert not getattr(invented, "hub_may_be_kept", False), address
    assert checked > 8


def test_answers_to_the_words_of_a_list_are_kept() -> None:
    published_site()
    for query in ("q=fest", "topic=sport&view=month&month=2026-12", "from=today"):
        assert getattr(Client().get(f"/de/events/?{query}"), "hub_may_be_kept", False), query
    assert getattr(Client().get("/de/suche/?q=fest"), "hub_may_be_kept", False)
