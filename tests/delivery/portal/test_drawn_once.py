"""Cards of lists: drawn once, and never older than what they show."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.template import Context
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.delivery.portal import rows
from hub.delivery.portal.lists.drawn import drawn_once
from hub.delivery.portal.lists.drawn.pieces import OVERHEAD_BYTES, Piece, Pieces
from hub.delivery.portal.pages import drafts
from hub.delivery.portal.pages.rendering import Reader
from hub.looks.engines import engine
from hub.publication.deciding.sites import settle_sites
from hub.publication.models import Publication
from hub.publication.query.rows import read_row
from hub.publication.reading.sites import site_of
from hub.publication.settle import settle
from tests.factories.content import site_settings
from tests.factories.events import event
from tests.factories.portal import portal_site

CARD = "items/event.html"
# Stands in a part of its own on every document's page.
PART = "parts/breadcrumb.html"
LOCALES = ("de", "en", "ar")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    drawn_once.forget()


def read(client, path: str, template: str = CARD) -> tuple[str, int]:
    """Return a page, and how many cards (or other templates) were drawn for it."""
    response = client.get(path)
    drawn = [one.name for one in response.templates].count(template)
    return re.sub(r"\s+", " ", unescape(response.content.decode())), drawn


def test_a_card_is_drawn_once_for_all_pages_that_show_it(city, client):
    path = city.path(city.events)
    first, drawn = read(client, path)
    assert drawn == 2
    assert read(client, path) == (first, 0)
    html, drawn = read(client, f"{path}?topic=culture")
    assert drawn == 0
    assert "Fördermittel beantragen" in html


def test_a_list_that_is_read_again_takes_the_site_its_page_and_its_rows(city, client):
    path = city.path(city.events)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) == 3


@pytest.mark.parametrize("query", ["", "?free=true", "?view=month"])
def test_counts_follow_the_next_change_at_once(city, client, query):
    path = city.path(city.events)
    assert 'value="climate"> <span>Klima und Natur <small>(1)' in read(client, path + query)[0]
    fresh = event(
        city.events,
        title="Beete jäten",
        first_day=timezone.localdate() + timedelta(days=2),
        topics=list(city.weekly.topics.all()),
        is_free=True,
    )
    settle([fresh.translation_key])
    assert 'value="climate"> <span>Klima und Natur <small>(2)' in read(client, path + query)[0]
    fresh.unpublish()
    settle([fresh.translation_key])
    assert 'value="climate"> <span>Klima und Natur <small>(1)' in read(client, path + query)[0]


def test_a_card_says_what_its_row_says_now(city, client):
    path = city.path(city.events)
    read(client, path)
    city.online.title = "Anträge schreiben"
    city.online.save_revision().publish()
    settle([city.online.translation_key])
    html, drawn = read(client, path)
    assert drawn == 1
    assert "Anträge schreiben" in html
    assert "Fördermittel beantragen" not in html


def test_the_same_card_in_another_language_theme_or_place_is_another(city, client):
    path, english = city.path(city.events), city.path(city.events, "en")
    german = read(client, path)[0]
    html, drawn = read(client, english)
    assert drawn == 2
    assert f'href="{city.path(city.online, "en")}" lang="de"' in html
    # Below a heading of a day the titles have the next level.
    assert "<h4" in german
    site_settings(city.site, theme="kern")
    settle_sites()
    assert read(client, path)[1] == 2


@pytest.mark.usefixtures("db")
def test_a_card_ends_with_the_date_it_shows(client):
    with time_machine.travel(NOW, tick=False):
        city = portal_site()
        path = city.path(city.events)
        # From 15 to 18 o'clock; the clock in Germany is one hour ahead of UTC.
        assert "vorbei" not in read(client, path)[0]
    with time_machine.travel(NOW.replace(hour=16, minute=59), tick=False):
        html, drawn = read(client, path)
        assert "vorbei" not in html
    with time_machine.travel(NOW.replace(hour=17, minute=1), tick=False):
        html, drawn = read(client, path)
        assert "vorbei" in html
        assert drawn == 1


@pytest.mark.usefixtures("db")
def test_a_card_shows_the_date_that_the_filter_asked_for(client):
    with time_machine.travel(NOW, tick=False):
        city = portal_site()
        path = city.path(city.events)
        assert 'id="day-2026-11-23"' in read(client, path)[0]
        today, later = (
            read(client, f"{path}?from={day}")[0] for day in ("2026-11-23", "2026-12-08")
        )
        # The third date has been moved by a day.
        assert "day-2026-12-08" in later
        assert "verschoben" in later
        assert "verschoben" not in today
        assert read(client, f"{path}?from=2026-11-23")[0] == today


def test_a_page_is_drawn_once_and_says_what_its_row_says_now(city, client):
    path = city.path(city.online)
    first, drawn = read(client, path, PART)
    assert drawn == 1
    assert read(client, path, PART) == (first, 0)
    city.online.title = "Anträge schreiben"
    city.online.save_revision().publish()
    settle([city.online.translation_key])
    html, drawn = read(client, path, PART)
    assert drawn == 1
    assert "<h1>Anträge schreiben</h1>" in html
    assert "Fördermittel beantragen" not in html


def test_the_frame_follows_the_menu_at_once(city, client):
    path = city.path(city.online)
    read(client, path)
    city.imprint.title = "Wer wir sind"
    city.imprint.show_in_menus = True
    city.imprint.save_revision().publish()
    settle([city.imprint.translation_key])
    # In the menu and in the footer.
    assert read(client, path)[0].count(f'<a href="{city.path(city.imprint)}">Wer wir sind</a>') >= 2


@pytest.mark.usefixtures("db")
def test_a_page_follows_the_dates_it_names(client):
    with time_machine.travel(NOW, tick=False):
        city = portal_site()
        path = city.path(city.weekly)
        assert "und 5 weitere Termine" in read(client, path)[0]
    with time_machine.travel(NOW.replace(hour=17, minute=1), tick=False):
        html, drawn = read(client, path, PART)
        assert "und 4 weitere Termine" in html
        assert drawn == 1


@pytest.mark.usefixtures("db")
def test_the_spans_of_a_list_begin_anew_each_day(client):
    with time_machine.travel(NOW, tick=False):
        city = portal_site()
        path = city.path(city.events)
        assert f'href="{path}?from=2026-11-23&to=2026-11-23">heute' in read(client, path)[0]
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert f'href="{path}?from=2026-11-24&to=2026-11-24">heute' in read(client, path)[0]


def test_documents_that_pages_share_are_changed_by_none(city, client):
    paths = [city.path(one, locale) for one in (city.events, city.weekly) for locale in LOCALES]
    queries = ("?view=month", "?view=map", "?free=true&topic=climate")
    paths += [city.path(city.events) + one for one in queries]
    paths += ["/de/", "/ar/", city.path(city.organisation), "/de/suche/?q=Förder"]
    for path in paths * 2:
        assert client.get(path).status_code == 200, path
    hits = rows._parsed_once.cache_info().hits
    for one in Publication.objects.public().values_list(*rows.COLUMNS):
        row = read_row(one, "de")
        assert rows.document_of(row) == json.loads(row.text)
    assert rows._parsed_once.cache_info().hits > hits


def test_a_chip_says_a_new_name_at_once(city, client):
    path = f"{city.path(city.events)}?organisation={city.organisation.translation_key}"
    assert re.search(r'class="chip"[^>]*>Repair-Café Törten', read(client, path)[0])
    city.organisation.title = "Werkstatt Nord"
    city.organisation.save_revision().publish()
    settle([city.organisation.translation_key])
    assert re.search(r'class="chip"[^>]*>Werkstatt Nord', read(client, path)[0])


def test_the_month_beside_a_list_counts_what_is_new_at_once(city, client):
    path, day = city.path(city.events), timezone.localdate()

    def count() -> int:
        found = re.search(rf'from={day}&to={day}"><b>\d+</b> <small>(\d+)', read(client, path)[0])
        return int(found[1]) if found else 0

    before = count()
    fresh_event = event(city.events, title="Beete jäten", first_day=day)
    settle([fresh_event.translation_key])
    assert count() == before + 1
    fresh_event.unpublish()
    settle([fresh_event.translation_key])
    assert count() == before


def test_of_a_draft_nothing_is_kept(city):
    city.online.title = "Noch geheim"
    city.online.save_revision()
    assert "Noch geheim" in drafts.preview(city.online)
    assert drawn_once._blocks.used_bytes == 0


def test_a_part_sees_the_values_it_names_and_no_others(city, client):
    site = site_of("testserver", 80)
    shared = {"reader": Reader(site, "de", timezone.now()), "site": site.facts, "locale": "de"}
    source = "{% once a b=c.d %}{{ a }}|{{ b }}|{{ c.d }}|{{ e }}|{{ locale }}{% endonce %}"
    part = engine("stadt").engine.from_string(source)
    values = {**shared, "a": "<", "c": {"d": ("x",)}, "e": "secret"}
    assert part.render(Context(values)) == "&lt;|('x',)|||de".replace("'", "&#x27;")


def test_pieces_take_no_more_than_their_bytes():
    pieces = Pieces(capacity_bytes=3 * (OVERHEAD_BYTES + 200))
    later = NOW + timedelta(hours=1)
    with time_machine.travel(NOW, tick=False):
        for name in "abc":
            pieces.put(name, Piece(name * 100, NOW, later))
        assert pieces.get("a") == "a" * 100
        pieces.put("d", Piece("d" * 100, NOW, later))
        # What was asked for last stays.
        assert pieces.get("b") is None
        assert pieces.get("a") == "a" * 100
        pieces.put("e", Piece("e" * 10_000, NOW, later))
        assert [pieces.get(name) for name in "abcde"] == [None] * 5
        assert pieces.used_bytes == 0


def test_a_piece_is_given_only_while_it_is_true():
    pieces = Pieces(capacity_bytes=10_000)
    pieces.put("a", Piece("now", NOW, NOW + timedelta(minutes=1)))
    for seconds, expected in ((-1, None), (0, "now"), (59, "now"), (60, None)):
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            assert pieces.get("a") == expected
