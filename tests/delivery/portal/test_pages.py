"""Every page of the portal, rendered from rows."""

import gzip
import json
import re
from datetime import time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.publication.settle import settle
from hub.publication.sweep import sweep
from tests.factories.content import translated
from tests.factories.portal import fresh

LOCALES = ["de", "en", "uk", "ar", "de-x-ls"]
NAMES = (
    "section",
    "page",
    "imprint",
    "news",
    "organisation",
    "events",
    "weekly",
    "online",
    "alert",
)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_readable_in_every_language(city, client, locale):
    paths = [f"/{locale}/", *(city.path(getattr(city, name), locale) for name in NAMES)]
    for path in paths:
        response = client.get(path, follow=True)
        html = response.content.decode()
        assert response.status_code == 200, path
        assert len(re.findall(r"<h1\b", html)) == 1
        way = "rtl" if locale == "ar" else "ltr"
        assert f'<html lang="{locale}" dir="{way}">' in " ".join(html[:200].split())
        assert "style=" not in html
        assert not re.findall(r"<script(?![^>]*(?:src=|ld\+json))", html)


@pytest.mark.parametrize("name", ["home", "events", "organisation", "weekly", "page", "news"])
def test_no_page_asks_more_than_eight_questions(city, client, name):
    path = "/de/" if name == "home" else city.path(getattr(city, name))
    client.get(path)
    with CaptureQueriesContext(connection) as warm:
        assert client.get(path).status_code == 200
    expected = {"home": 6, "events": 3, "organisation": 3, "weekly": 3, "page": 3, "news": 3}
    assert len(warm) == expected[name], [one["sql"][:90] for one in warm]
    fresh()
    with CaptureQueriesContext(connection) as cold:
        client.get(path)
    assert len(cold) <= 8, [one["sql"][:90] for one in cold]
    assert not [one for one in cold if "wagtailcore_page" in one["sql"]]


def test_a_reader_gets_no_cookie_and_no_session(city, client):
    response = client.get(city.path(city.weekly))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, no-cache"


def test_the_same_page_is_not_sent_twice(city, client):
    path = city.path(city.news)
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    page = city.news
    page.title = "Etwas anderes"
    page.save_revision().publish()
    settle({page.translation_key})
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_a_page_is_compressed_for_those_who_understand_it(city, client):
    plain = client.get("/de/")
    packed = client.get("/de/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"


def test_head_is_answered_and_post_is_not(city, client):
    assert client.head("/de/").status_code == 200
    assert client.post("/de/").status_code == 405


def test_a_page_without_a_version_in_the_language_says_so_honestly(city, client):
    html = client.get(city.path(city.page, "en")).content.decode()
    assert "not available in English yet" in html
    assert '<h1 lang="de">Die Ehrenamtskarte</h1>' in html
    assert "Skip to content" in html
    own = client.get(city.path(city.page)).content.decode()
    assert "not available" not in own
    assert "noch nicht" not in own


def test_the_path_of_another_language_leads_to_the_readers(city, client):
    response = client.get(city.path(city.news, "en"))
    assert response.status_code == 302
    assert response["Location"].startswith("/en/")
    html = client.get(response["Location"]).content.decode()
    assert "More partners for the volunteer card" in html


def test_a_missing_slash_is_added(city, client):
    response = client.get(city.path(city.news).removesuffix("/"))
    assert (response.status_code, response["Location"]) == (301, city.path(city.news))


def test_the_language_switcher_leads_to_the_same_page(city, client):
    html = re.sub(r"\s+", " ", client.get(city.path(city.news)).content.decode())
    assert re.search(r'href="/en/[^"]*volunteer-card/" lang="en" hreflang="en"', html)
    assert f'href="{city.path(city.news, "uk")}" lang="uk"' in html


def test_machines_hear_of_real_languages_only(city, client):
    translated(city.news, "de-x-ls", title="Die Karte", slug="karte-ls")
    settle({city.news.translation_key})
    html = client.get(city.path(city.news)).content.decode()
    alternates = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
    assert set(alternates) == {"de", "en", "x-default"}
    assert alternates["x-default"] == alternates["de"]
    assert f'<link rel="canonical" href="{alternates["de"]}">' in html
    fallback = client.get(city.path(city.page, "en")).content.decode()
    assert re.search(r'<link rel="canonical" href="http://testserver/de/[^"]+">', fallback)


def test_the_data_block_is_schema_org_and_cannot_be_left(city, client):
    city.news.title = "</script><script>alert(1)</script>"
    city.news.save_revision().publish()
    settle({city.news.translation_key})
    html = client.get(city.path(city.news)).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    found = json.loads(block)
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == city.news.title
    assert "<script>alert" not in html


def test_the_event_page_says_all_that_matters(city, client):
    html = client.get(city.path(city.weekly)).content.decode()
    for words in ("abgesagt", "verschoben", "weil die Schule feiert", "Alte Schule Törten"):
        assert words in html
    assert "stufenlos erreichbar" in html
    assert "kostenlos" in html
    assert f"/api/v1/events/{city.weekly.translation_key}.ics" in html
    assert "Repair-Café Törten" in html
    online = client.get(city.path(city.online)).content.decode()
    assert "5 Euro, ermäßigt 3 Euro" in online
    assert "treffen.example.org" in online


def test_the_calendar_link_of_an_event_answers(city, client):
    html = re.sub(r"\s+", " ", client.get(city.path(city.weekly)).content.decode())
    addresses = re.findall(r'class="button[^"]*" href="(/api/v1/[^"]+\.ics[^"]*)"', html)
    rules = {}
    for address in addresses:
        response = client.get(address.replace("&amp;", "&"))
        assert response.status_code == 200, address
        # What stands before the first event is the time zone, which has rules of its own.
        rules[address] = response.content.partition(b"BEGIN:VEVENT")[2].count(b"RRULE:")
    whole = [address for address, count in rules.items() if count]
    assert len(whole) == 1, "the series comes once"
    # A file for every date that takes place: cancelled ones cannot be taken along. Today's is over
    # in the evening.
    is_over = timezone.localtime().time() >= time(18)
    assert len(addresses) - len(whole) == 1 + 5 - is_over


def test_the_organisation_lists_its_events(city, client):
    html = client.get(city.path(city.organisation)).content.decode()
    assert "Reparieren statt wegwerfen" in html
    assert "Fördermittel beantragen" not in html


def test_an_alert_stands_on_every_page_while_it_is_in_force(city, client):
    assert "Rathaus am Freitag zu" in client.get(city.path(city.imprint)).content.decode()
    city.alert.unpublish()
    settle({city.alert.translation_key})
    assert "Rathaus am Freitag zu" not in client.get(city.path(city.imprint)).content.decode()


def test_the_menu_the_breadcrumb_and_the_legal_pages_come_from_rows(city, client):
    html = client.get(city.path(city.page)).content.decode()
    menu = html[html.index('class="menu"') : html.index("</header>")]
    assert re.findall(r">([^<>]+)</a></li>", menu) == [
        "Das Netzwerk",
        "Aktuelles",
        "Veranstaltungen",
    ]
    trail = html[html.index('class="breadcrumb"') : html.index("</ol>")]
    assert f'href="{city.path(city.section)}"' in trail
    assert city.path(city.imprint) in html[html.index("<footer") :]


def test_a_section_shows_the_pages_below_it(city, client):
    html = client.get(city.path(city.section)).content.decode()
    assert f'href="{city.path(city.page)}"' in html


def test_one_site_never_shows_the_pages_of_another(city, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    from tests.factories.kinds import add_standard, small_site

    other = small_site(hostname="other.example", is_default=False, slug="other")
    secret = add_standard(other.root_page, "Nur drüben")
    from hub.publication.sweep import sweep

    sweep()
    fresh()
    path = f"/de/{secret.slug}/"
    assert client.get(path).status_code == 404
    assert client.get(path, headers={"host": "other.example"}).status_code == 200


def test_paper_holds_the_address_and_its_code(city, client):
    html = client.get(city.path(city.weekly)).content.decode()
    printed = re.search(r'<div class="wrap print-only">(.*?)</div>', html, re.DOTALL)[1]
    assert city.path(city.weekly) in printed
    # Three corners of seven squares: what a camera looks for.
    assert re.search(
        r'<svg viewBox="0 0 (\d+) \1" class="qr"><path stroke="#000" d="M0 0.5h7', printed
    )
    assert "print-only" not in client.get("/de/nichts/").content.decode()


def test_an_ancestor_with_an_address_of_its_own_is_in_the_breadcrumb(city, client):
    translated(city.section, "en", title="The network", slug="network")
    sweep()
    fresh()
    html = " ".join(client.get(city.path(city.page, "en")).content.decode().split())
    crumbs = re.search(r'<nav class="breadcrumb".*?</nav>', html)[0]
    assert re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', crumbs) == [
        ("/en/", "Home"),
        ("/en/network/", "The network"),
    ]


@pytest.mark.parametrize("path", ["/de/suche/", "/de/merkliste/", "/de/veranstaltungen/"])
def test_another_language_keeps_what_is_known_of_the_address(city, client, path):
    known = {
        "/de/suche/": "kind=news&q=Karte",
        "/de/merkliste/": f"ids={city.online.translation_key}",
        "/de/veranstaltungen/": "topic=culture&view=map",
    }[path]
    html = client.get(f"{path}?{known}&utm_source=mail&cursor=").content.decode()
    links = re.findall(r'<a href="([^"]+)"\s+lang="en"', html)
    assert [unescape(one).partition("?")[2] for one in links] == [known]


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "every {0}"), ("ar", "كل"), ("de-x-ls", "Jeden")]
)
def test_the_rule_is_said_in_the_readers_language_though_the_event_is_not(
    city, client, locale, words
):
    html = client.get(city.path(city.weekly, locale)).content.decode()
    day = timezone.localdate().strftime("%A")
    said = re.search(r'<h2 id="dates">.*?<p>(.*?)</p>', html, re.DOTALL)[1]
    assert words.format(day) in said
    assert "jeden" not in said
