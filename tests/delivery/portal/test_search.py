"""Search, topics and remembered items: pages that no editor writes, from rows only."""

import re
from datetime import time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.publication.settle import settle
from tests.factories.content import add_page
from tests.factories.portal import fresh

WEEKLY = "Reparieren statt wegwerfen"
CARD = "Die Ehrenamtskarte"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def found(html: str) -> list[str]:
    """Return the titles of the results."""
    return re.findall(r'<li class="card card--row">.*?class="stretch"[^>]*>([^<]+)</a>', html)


def test_search_finds_items_of_all_kinds_and_counts_them(city, client):
    response = client.get("/de/suche/?q=Ehrenamtskarte")
    html = text_of(response)
    assert response.status_code == 200
    assert set(found(html)) == {CARD, "Die Ehrenamtskarte bekommt Zuwachs"}
    assert "2 Treffer für „<bdi>Ehrenamtskarte</bdi>“" in html
    assert "Aktuelles <small>(1)" in html
    news = text_of(client.get("/de/suche/?q=Ehrenamtskarte&kind=news"))
    assert found(news) == ["Die Ehrenamtskarte bekommt Zuwachs"]
    assert '<meta name="robots" content="noindex">' in news


def test_a_search_without_results_helps_on(city, client):
    html = text_of(client.get("/de/suche/?q=Kulturr"))
    assert "Nichts gefunden zu „<bdi>Kulturr</bdi>“" in html
    assert re.search(r'href="/de/themen/culture/">Kultur<', html)
    assert city.path(city.events) in html


def test_a_search_for_nothing_asks_what_is_looked_for(city, client):
    html = text_of(client.get("/de/suche/?q="))
    assert "Wonach suchen Sie?" in html
    assert "Treffer" not in html


@pytest.mark.parametrize(
    "query", [f"q={'Wort ' * 60}", "q=Karte&kind=nothing", "q=Karte&cursor=x", "q=a%00b"]
)
def test_a_search_that_is_not_understood_is_explained(city, client, query):
    response = client.get(f"/de/suche/?{query}")
    html = text_of(response)
    assert response.status_code == 400
    assert "Nicht alles war zu verstehen" in html
    assert re.search(r'<input class="input" id="q" name="q"', html)


def test_what_a_reader_typed_is_never_markup(city, client):
    html = client.get("/de/suche/", {"q": "<b>x</b>\"'"}).content.decode()
    assert "<b>x" not in html
    assert "&lt;b&gt;x" in html


def test_a_topic_gathers_all_kinds_and_has_an_address_of_its_own(city, client):
    html = text_of(client.get("/de/themen/climate/"))
    assert "<h1>Klima und Natur</h1>" in html
    assert WEEKLY in html
    assert f'href="{city.path(city.events)}?topic=climate"' in html
    assert "/api/v1/documents.ics?locale=de&topic=climate" in html
    assert "/en/topics/climate/" in html, "the language switcher stays on the topic"


def test_a_topic_that_nothing_public_has_is_no_page(city, client):
    assert client.get("/de/themen/climate/").status_code == 200
    city.weekly.unpublish()
    settle({city.weekly.translation_key})
    assert client.get("/de/themen/climate/").status_code == 404
    assert client.get("/de/themen/nothing/").status_code == 404
    assert "Klima und Natur" not in client.get("/de/themen/").content.decode()


def test_the_page_of_all_topics_names_them_in_the_readers_language(city, client):
    html = text_of(client.get("/en/topics/"))
    assert re.search(r'href="/en/topics/culture/">Culture</a> <small>\(1\)', html)


def test_remembered_items_come_from_the_address_and_leave_nothing(city, client):
    ids = f"{city.online.translation_key},{city.weekly.translation_key}"
    response = client.get(f"/de/merkliste/?ids={ids}")
    html = text_of(response)
    assert response.status_code == 200
    assert not response.cookies
    titles = re.findall(r'class="event__title"> <a[^>]*>([^<]+)</a>', html)
    first = [WEEKLY, "Fördermittel beantragen"]
    # In the evening today's date is over, and the next one comes later.
    is_evening = timezone.localtime().time() >= time(18)
    assert titles == (first[::-1] if is_evening else first), "what begins first comes first"
    [calendar] = set(re.findall(r'href="(/api/v1/documents\.ics\?ids=[^"]+)"', html))
    assert client.get(calendar).content.count(b"BEGIN:VEVENT") >= 2
    [mail] = re.findall(r'href="(mailto:\?[^"]+)"', html)
    assert str(city.online.translation_key) in mail, "a mail shares the list, not the empty page"
    without = f"/de/merkliste/?ids={city.online.translation_key}"
    assert f'href="{without}"' in html


def test_a_remembered_item_that_is_gone_is_counted_and_not_named(city, client):
    ids = f"{city.online.translation_key},{city.weekly.translation_key}"
    city.weekly.unpublish()
    settle({city.weekly.translation_key})
    html = text_of(client.get(f"/de/merkliste/?ids={ids}"))
    assert "1 Eintrag dieser Liste ist nicht mehr öffentlich." in html
    assert WEEKLY not in html


def test_a_damaged_list_shows_what_can_be_read(city, client):
    response = client.get(f"/de/merkliste/?ids={city.online.translation_key},kaputt")
    assert response.status_code == 400
    assert "Ein Teil der Adresse ist beschädigt." in text_of(response)
    assert "Fördermittel beantragen" in text_of(response)
    empty = client.get("/de/merkliste/")
    assert empty.status_code == 200
    assert "Sie haben sich noch nichts gemerkt." in text_of(empty)


def test_an_editors_page_at_such_an_address_goes_first(city, client):
    from plugins.editorial.models import StandardPage

    home = city.site.root_page
    home.refresh_from_db()
    page = add_page(home, StandardPage, title="Unsere Suche", slug="suche")
    settle({page.translation_key})
    assert "<h1>Unsere Suche</h1>" in client.get("/de/suche/").content.decode()


@pytest.mark.parametrize(
    "path", ["suche/?q=Karte", "themen/", "themen/climate/", "merkliste/?ids={id}"]
)
def test_these_pages_ask_few_questions(city, client, path):
    address = f"/de/{path}".format(id=city.weekly.translation_key)
    fresh()
    with CaptureQueriesContext(connection) as cold:
        assert client.get(address).status_code == 200
    assert len(cold) <= 8, [one["sql"][:90] for one in cold]
    assert not [one for one in cold if "wagtailcore_page" in one["sql"]]


@pytest.mark.parametrize(
    ("former", "current"),
    [
        ("/de/search/?q=Karte&kind=news", "/de/suche/?q=Karte&kind=news"),
        ("/uk/search/", "/uk/poshuk/"),
        ("/ar/topics/", "/ar/almawadie/"),
        ("/de-x-ls/topics/climate/", "/de-x-ls/themen/climate/"),
        ("/de/remembered/?ids=", "/de/merkliste/?ids="),
        ("/en/einbinden/?kind=events", "/en/embed/?kind=events"),
    ],
)
def test_the_hubs_own_pages_have_an_address_in_each_language(city, client, former, current):
    response = client.get(former)
    assert (response.status_code, response.url) == (301, current)
    answer = client.get(current)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert former.partition("?")[0] not in html, "no link leads to the former address"


@pytest.mark.parametrize(
    ("path", "other"),
    [("/de/themen/climate/", "/en/topics/climate/"), ("/de/suche/", "/ar/albahth/")],
)
def test_the_switcher_speaks_the_other_languages_word(city, client, path, other):
    assert f'href="{other}"' in client.get(path).content.decode()


def test_the_plural_of_a_kind_leads_to_its_list_with_what_was_asked(city, client):
    response = client.get("/de/events/?topic=culture&view=map")
    assert response.url == f"{city.path(city.events)}?topic=culture&view=map"


def test_robots_are_told_the_words_of_all_languages(city, client):
    text = client.get("/robots.txt").content.decode()
    for path in ("/de/suche/", "/en/search/", "/uk/poshuk/", "/ar/almahfuzat/"):
        assert f"Disallow: {path}\n" in text


def test_a_browser_finds_an_icon_where_a_page_names_none(city, client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.url.endswith(".svg")
