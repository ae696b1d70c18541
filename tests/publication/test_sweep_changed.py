"""The sweep asks the database what can differ, whoever changed it and however."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.content.models import Place, SiteSettings, Topic, TopicLabel
from hub.publication.hinting.hints import shared_models
from hub.publication.models import Failure, Publication, PublicationSite
from hub.publication.sweep import sweep, sweep_changed
from hub.publication.writing.fingerprints import changed
from plugins.editorial.models import NewsPage
from plugins.events.models import EventChange, EventPage
from tests.factories.portal import City, portal_site
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(db):
    """Return the small website after a sweep that had nothing left to write."""
    return remembered(settled_site)


def settled_site() -> City:
    city = portal_site()
    sweep()
    sweep_changed()
    assert changed(shared_models()) == {}
    return city


def row(page) -> Publication:
    return Publication.objects.get(document_id=page.translation_key, locale="de")


def document(page) -> dict:
    return json.loads(row(page).document)


def test_where_nothing_changed_nothing_is_built(settled):
    with CaptureQueriesContext(connection) as few:
        assert sweep_changed().written_count == 0
    for number in range(3):
        settled.section.add_child(instance=NewsPage(title=f"Entwurf {number}", live=False))
    sweep_changed()
    with CaptureQueriesContext(connection) as more:
        sweep_changed()
    assert len(few) == len(more)
    # A settle begins with forgetting hints.
    assert not [one["sql"] for one in more if "publication_hint" in one["sql"]]


def _page_title(city) -> tuple:
    Page.objects.filter(pk=city.news.pk).update(title="Heimlich")
    return city.news, "title", "Heimlich"


def _own_table(city) -> tuple:
    EventPage.objects.filter(pk=city.online.pk).update(online_url="https://neu.example.org/")
    return city.online, "online_url", "https://neu.example.org/"


def _place(city) -> tuple:
    Place.objects.filter(pk=city.weekly.place_id).update(street="Neue Gasse 1")
    return city.weekly, "place", {**document(city.weekly)["place"], "street": "Neue Gasse 1"}


def _topic_label(city) -> tuple:
    Topic.objects.filter(key="culture").update(label="Kunst")
    TopicLabel.objects.filter(topic__key="culture").update(label="Art")
    return city.online, "topics", [{"key": "culture", "label": "Kunst"}]


def _choice_of_many(city) -> tuple:
    city.online.topics.through.objects.filter(hubpage_id=city.online.pk).delete()
    return city.online, "topics", []


def _row_itself(city) -> tuple:
    Publication.objects.filter(document_id=city.news.translation_key).update(digest="", url="x")
    return city.news, "title", document(city.news)["title"]


@pytest.mark.parametrize(
    "change", [_page_title, _own_table, _place, _topic_label, _choice_of_many, _row_itself]
)
def test_what_no_signal_announced_is_found(settled, change):
    page, name, expected = change(settled)
    assert sweep_changed().written_count >= 1
    assert document(page)[name] == expected
    assert row(page).url != "x"
    assert sweep_changed().written_count == 0
    assert changed(shared_models()) == {}


def test_an_item_of_a_page_is_part_of_it(settled):
    moved = EventChange.objects.get(page=settled.weekly, status="moved")
    EventChange.objects.filter(pk=moved.pk).update(note="weil es regnet")
    sweep_changed()
    assert "weil es regnet" in [one["note"] for one in document(settled.weekly)["dates"]]
    EventChange.objects.filter(pk=moved.pk).delete()
    sweep_changed()
    assert "weil es regnet" not in [one["note"] for one in document(settled.weekly)["dates"]]


def test_a_restriction_that_nobody_announced_takes_down_what_stands_below(settled):
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=settled.section, restriction_type="login")]
    )
    assert sweep_changed().buried_count >= 2
    assert row(settled.page).is_deleted
    PageViewRestriction.objects.all()._raw_delete("default")
    sweep_changed()
    assert not row(settled.page).is_deleted


def test_what_ended_or_is_gone_is_taken_down(settled):
    ended = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=settled.page.pk).update(expire_at=ended)
    Page.objects.filter(pk=settled.news.pk).update(live=False)
    sweep_changed()
    assert row(settled.page).is_deleted
    assert row(settled.news).is_deleted


def test_a_websites_settings_are_found(settled):
    SiteSettings.objects.filter(site=settled.site).update(name="Anders")
    sweep_changed()
    assert PublicationSite.objects.get(site_id=settled.site.pk).facts["name"] == "Anders"


def test_what_failed_is_tried_again_though_nothing_has_changed(settled):
    Failure.objects.create(document_id=settled.news.translation_key, title="x", error="y")
    sweep_changed()
    assert not Failure.objects.exists()


def test_what_changes_while_the_sweep_looks_is_looked_at_the_next_time(settled, monkeypatch):
    from hub.publication import sweep as sweeping

    Page.objects.filter(pk=settled.news.pk).update(title="Vorher")
    settle = sweeping.settle

    def slow(ids):
        result = settle(ids)
        Page.objects.filter(pk=settled.news.pk).update(title="Nachher")
        return result

    monkeypatch.setattr(sweeping, "settle", slow)
    sweep_changed()
    monkeypatch.setattr(sweeping, "settle", settle)
    assert document(settled.news)["title"] == "Vorher"
    sweep_changed()
    assert document(settled.news)["title"] == "Nachher"
