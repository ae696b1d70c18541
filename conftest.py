"""For every test, those of capabilities too: no outside network, compiled catalogues, files in a
folder that goes away, a database that is as it was before."""

import gc
import gettext
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils.translation import trans_real
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from hub.content.catalogues import compile_all
from tests import snapshots, structure

_connect, _connect_ex, _getaddrinfo = (
    socket.socket.connect,
    socket.socket.connect_ex,
    socket.getaddrinfo,
)
if TYPE_CHECKING:
    from tests.factories.portal import City

SERVICES = {
    urlsplit(os.environ.get(name, "")).hostname
    for name in ("DATABASE_URL", "REDIS_URL", "SEARCH_URL")
} - {None}

# How fast examples are drawn says how busy the machine is, nothing of the code.
hypothesis_settings.register_profile(
    "hub", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("hub")


class OutsideNetworkError(RuntimeError):
    """A test wanted to reach a machine other than this one."""


def _is_allowed(host: Any) -> bool:
    if host is None or host in {"", "localhost"} or host in SERVICES:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _guard(address: Any) -> None:
    if isinstance(address, tuple) and not _is_allowed(address[0]):
        raise OutsideNetworkError(f"no network in tests: {address[0]}")


def _guarded_connect(self: socket.socket, address: Any) -> Any:
    _guard(address)
    return _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> Any:
    _guard(address)
    return _connect_ex(self, address)


def _guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
    _guard((host,))
    return _getaddrinfo(host, *args, **kwargs)


_find_static_files = WhiteNoiseMiddleware.add_files_from_finders
_static_files: dict[str, Any] = {}


def _add_static_files(self: WhiteNoiseMiddleware) -> None:
    """Look for the static files once: each test's client builds the middleware anew."""
    if not _static_files:
        _find_static_files(self)
        _static_files.update(self.files)
    self.files.update(_static_files)


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, compile the catalogues, switch the listener off."""
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = _guarded_getaddrinfo
    compile_all()
    WhiteNoiseMiddleware.add_files_from_finders = _add_static_files  # type: ignore[method-assign]
    # Django was set up before: it must not keep catalogues that were missing or older then.
    gettext._translations.clear()
    trans_real._translations.clear()
    trans_real._default = None
    # Tests roll their transaction back: a listener of its own connection never hears of it.
    settings.HUB_LISTEN = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


WORKERS_MAXIMUM: Final = 4


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than processors: many tests wait for a clock, a browser or the database."""
    return min(len(os.sched_getaffinity(0)) + 1, WORKERS_MAXIMUM)


# Tests that share something dear or that measure time stay together; all others stay with their
# file. These and the dear files are begun first, the longest before the others, so that no worker
# works alone in the end.
GROUPS: Final = {
    "tests/journeys/quality": "quality",
    "tests/faults": "time",
    "tests/services/test_session": "time",
    "tests/services/test_supervisor": "time",
    "tests/transfer/test_demo": "demonstration",
    "tests/transfer/test_round_trip": "demonstration",
}
DEAR: Final = (
    "tests/journeys/test_publishing",
    "tests/security/test_admin_lists",
    "tests/security/test_bodies",
    "tests/delivery/api/test_openapi",
    "tests/contract/test_outside",
    "tests/contract/test_alone",
    "tests/services/test_structure",
    "tests/journeys",
    "tests/mail/test_killed",
    "tests/publication",
)


def group_of(nodeid: str) -> str:
    """Return the name of the tests that one worker runs one after the other."""
    path = nodeid.partition("::")[0]
    return next((group for start, group in GROUPS.items() if path.startswith(start)), path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share tests out by `group_of`: pytest-xdist 3.8 marks groups where pytest 9 does not look,
    and would share out each test by itself, with all that its file builds once."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Have the collector leave alone what stays anyway: going through it again and again took an
    eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    starts = (*GROUPS, *DEAR)

    def rank(item: pytest.Item) -> int:
        found = (number for number, start in enumerate(starts) if item.nodeid.startswith(start))
        return next(found, len(starts))

    items.sort(key=rank)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Begin with the structure that an earlier run has left, where it is still the same."""
    connection.settings_dict["TEST"]["TEMPLATE"] = structure.restore()


@pytest.fixture(scope="session", autouse=True)
def _files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lay what every test begins with, and have transactional tests come back to it."""
    from tests.factories.content import lay_foundation

    with django_db_blocker.unblock():
        structure.keep()
        lay_foundation()
        foundation = snapshots.take()
    # Django would empty all tables and make permissions and content types anew, with new keys.
    TransactionTestCase._fixture_teardown = lambda case: snapshots.lay(foundation)


@pytest.fixture(autouse=True)
def _fresh_sites() -> None:
    """Forget the sites of the test before: a rolled-back test gives its sequence numbers back."""
    from hub.publication.reading.sites import forget_sites

    forget_sites()


@pytest.fixture
def city(db: None) -> Iterator["City"]:
    """Return the small website with its rows."""
    from tests.factories.portal import fresh, portal_site

    yield snapshots.remembered(portal_site)
    fresh()


@pytest.fixture
def outbox(db: None, settings: Any) -> Callable[[], list[EmailMessage]]:
    """Have mails go the hub's own way; return a function that gives those that wait, oldest first,
    as their recipients read them."""
    from hub.mail.models import Mail

    settings.EMAIL_BACKEND = "hub.mail.outbox.Outbox"

    def waiting() -> list[EmailMessage]:
        contents = Mail.objects.order_by("pk").values_list("content", flat=True)
        return [message_from_bytes(bytes(one), policy=policy.default) for one in contents]

    return waiting
