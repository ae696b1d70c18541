"""Time is exact: a second after its end nothing shows a page, kept or not, settled or not."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page

from hub.content.models import IndexPage
from hub.delivery.answers import Answers
from hub.delivery.feeds import DETAIL_FORMATS, FORMATS
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Follower
from hub.publication.catch_up import OVERDUE_SECONDS, settle_waiting
from hub.publication.follow import follow
from hub.publication.models import Publication
from hub.publication.reading import listen
from hub.publication.settle import settle
from plugins.editorial.models import HomePage
from tests.factories.content import locale
from tests.factories.portal import portal_site
from tests.publication.test_one_matter import translate
from tests.snapshots import remembered

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MARK = "Vergänglich"
# Asked for by another word: what somebody asks for is repeated to him.
WORD = "Sternschnuppe"
TITLE = f"{MARK} {WORD}"
# As long as it takes to ask every surface once more.
SECONDS = 4.0


def wait_for(condition, seconds=30.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


class Reader:
    """Asks the hub as a web process answers: kept answers before Django, and an ear for changes."""

    def __init__(self) -> None:
        self.answers = Answers(WSGIHandler(), 2**26, listen.known_edition)

    def get(self, address: str, **environ: str) -> tuple[int, dict[str, str], str]:
        """Return (status, headers, body)."""
        seen: list = []
        request = RequestFactory().get(address, HTTP_HOST="testserver", **environ)
        answer = self.answers(request.environ, lambda *given: seen.extend(given[:2]))
        body = b"".join(answer).decode()
        return int(seen[0].split()[0]), dict(seen[1]), body


@pytest.fixture
def reader(monkeypatch, settings):
    settings.HUB_LISTEN = True
    listener = listen.Listener()
    monkeypatch.setattr(listen, "_listener", listener)
    listener.start()
    wait_for(lambda: listener.edition is not None)
    request_started.disconnect(close_old_connections)
    yield Reader()
    request_started.connect(close_old_connections)
    listener.stop()
    wait_for(lambda: listener.edition is None)


@pytest.fixture
def pages(transactional_db):
    """Return the pages of a website that has one of everything, each with the mark.

    One of them has a translation, which has the mark too and is not among them.
    """
    city = remembered(portal_site)
    translate(city.weekly, "en")
    marked = [
        page
        for page in Page.objects.filter(depth__gt=2).specific()
        if not isinstance(page, HomePage | IndexPage)
    ]
    Page.objects.filter(pk__in=[page.pk for page in marked]).update(title=TITLE)
    settle([page.translation_key for page in marked])
    is_translation = (city.weekly.translation_key, locale("en"))
    return [one for one in marked if (one.translation_key, one.locale) != is_translation]


def end_at(pages, moment: datetime) -> None:
    """Have these pages end, as an editor's commit does."""
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=moment)
    settle([page.translation_key for page in pages])


def let_end(pages) -> None:
    """Have these pages end, and wait for it: nobody settles them."""
    end = time.time() + 1
    end_at(pages, datetime.fromtimestamp(end, UTC))
    assert Publication.objects.filter(ends_at__isnull=False).count() >= len(pages)
    time.sleep(max(0.0, end + 0.1 - time.time()))


def showing(pages) -> list[str]:
    """Return the addresses that show a mark: every surface, of every kind."""
    rows = list(Publication.objects.filter(is_deleted=False, title=TITLE))
    kinds = {row.kind for row in rows}
    documents = ("documents", None)
    lists = [documents, *((one.plural, one) for one in registry.kinds() if one.name in kinds)]
    found = [f"/api/v1/{plural}?limit=100" for plural, _kind in lists]
    for plural, kind in lists:
        found += [f"/api/v1/{plural}?q={WORD}&count=true", f"/api/v1/{plural}?fields=title"]
        found += [f"/api/v1/{plural}{one.suffix}" for one in FORMATS if one.serves(kind)]
        if kind:
            found.append(f"/embed/v1/{plural}.html")
            found.append(f"/embed/v1/{plural}.html?frame=true&locale=en")
    for row in rows:
        kind = registry.kind(row.kind)
        asked = f"locale={row.locale}"
        for plural in ("documents", kind.plural):
            found.append(f"/api/v1/{plural}/{row.document_id}?{asked}")
            found += [
                f"/api/v1/{plural}/{row.document_id}{each.suffix}?{asked}"
                for each in DETAIL_FORMATS
                if each.serves(kind)
            ]
        found.append(f"/api/v1/{kind.plural}/by-slug/{row.slug}?{asked}")
        found.append(f"/{row.locale}/{row.path}")
    ids = ",".join(str(row.document_id) for row in rows)
    found += ["/api/v1/changes?since=0", f"/api/v1/documents?ids={ids}", "/de/", "/en/"]
    found += [f"/de/suche/?q={WORD}", f"/de/merkliste/?ids={ids}", "/de/themen/climate/"]
    found += [f"/de/veranstaltungen/?view={one}" for one in ("list", "month", "map")]
    return found


@pytest.fixture
def sitemaps(reader):
    return lambda: "".join(reader.get(f"/sitemap-{code}-1.xml")[2] for code in ("de", "en"))


def good_for(caching: str) -> int:
    """Return for how many seconds another cache may show an answer, stale or not."""
    return sum(int(one) for one in re.findall(r"(?:max-age|stale-while-revalidate)=(\d+)", caching))


def test_nothing_outlives_its_end_by_a_second_on_any_surface(reader, pages, sitemaps):
    addresses = showing(pages)
    assert len(addresses) > 120
    before = {}
    for address in addresses:
        status, headers, body = reader.get(address)
        assert (status, MARK in body) == (200, True), address
        before[address] = headers
    urls = list(Publication.objects.filter(title=TITLE).values_list("url", flat=True))
    frames = [f"/oembed?{urlencode({'url': url})}" for url in urls]
    assert all(url in sitemaps() for url in urls)
    assert {reader.get(one)[0] for one in frames} == {200}

    end = time.time() + SECONDS
    end_at(pages, datetime.fromtimestamp(end, UTC))
    for address in [*addresses, *frames]:
        asked_at = time.time()
        caching = reader.get(address)[1]["Cache-Control"]
        assert "no-cache" in caching or asked_at + good_for(caching) <= end, address
    sequence = listen.latest_sequence()
    time.sleep(max(0.0, end + 0.5 - time.time()))

    for address in addresses:
        _status, headers, body = reader.get(address)
        assert MARK not in body, address
        tag = before[address].get("ETag", "")
        assert reader.get(address, HTTP_IF_NONE_MATCH=tag)[0] != 304, address
    assert not any(url in sitemaps() for url in urls)
    assert {reader.get(one)[0] for one in frames} == {404}
    # Nobody has settled anything: it was the clock alone.
    assert listen.newest_edition().sequence == sequence
    for page in pages:
        assert reader.get(f"/api/v1/documents/{page.translation_key}?locale=de")[0] == 410


def test_after_its_end_the_first_who_looks_leaves_a_tombstone(reader, pages):
    let_end(pages[:1])
    since = listen.newest_edition().sequence

    assert '"items":[]' in reader.get(f"/api/v1/changes?since={since}")[2]
    # As a web process does whose workers are all gone.
    settle_waiting(OVERDUE_SECONDS)
    items = json.loads(reader.get(f"/api/v1/changes?since={since}")[2])["items"]
    assert str(pages[0].translation_key) in {one["id"] for one in items if one["deleted"]}
    sequence = listen.newest_edition().sequence
    settle_waiting(OVERDUE_SECONDS)
    assert listen.newest_edition().sequence == sequence


def test_a_follower_is_never_handed_what_has_ended(reader, pages):
    (follower,) = registry.owned(Follower)
    while follow(follower):
        pass
    let_end(pages)

    assert not follow(follower)
    settle_waiting()
    assert follow(follower) >= len(pages)


def test_a_later_end_makes_it_public_again_whoever_has_settled(reader, pages):
    address = f"/api/v1/documents/{pages[0].translation_key}"
    let_end(pages[:2])
    assert reader.get(address)[0] == 410
    Page.objects.filter(pk=pages[0].pk).update(expire_at=timezone.now() + timedelta(days=1))
    settle_waiting()

    assert reader.get(address)[0] == 200
    assert reader.get(f"/api/v1/documents/{pages[1].translation_key}")[0] == 410
