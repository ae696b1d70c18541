"""A section's cards: each page with what happens, who takes part and what is new on its topics."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.publication.sweep import sweep
from tests.factories.content import TopicFactory
from tests.factories.kinds import add_news, add_organisation, add_standard
from tests.factories.portal import fresh


def card(client, path: str, title: str) -> str:
    """Return the words of the card of this title."""
    html = client.get(path).content.decode()
    found = re.split(r'<li class="card section-card">', html)[1:]
    words = [" ".join(re.sub(r"<[^>]+>", " ", one.partition("</ul>")[0]).split()) for one in found]
    return next(one for one in words if one.startswith(title))


def test_a_card_holds_the_next_date_the_news_and_a_partner_of_its_topic(city, client):
    climate = city.weekly.topics.get()
    gardens = TopicFactory(key="gardens", label="Gärten", parent=climate)
    add_standard(city.section, "Klima in der Stadt", topics=[climate])
    add_news(city.site, "Hundert neue Bäume", topics=[gardens])
    add_organisation(city.site, "Gartenfreunde", topics=[climate])
    sweep()
    fresh()

    words = card(client, city.path(city.section), "Klima in der Stadt")

    assert "Reparieren statt wegwerfen" in words
    assert "Hundert neue Bäume" in words
    assert "Gartenfreunde macht mit" in words
    assert "Ökologischer Garten" not in words


def test_a_card_without_topics_holds_its_page_alone(city, client):
    words = card(client, city.path(city.section), "Die Ehrenamtskarte")
    assert words == "Die Ehrenamtskarte Wer sie bekommt."


def test_cards_ask_one_question_for_each_kind_that_has_lists(city, client):
    climate = city.weekly.topics.get()
    path = city.path(city.section)
    client.get(path)
    with CaptureQueriesContext(connection) as without:
        client.get(path)
    for number in range(5):
        add_standard(city.section, f"Seite {number}", topics=[climate])
    sweep()
    fresh()
    client.get(path)
    with CaptureQueriesContext(connection) as topical:
        client.get(path)
    lists = {"events", "funding", "news", "notes", "organisations"}
    assert len(topical) - len(without) == len(lists)
