"""Lists: the API's words as a form, explained when misunderstood, counted, paged, subscribed to."""

import math
import re
from datetime import timedelta
from html import unescape
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.delivery.portal.lists import listing as listings
from hub.delivery.portal.lists.maps.spread import spread
from hub.publication.settle import settle
from hub.publication.sweep import sweep
from tests.factories.content import site_settings
from tests.factories.events import event
from tests.factories.kinds import add_news, add_organisation
from tests.factories.portal import fresh

WEEKLY, ONLINE = "Reparieren statt wegwerfen", "Fördermittel beantragen"


def read(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return text_of(response)


def text_of(response) -> str:
    """Return the page with every run of spaces as one."""
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def titles(html: str) -> list[str]:
    return re.findall(r'class="event__title"><a[^>]*>([^<]+)</a>', html)


def test_a_filter_leaves_what_fits_and_shows_its_chip(city, client):
    path = city.path(city.events)
    assert set(titles(read(client, path))) == {WEEKLY, ONLINE}
    html = read(client, f"{path}?topic=culture")
    assert titles(html) == [ONLINE]
    assert re.search(rf'class="chip" href="{path}">Kultur', html)
    assert re.search(r'name="topic" value="culture" checked', html)
    assert "1 Eintrag" in html


def test_every_filter_word_of_the_form_is_understood(city, client):
    path = city.path(city.events)
    names = set(re.findall(r'name="([a-z_!]+)"', read(client, path))) - {"viewport", "description"}
    assert {"q", "from", "to", "topic", "format", "free"} <= names
    filled = {"free": "true", "topic": "climate", "from": "today"}
    assert client.get(path, filled).status_code == 200


def test_empty_fields_of_the_form_mean_nothing(city, client):
    html = read(client, f"{city.path(city.events)}?q=&from=&to=&district=&format=")
    assert len(titles(html)) == 2
    assert 'class="chip"' not in html


def test_what_is_not_understood_is_explained_and_the_rest_kept(city, client):
    path = city.path(city.events)
    response = client.get(f"{path}?from=gestern&topic=culture")
    html = text_of(response)
    assert response.status_code == 400
    assert "„gestern“ ist kein Tag" in html
    assert re.search(r'id="filter-from" name="from" type="text" value="gestern" aria-invalid', html)
    assert titles(html) == [ONLINE]


def test_words_of_other_programs_in_the_address_are_left_alone(city, client):
    assert len(titles(read(client, f"{city.path(city.events)}?utm_source=mail"))) == 2


def test_nothing_found_offers_ways_on(city, client):
    html = read(client, f"{city.path(city.events)}?topic=culture&free=true")
    assert titles(html) == []
    assert "Für diese Auswahl ist nichts eingetragen." in html
    assert "ohne „Kultur“" in html


def test_the_selection_can_be_subscribed_to(city, client):
    html = read(client, f"{city.path(city.events)}?topic=culture")
    assert "Was zu „Kultur“ neu ist" in html
    starts = {"ics": b"BEGIN:VCALENDAR", "rss": b"<?xml", "atom": b"<?xml", "json-feed": b"{"}
    for form, start in starts.items():
        [address] = set(re.findall(rf'class="status" href="(/[^"]+\.{form}\?[^"]*)"', html))
        assert "topic=culture" in address
        assert html.count(address) >= 2, "the head of the page names it too"
        response = client.get(address)
        assert response.status_code == 200
        assert response.content.startswith(start)


@pytest.mark.parametrize(
    ("order", "kind"), [("dates", "events"), ("title", "organisations"), ("newest", "news")]
)
def test_pages_follow_each_other_to_the_end_and_back(city, client, monkeypatch, order, kind):
    for number in range(3):
        day = timezone.localdate() + timedelta(days=4)
        event(city.events, title=f"Fest {number}", slug=f"fest-{number}", first_day=day)
        add_organisation(city.site, f"Verein {number}")
        add_news(city.site, f"Neues {number}")
    sweep()
    monkeypatch.setitem(listings.PAGE, order, 2)
    addresses, pages, seen = [client.get(f"/de/{kind}/").url], [], []
    while addresses[-1]:
        html = read(client, addresses[-1])
        pages.append(re.search(r"Seite \d von \d", html)[0])
        seen.append(re.search(r"Einträge (\d) bis (\d) von 5", html).groups())
        found = re.search(r'href="([^"]+)" rel="next">Weiter: Seite \d<', html)
        addresses.append(found[1] if found else "")
    assert pages == ["Seite 1 von 3", "Seite 2 von 3", "Seite 3 von 3"]
    assert seen == [("1", "2"), ("3", "4"), ("5", "5")]
    back = r'href="([^"]+)" rel="prev">Eine Seite zurück<'
    assert [re.search(back, read(client, one))[1] for one in addresses[1:3]] == addresses[:2]


def test_a_cursor_of_another_list_shows_the_beginning(city, client):
    response = client.get(f"{city.path(city.events)}?cursor=nonsense")
    assert response.status_code == 400
    assert len(titles(response.content.decode())) == 2


def test_the_month_counts_every_date_and_links_to_its_day(city, client):
    html = read(client, city.path(city.events))
    today = timezone.localdate()
    assert re.search(rf'from={today}&to={today}"> ?<b>{today.day}</b> <small>1<', html)
    response = read(client, f"{city.path(city.events)}?month=2026-02")
    assert "Februar 2026" in response


def test_the_month_is_a_view_whose_days_name_their_dates(city, client):
    path = city.path(city.events)
    later = timezone.localdate() + timedelta(days=3)
    html = read(client, f"{path}?view=month&month={later:%Y-%m}&topic=culture")
    assert ONLINE in html
    assert WEEKLY not in html[html.index("month--large") :]
    assert re.search(
        rf'class="month__day" href="{path}\?from={later}&to={later}&topic=culture"', html
    )
    assert re.search(r'<input type="hidden" name="view" value="month"', html)
    assert f'href="{path}?topic=culture"' in html, "the list of the same selection"
    [onward] = re.findall(r'href="([^"]+)" rel="nofollow">[^/]*Nächster Monat', html)
    assert "topic=culture" in onward
    assert "view=month" in onward


def test_the_map_draws_the_places_and_asks_nobody(city, client):
    path = city.path(city.events)
    html = read(client, f"{path}?view=map")
    assert "1 Ort auf der Karte" in html
    assert "Alte Schule Törten" in html
    assert re.search(r'<circle cx="50.00%" cy="50.00%"', html)
    assert "1 Eintrag hat keinen Ort auf der Karte" in html
    outside = set(re.findall(r'(?:src|href)="(https?:[^"]+)"', html))
    assert not [url for url in re.findall(r'src="([^"]+)"', html) if url.startswith("http")]
    assert [url for url in outside if "openstreetmap.org" in url]
    nothing = read(client, f"{path}?view=map&topic=culture")
    assert "Für diese Auswahl ist nichts eingetragen." in nothing


@pytest.mark.parametrize("view", ["list", "month", "map"])
def test_a_view_asks_few_questions(city, client, view):
    path = f"{city.path(city.events)}?view={view}&topic=climate"
    fresh()
    with CaptureQueriesContext(connection) as cold:
        assert client.get(path).status_code == 200
    assert len(cold) <= 8, [one["sql"][:90] for one in cold]


def test_numbers_on_the_map_stand_apart_and_lonely_ones_where_they_are():
    same, lonely = (50.0, 50.0), (10.0, 90.0)
    found = spread([same, same, (51.0, 50.0), lonely])
    assert found[-1] == lonely
    for one, two in combinations([(x, y / 1.5) for x, y in found], 2):
        assert math.dist(one, two) > 5.9
    assert all(math.dist(one, same) < 15 for one in found[:3])


def test_a_view_or_month_that_is_none_is_explained_and_the_rest_kept(city, client):
    for words in ("view=hologramm", "month=Mai", "month=1999-13"):
        response = client.get(f"{city.path(city.events)}?{words}&topic=culture")
        html = text_of(response)
        assert response.status_code == 400, words
        assert "Nicht alles war zu verstehen" in html
        assert titles(html) == [ONLINE]


def test_spans_of_time_are_links_that_keep_the_rest(city, client):
    path, today = city.path(city.events), timezone.localdate()
    html = read(client, f"{path}?topic=culture")
    week = f"{path}?from={today}&to={today + timedelta(days=6)}&topic=culture"
    assert f'href="{week}"' in html
    assert titles(read(client, week)) == [ONLINE]
    assert 'aria-current="true">in den nächsten 7 Tagen' in read(client, week)


def test_a_long_running_date_stands_apart(city, client):
    city.events.refresh_from_db()
    today = timezone.localdate()
    long = event(
        city.events,
        title="Ausstellung",
        type="long_running",
        all_day=True,
        start_time=None,
        end_time=None,
        first_day=today - timedelta(days=20),
        last_day=today + timedelta(days=40),
    )
    settle({long.translation_key})
    html = read(client, city.path(city.events))
    apart = html[html.index('class="running"') : html.index('class="day"')]
    assert titles(apart) == ["Ausstellung"]
    assert html.count(">Ausstellung</a>") == 1


def test_the_directory_has_letters_that_lead_to_their_place(city, client, monkeypatch):
    monkeypatch.setitem(listings.PAGE, "title", 1)
    path = city.path(city.organisation.get_parent())
    html = read(client, path)
    assert "Ökologischer Garten" in html
    assert "Repair-Café" not in html
    letters = dict(re.findall(r'<li> <a href="([^"]+)#results">(.)</a>', html))
    assert list(letters.values()) == ["O", "R"]
    [address] = [url for url, letter in letters.items() if letter == "R"]
    assert "Repair-Café" in read(client, address)


def test_a_list_of_a_kind_exists_without_a_page_of_an_editor(city, client):
    events = city.path(city.events)
    assert client.get("/de/events/")["Location"] == events
    for page in (city.weekly, city.online, city.events):
        page.get_latest_revision_as_object().unpublish()
    sweep()
    fresh()
    html = read(client, "/de/events/")
    assert "Veranstaltungen</h1>" in html
    assert "Hier ist noch nichts eingetragen." in html


def test_a_kind_that_is_switched_off_has_no_list(city, client):
    site_settings(city.site, disabled_capabilities=["events"])
    sweep()
    fresh()
    assert client.get("/de/events/").status_code == 404
    home = read(client, "/de/")
    assert "Aktuelles" in home
    for remains in ("Veranstaltung", "Termin", "Diese Woche", "events.ics", WEEKLY):
        assert remains not in home, remains


def test_items_from_the_hub_are_filled_from_rows(city, client):
    from hub.delivery.portal.pages.placeholders import fill
    from hub.publication.reading.sites import site_of

    inside = '<p><a href="/x">Alle</a></p>'
    place = f'<div data-hub="event" data-hub-query="topic=culture&amp;limit=3">{inside}</div>'
    site = site_of("testserver", 80)
    drawn = fill(place, site, "de", lambda kind, items: f"[{kind}:{items[0].document['title']}]")
    assert drawn == f"[event:{ONLINE}]{inside}"
    unknown = place.replace('"event"', '"nothing"')
    assert fill(unknown, site, "de", lambda kind, items: "!") == inside
    refused = place.replace("topic=culture", "topic=x&amp;bogus=1")
    assert fill(refused, site, "de", lambda kind, items: "!") == inside


def test_a_filter_by_organisation_is_called_by_its_name(city, client):
    garden = add_organisation(city.site, "Elbe-Paten")
    settle({garden.translation_key})
    html = read(client, f"{city.path(city.events)}?organisation={garden.translation_key}")
    assert re.search(r'class="chip"[^>]*>Elbe-Paten', html)
