"""A news item counts by the day that stands above it, wherever it is listed."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from lxml import etree

from hub.publication.models import Publication
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from tests.factories.kinds import add_news, small_site

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 9, 30, 8, tzinfo=UTC)
EVENING = datetime(2026, 9, 30, 18, tzinfo=UTC)


def news(site, title: str, at: datetime, **fields):
    """Return an item that was published at that moment."""
    with time_machine.travel(at, tick=False):
        return add_news(site, title, **fields)


@pytest.fixture
def listed():
    """Three items, the backdated one published last; returns a function that reads an address."""
    site = small_site()
    news(site, "Am Morgen", MORNING)
    news(site, "Am Abend", EVENING)
    news(site, "Nachgetragen", EVENING, published_on=date(2026, 3, 14))
    news(site, "Vordatiert", MORNING, published_on=date(2026, 10, 1))
    sweep()

    def read(path: str) -> bytes:
        answer = Client().get(path)
        assert answer.status_code == 200, path
        return answer.content

    return read


ORDER = ["Vordatiert", "Am Abend", "Am Morgen", "Nachgetragen"]


def test_the_list_of_news_is_sorted_by_their_own_days(listed):
    items = json.loads(listed("/api/v1/news"))["items"]
    assert [one["title"] for one in items] == ORDER


def test_pages_of_a_list_follow_the_same_order(listed):
    seen, path = [], "/api/v1/news?limit=1"
    while path:
        page = json.loads(listed(path))
        seen += [one["title"] for one in page["items"]]
        path = page["next"] and page["next"].removeprefix("http://testserver")
    assert seen == ORDER


def test_all_kinds_together_are_sorted_so_too(listed):
    items = json.loads(listed("/api/v1/documents"))["items"]
    titles = [one["title"] for one in items if one["kind"] == "news"]
    assert titles == ORDER


def test_the_document_says_the_day_where_it_is_not_that_of_publication(listed):
    items = json.loads(listed("/api/v1/news"))["items"]
    found = {one["title"]: one["published_at"] for one in items}
    assert found["Nachgetragen"] == "2026-03-14T00:00:00+01:00"
    assert found["Am Morgen"] == "2026-09-30T10:00:00+02:00"
    assert {one["title"]: one["changed_at"] for one in items}["Nachgetragen"][:10] == "2026-09-30"


def test_feeds_name_that_day_as_their_own_date(listed):
    rss = etree.fromstring(listed("/api/v1/news.rss"))
    dates = {one.findtext("title"): one.findtext("pubDate") for one in rss.iter("item")}
    assert list(dates) == ORDER
    assert dates["Nachgetragen"] == "Sat, 14 Mar 2026 00:00:00 +0100"
    feed = json.loads(listed("/api/v1/news.json-feed"))
    assert feed["items"][-1]["date_published"] == "2026-03-14T00:00:00+01:00"
    assert b"<published>2026-03-14T00:00:00+01:00</published>" in listed("/api/v1/news.atom")


def test_the_portals_list_has_the_same_order(listed):
    html = listed("/de/aktuelles/").decode()
    places = [html.index(title) for title in ORDER]
    assert places == sorted(places)


def test_another_day_moves_the_item_and_takes_the_next_number(listed):
    row = Publication.objects.get(title="Nachgetragen")
    page = NewsPage.objects.get(title="Nachgetragen")
    page.published_on = date(2026, 12, 1)
    page.save_revision().publish()
    sweep()

    items = json.loads(listed("/api/v1/news"))["items"]
    assert items[0]["title"] == "Nachgetragen"
    assert Publication.objects.get(pk=row.pk).sequence > row.sequence
