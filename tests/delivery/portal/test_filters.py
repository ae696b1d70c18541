"""Filters of a list: two levels of topics, a circle around the reader, the coming weekends."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from hub.content.models import Topic
from hub.delivery.portal.lists.calendar.spans import spans
from hub.publication.sweep import sweep
from tests.delivery.portal.test_lists import read
from tests.factories.content import TopicFactory
from tests.factories.events import event


def test_topics_stand_in_two_levels_and_in_the_offices_order(city, client):
    culture = Topic.objects.get(key="culture")
    # By name it would be the other way round.
    Topic.objects.filter(key="climate").update(order=culture.order + 10)
    music = TopicFactory(key="music", label="Aaa Musik", parent=culture, order=culture.order + 5)
    day = timezone.localdate() + timedelta(days=4)
    event(city.events, title="Konzert", slug="konzert", topics=[music], first_day=day)
    sweep()
    page = BeautifulSoup(read(client, f"{city.path(city.events)}?topic=music"), "html.parser")
    rows = page.select("#filter-topic > ul > li")
    names = [" ".join(one.label.get_text().split()) for one in rows]
    assert names == ["Kultur (2)", "Klima und Natur (1)"]
    [below] = rows[0].select("details[open] label")
    assert " ".join(below.get_text().split()) == "Aaa Musik (1)"
    assert below.input.has_attr("checked")


def test_the_form_sends_what_is_chosen_elsewhere(city, client):
    key = city.organisation.translation_key
    html = read(client, f"{city.path(city.events)}?organisation={key}&weekday=sa&near=51.8,12.2")
    for name, value in (("weekday", "sa"), ("near", "51.8,12.2")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


def test_a_circle_is_one_chip_that_goes_as_a_whole(city, client):
    path = city.path(city.events)
    html = read(client, f"{path}?near=51.8,12.2&radius_km=2&topic=culture")
    chips = re.findall(r'class="chip" href="([^"]+)">([^<]+?) <', html)
    assert chips == [
        (f"{path}?topic=culture", "im Umkreis von 2 km"),
        (f"{path}?near=51.8%2C12.2&radius_km=2", "Kultur"),
    ]


def test_only_lists_may_ask_the_device_where_it_is(city, client):
    def policy(path: str, **headers: str) -> str:
        return client.get(path, headers=headers)["Permissions-Policy"]

    path = city.path(city.events)
    assert "geolocation=(self)" in policy(path)
    unchanged = {"If-None-Match": client.get(path)["ETag"]}
    assert client.get(path, headers=unchanged).status_code == 304
    assert "geolocation=(self)" in policy(path, **unchanged)
    assert "geolocation=()" in policy(city.path(city.weekly))
    assert "geolocation=()" in policy("/de/")


@pytest.mark.parametrize(
    ("today", "saturday"), [("2026-11-25", "2026-12-05"), ("2026-11-29", "2026-12-05")]
)
def test_the_next_weekend_is_the_one_after_this(today, saturday):
    with time_machine.travel(f"{today}T12:00:00+01:00"), translation.override("de"):
        [found] = [one for one in spans("/", {}, {}) if one.label == "nächstes Wochenende"]
    sunday = date.fromisoformat(saturday) + timedelta(days=1)
    assert found.url == f"/?from={saturday}&to={sunday}"
