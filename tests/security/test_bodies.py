"""Whatever body is sent to whatever address: an answer below 500, soon; nothing is read twice."""

import re
import time
from typing import Any

import pytest
from django.test import Client

from tests.security.addresses import example, table
from tests.security.test_permissions import published_site

pytestmark = pytest.mark.django_db
SERVER_ERROR = 500
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
FILE = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.png"\r\n\r\n'
# Of Wagtail 8.0.1, for editors who are signed in: views that expect the fields of their own form,
# and one that always fails, to show how that looks.
FRAGILE = re.compile(
    r"/admin/(failwhale/|choose-external-link/|redirects/import/process/"
    r"|snippets/choose/.*/create/|(images|documents)/chooser/chosen/unknown/)"
)


class Gone:
    """A sender that announces much, sends little and is gone."""

    def read(self, size: int = -1) -> bytes:
        raise OSError("the connection was reset")

    readline = read


ENTRY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
BODIES: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "bytes": (FORM, b"a=\xff\xfe%00%ff\x00", {}),
    "long": (FORM, b"a=" + b"x" * 30_000, {}),
    "many fields": (FORM, b"a=&" * 300, {}),
    "many parts": (PARTS, ENTRY * 300, {}),
    "zlib": (f"{FORM}; charset=zlib", b"a=b", {}),
    "cut off": (PARTS, FILE + b"\x89PNG", {}),
    "no boundary": ("multipart/form-data", b"--x", {}),
    "json": ("application/json", b"[" * 20_000, {}),
    "unknown": ("x/y", b"\x00" * 1_000, {}),
    "no length": (FORM, b"", {"CONTENT_LENGTH": "-1"}),
    "gone": (FORM, b"", {"CONTENT_LENGTH": "60000", "wsgi.input": Gone()}),
    "gone with a file": (PARTS, b"", {"CONTENT_LENGTH": "60000", "wsgi.input": Gone()}),
}
# The admin's pages are dear: of bodies alike, each is sent one and its neighbours the others.
ALIKE = (
    ("long", "many fields", "no length"),
    ("many parts", "zlib"),
    ("cut off", "no boundary"),
    ("json", "unknown"),
    ("gone", "gone with a file"),
)


def sent(body: str) -> list[str]:
    """Return the addresses that are sent this body."""
    addresses = [(one, kind) for route, kind in table().items() if (one := example(route))]
    assert len(addresses) > 300
    admin = [one for one, kind in addresses if kind == "admin"]
    group = next((group for group in ALIKE if body in group), (body,))
    return [
        *(one for one, kind in addresses if kind != "admin"),
        *admin[group.index(body) :: len(group)],
    ]


@pytest.fixture(autouse=True)
def _small_limits(settings: Any) -> None:
    """The limits are the operator's; that they are kept is looked at."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("who", ["a stranger", "an administrator"])
def test_no_body_breaks_any_address(who: str, body: str, admin_client: Client) -> None:
    published_site()
    client = admin_client if who == "an administrator" else Client()
    client.raise_request_exception = False
    kind, content, more = BODIES[body]
    failed = []
    for address in sent(body):
        if address == "/admin/logout/":
            continue
        started = time.monotonic()
        response = client.generic("POST", address, content, content_type=kind, **more)
        is_known = who == "an administrator" and FRAGILE.fullmatch(address)
        if (
            response.status_code >= SERVER_ERROR and not is_known
        ) or time.monotonic() - started > 5:
            failed.append((address, response.status_code))
    assert failed == []
