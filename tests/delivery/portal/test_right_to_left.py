"""Numbers, addresses and Latin names read as written, wherever they stand in an Arabic page."""

import re

import pytest
from bs4 import BeautifulSoup

from hub.publication.sweep import sweep
from hub.words.isolation import isolate_in_html
from tests.factories.content import translated
from tests.factories.portal import fresh

PHONE = "0340 204-1401"
APART = f'<bdi dir="ltr">{PHONE}</bdi>'
NAMES = ("section", "page", "imprint", "news", "organisation", "events", "weekly", "online")


@pytest.fixture
def arabic(city):
    """The website's news and its list in Arabic, with a phone number in title and summary."""
    translated(city.news, "ar", title=f"اتصل {PHONE} الآن", summary=f"الهاتف {PHONE} مجاني")
    sweep()
    fresh()
    return city


def test_a_number_in_a_title_or_summary_stands_apart_on_the_page_and_on_cards(arabic, client):
    html = client.get(arabic.path(arabic.news, "ar")).content.decode()
    [heading] = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert heading.strip() == f"<span>اتصل {APART} الآن</span>"
    assert f"الهاتف {APART} مجاني" in html
    assert f"<title>اتصل {PHONE} الآن" in " ".join(html.split())
    home = client.get("/ar/").content.decode()
    assert f"اتصل {APART} الآن" in home


def test_no_page_leaves_left_to_right_text_bare(arabic, client):
    paths = ["/ar/", "/ar/nothing/", "/ar/albahth/?q=tor"]
    paths += [arabic.path(getattr(arabic, name), "ar") for name in NAMES]
    paths += [f"{arabic.path(arabic.events, 'ar')}?view={view}" for view in ("month", "map")]
    for path in paths:
        html = client.get(path, follow=True).content.decode()
        assert 'dir="rtl"' in html
        assert isolate_in_html(html, "ar") == html, path


def test_german_text_in_an_arabic_page_stays_whole(arabic, client):
    html = client.get(arabic.path(arabic.page, "ar")).content.decode()
    [heading] = BeautifulSoup(html, "html.parser").select("h1")
    assert heading.get("dir") == "ltr" or heading.find_parent(dir="ltr")
    assert not heading.find("bdi")


def test_an_embed_sets_the_same_apart(arabic, client):
    html = client.get("/embed/v1/news.html?locale=ar").content.decode()
    assert f"اتصل {APART} الآن" in html
