"""RSS, Atom, JSON Feed, CSV and JSON-LD, read back by what readers use."""

import csv
import io
from datetime import UTC, datetime

import pytest
from lxml import etree

from hub.delivery.feeds import FORMATS
from hub.publication.models import PublicationSite
from tests.factories.documents import (
    ORGANISATION,
    PLACE,
    publish_event,
    publish_news,
)

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NASTY = "<b>&\"' \x0b\x00]]> Ä 🎉"


@pytest.fixture
def news(site):
    return publish_news(
        site,
        "Neues & Altes",
        shared={
            "topics": [{"key": "sport", "label": "Sport"}],
            "organisation": ORGANISATION,
            "summary": "Kurz gesagt.",
            "body_html": "<p>Lang & breit</p>",
        },
    )


def xml(answer):
    return etree.fromstring(answer.content)


def test_rss_names_itself_its_items_and_their_dates(get, news):
    channel = xml(get("/news.rss")).find("channel")
    item = channel.find("item")

    link = channel.find("{http://www.w3.org/2005/Atom}link")
    assert (link.get("rel"), link.get("href")) == ("self", "http://testserver/api/v1/news.rss")
    assert channel.findtext("language") == "de"
    assert item.findtext("title") == "Neues & Altes"
    assert item.findtext("guid") == f"urn:uuid:{news.document_id}"
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Mon, 05 Jan 2026 10:00:00 +0100"
    assert item.findtext("category") == "Sport"
    assert item.findtext("description") == "Kurz gesagt."
    assert item.findtext("{*}encoded") == "<p>Lang & breit</p>"
    assert item.findtext("{*}creator") == "Nachbarn e. V."


def test_rss_says_when_an_event_takes_place(get, site):
    publish_event(site, "Chor", shared={"place": PLACE})

    item = xml(get("/events.rss")).find("channel/item")

    assert item.findtext("{*}startdate") == "2026-12-05T15:00:00+01:00"
    assert item.findtext("{*}location") == "Bürgerhaus, Zerbster Straße 4"


def test_atom_has_the_elements_that_its_specification_asks_for(get, news):
    feed = xml(get("/news.atom"))
    entry = feed.find("a:entry", ATOM)

    for one in (feed, entry):
        assert one.findtext("a:id", namespaces=ATOM)
        assert one.findtext("a:title", namespaces=ATOM)
        updated = one.findtext("a:updated", namespaces=ATOM)
        assert datetime.fromisoformat(updated) == datetime(2026, 1, 5, 9, tzinfo=UTC)
        assert one.find("a:author/a:name", ATOM) is not None
    assert entry.find("a:category", ATOM).get("term") == "Sport"
    assert entry.find("a:link[@rel='alternate']", ATOM).get("href") == news.url
    assert entry.find("a:content", ATOM).get("type") == "html"


def test_an_empty_feed_is_valid_and_always_the_same(get, site):
    feed = xml(get("/news.atom"))

    assert feed.findtext("a:updated", namespaces=ATOM) == "1970-01-01T00:00:00+00:00"
    assert feed.find("a:entry", ATOM) is None
    assert xml(get("/news.rss")).find("channel/item") is None


@pytest.mark.parametrize("suffix", ["rss", "atom", "json-feed"])
def test_feeds_say_where_the_rest_is(get, site, suffix):
    for number in range(3):
        publish_news(site, f"Neues {number}")

    answer = get(f"/news.{suffix}", limit=2)

    assert 'rel="next"' in answer["Link"]
    following = answer["Link"].removeprefix("<").partition(">")[0]
    assert following.replace("&", "&amp;" if suffix != "json-feed" else "&") in (
        answer.content.decode()
    )
    rest = get(following.removeprefix("http://testserver/api/v1"))
    assert rest.content.count(b"urn:uuid:") == 1


@pytest.mark.parametrize("suffix", ["rss", "atom", "json-feed", "csv", "jsonld"])
def test_hostile_texts_arrive_whole_or_harmless(get, site, suffix):
    title = NASTY.replace("\x00", "")
    publish_news(site, title, shared={"body_html": f"<p>{title}</p>", "summary": title})

    answer = get(f"/news.{suffix}")

    assert answer.status_code == 200
    if suffix in {"rss", "atom"}:
        wanted = title.replace("\x0b", "")
        assert wanted in [one.text for one in xml(answer).iter("{*}title")]


@pytest.mark.parametrize("suffix", [one.suffix for one in FORMATS])
@pytest.mark.parametrize("character", ["\x01", "\x02", "\x1b", "\ufffe", "\uffff"])
def test_a_control_character_in_the_name_of_a_site_breaks_no_feed(get, site, suffix, character):
    facts = {"name": f"Rat{character}haus", "licence": f"CC{character} BY"}
    row = PublicationSite.objects.get(site_id=site.site_id)
    row.facts = {**row.facts, **facts}
    row.save()
    publish_event(site, "Chor")

    answer = get(f"/events{suffix}")

    assert answer.status_code == 200
    assert character not in answer.content.decode()


def test_a_control_character_hides_no_formula(get, site):
    publish_news(site, "\x01=1+1")

    (line,) = table(get("/news.csv"))

    assert line["title"] == "'=1+1"


def test_json_feed_is_version_1_1(get, news):
    feed = get("/news.json-feed").json()

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/api/v1/news.json-feed"
    item = feed["items"][0]
    assert item["id"] == f"urn:uuid:{news.document_id}"
    assert item["date_published"] == "2026-01-05T10:00:00+01:00"
    assert item["tags"] == ["Sport"]
    assert item["authors"][0]["name"] == "Nachbarn e. V."
    assert item["_hub"]["kind"] == "news"
    assert None not in item.values()


def table(answer):
    text = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_one_line_a_document_with_flat_columns(get, site):
    row = publish_event(
        site,
        "Chor, Gesang",
        shared={
            "place": PLACE,
            "organisation": ORGANISATION,
            "topics": [{"key": "a", "label": "Musik"}, {"key": "b", "label": "Sport"}],
            "summary": 'Mit "Noten"\nund Tee',
        },
        event={"audience": [{"key": "all", "label": "alle"}]},
    )

    (line,) = table(get("/events.csv"))

    assert line["id"] == str(row.document_id)
    assert line["title"] == "Chor, Gesang"
    assert line["summary"] == 'Mit "Noten"\nund Tee'
    assert line["topics"] == "Musik | Sport"
    assert line["starts_at"] == "2026-12-05T15:00:00+01:00"
    assert (line["place_lat"], line["place_name"]) == ("51.8364", "Bürgerhaus")
    assert (line["price_is_free"], line["format"], line["audience"]) == ("true", "onsite", "alle")


FORMULAS = ["=1+1", "+49 340", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", " =1+1", "\u00a0=1+1"]
FULL_WIDTH = ["\uff1d1+1", "\uff0b49 340", "\uff0d2", "\uff20SUM(A1)", "\ufe661+1", "\ufe632"]


@pytest.mark.parametrize("title", [*FORMULAS, *FULL_WIDTH])
def test_no_cell_is_a_formula(get, site, title):
    publish_news(site, title)

    (line,) = table(get("/news.csv"))

    assert line["title"] == f"'{title}"


def test_columns_are_unique_and_the_same_with_and_without_content(get, site):
    empty = get("/events.csv").content.decode("utf-8-sig").splitlines()[0]
    publish_event(site, "Chor")
    full = get("/events.csv").content.decode("utf-8-sig").splitlines()[0]

    assert empty == full
    assert len(set(full.split(","))) == len(full.split(","))


def test_json_ld_speaks_schema_org(get, site, news):
    publish_event(site, "Chor", shared={"place": PLACE})

    graph = get("/documents.jsonld").json()
    kinds = {one["@type"] for one in graph["@graph"]}

    assert graph["@context"] == "https://schema.org"
    assert kinds == {"Event", "NewsArticle"}
    one = get(f"/news/{news.document_id}.jsonld").json()["@graph"]
    assert [each["@type"] for each in one] == ["NewsArticle"]
