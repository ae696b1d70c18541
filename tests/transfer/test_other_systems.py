"""Lines as other systems write them: topics by their names, events by their dates."""

import json

import pytest

from hub.content.models import Topic, TopicLabel
from hub.publication.models import Publication
from plugins.editorial.models import NewsPage
from tests.factories.content import TopicFactory
from tests.factories.transfer import counts, event_line, messages, news_line, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("given", ["education", "Education", "EDUCATION", "bildung", "Освіта"])
@pytest.mark.parametrize("creates_missing", [False, True])
def test_a_topic_is_known_by_its_key_and_its_name_in_any_language(
    site, tmp_path, given, creates_missing
):
    topic = TopicFactory(key="education", label="Bildung")
    TopicLabel.objects.create(topic=topic, locale="uk", label="Освіта")
    report = read(tmp_path, news_line(1, topics=[given]), creates_missing=creates_missing)
    assert messages(report) == []
    assert list(NewsPage.objects.get().topics.all()) == [topic]
    assert Topic.objects.count() == 1


def test_what_the_models_refuse_is_said_in_the_reports_language(site, tmp_path):
    line = news_line(1, topics=["!"])
    [message] = messages(read(tmp_path, line, creates_missing=True))
    assert message == "line 1, topics: This field cannot be blank."


def test_a_line_of_an_event_may_say_its_dates_alone(site, tmp_path):
    line = event_line(
        dates=[
            {"starts_at": "2027-03-14T15:00:00+01:00", "ends_at": "2027-03-14T17:00:00+01:00"},
            {"starts_at": "2027-04-11T15:00:00+02:00", "ends_at": "2027-04-11T17:00:00+02:00"},
        ]
    )
    del line["event"], line["online_url"]
    report = read(tmp_path, line)
    assert messages(report) == []
    document = json.loads(Publication.objects.get(kind="event").document)
    assert [one["starts_at"] for one in document["dates"]] == [
        "2027-03-14T15:00:00+01:00",
        "2027-04-11T15:00:00+02:00",
    ]
    # The next time the source has one date more and another first one.
    line["dates"].insert(
        0, {"starts_at": "2027-02-14T15:00:00+01:00", "ends_at": "2027-02-14T17:00:00+01:00"}
    )
    assert counts(read(tmp_path, line)) == (0, 1, 0)
    document = json.loads(Publication.objects.get(kind="event").document)
    assert [one["starts_at"][:10] for one in document["dates"]] == [
        "2027-02-14",
        "2027-03-14",
        "2027-04-11",
    ]
