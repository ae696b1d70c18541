"""The database stops and comes back: who reads what others have just read sees nothing of it.

A real web server, and a proxy that closes every connection to PostgreSQL as its restart does.
"""

import time
import urllib.error
import urllib.request

import pytest

from benchmarks.server import server
from plugins.editorial.models import StandardPage
from tests.factories.content import add_page
from tests.faults.processes import environment

pytestmark = pytest.mark.django_db(transaction=True)


def get(address, **headers):
    """Return (status, headers, body)."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, ""


@pytest.mark.parametrize("is_given_on", [True, False])
def test_while_it_is_away_kept_answers_are_given_on_to_readers_alone(
    home, page, database_proxy, is_given_on
):
    other = add_page(home, StandardPage, title="Vereinsregister", slug="vereinsregister")
    variables = environment(HOST="127.0.0.1", PORT=database_proxy.port)
    with server(1, **variables, HUB_ANSWERS_WITHOUT_DATABASE=str(int(is_given_on))) as address:
        asked = f"{address}/api/v1/documents/{page.translation_key}"
        status, headers, body = get(asked)
        assert (status, headers["Age"]) == (200, None)

        database_proxy.cut()
        time.sleep(1.1)
        status, headers, found = get(asked)
        if is_given_on:
            assert (status, found) == (200, body)
            assert 1 <= int(headers["Age"]) <= 60
            assert get(asked, **{"If-None-Match": headers["ETag"]})[0] == 304
            assert get(asked, Cookie="sessionid=somebody")[0] == 503
            assert get(asked, Authorization="Bearer somebody")[0] == 503
        else:
            assert status == 503
        assert get(f"{address}/api/v1/documents/{other.translation_key}")[0] == 503
        assert get(f"{address}/admin/login/")[0] != 200
        while get(f"{address}/-/ready")[0] == 200:
            # Kept for two seconds.
            time.sleep(0.1)

        page.title = "Neue Karte"
        page.save()
        database_proxy.is_closed = False
        assert get(f"{address}/-/ready")[0] == 200
        status, headers, body = get(asked)
        assert (status, headers["Age"]) == (200, None)
        assert "Neue Karte" in body
