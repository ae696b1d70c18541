"""What translators may write: words, which wait until somebody publishes them."""

from datetime import date, time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_page_subtree

from hub.publication.building.preview import draft_of, protected, unlocked_below
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsIndexPage, NewsPage, SectionPage
from plugins.events.models import EventChange, EventPage
from tests.factories.content import locale
from tests.factories.events import change
from tests.factories.translations import (
    in_language,
    order,
    translate,
    translation_of,
    write_newer_words,
    write_words,
)
from tests.publication.conftest import document, row, rows

pytestmark = pytest.mark.django_db


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_ordering_a_translation_does_not_publish_the_original_as_translated(
    section: Page, index: Page, news: NewsPage, committed: Any
) -> None:
    with committed():
        order(news, "uk")
    stand_in = in_language(section, "uk")
    assert (stand_in.alias_of_id, stand_in.live) == (section.pk, True)
    with committed():
        order(section, "uk")
    assert set(rows(section)) == {"de"}
    assert "uk" in row(section).answers
    with committed():
        write_words(section, "uk").save_target(publish=True)
    assert document(section, "uk")["title"] == "Netzwerk-uk"
    assert document(section, "uk")["translation"]["status"] == "human"


def test_an_address_left_as_it_is_makes_no_translation_outdated(
    news: NewsPage, committed: Any
) -> None:
    with committed():
        order(news, "en")
        write_words(news, "en", but=("slug",)).save_target(publish=True)
    assert not document(news, "en")["translation"]["is_outdated"]
    with committed():
        news.summary = "Mit Musik."
        news.save_revision().publish()
        translation_of(news, "en").source.update_from_db()
    sweep()
    assert document(news, "en")["translation"]["is_outdated"]


def test_words_that_nobody_published_wait(meeting: EventPage, committed: Any) -> None:
    section = meeting.get_parent().get_parent()
    with committed():
        meeting.rrule = "FREQ=WEEKLY;COUNT=3"
        meeting.event_changes = [change(date(2026, 1, 20), note="Krank")]
        meeting.save_revision().publish()
        translation_of(meeting, "uk").source.update_from_db()
        translate(section, "uk")
        translate(meeting, "uk")
    with committed():
        write_newer_words(meeting, "uk")
    with committed():
        translate_page_subtree(section.pk, [locale("uk")], None, None)
    with committed():
        translation_of(meeting, "uk").save_target(publish=False)
    page = in_language(meeting, "uk")
    assert (page.live, page.has_unpublished_changes, page.title) == (True, True, "Werkstatt-uk")
    assert page.event_changes.get().note == "Krank-uk"
    assert sweep().written_count == 0
    assert document(meeting, "uk")["title"] == "Werkstatt-uk"
    with committed():
        page.get_latest_revision().publish()
    assert document(meeting, "uk")["title"] == "Werkstatt-uk!"
    assert in_language(meeting, "uk").event_changes.get().note == "Krank-uk!"


def test_a_draft_of_a_stand_in_leaves_it_in_the_words_of_its_original(
    section: Page, index: Page, news: NewsPage, committed: Any
) -> None:
    with committed():
        order(news, "uk")
        order(section, "uk")
        write_words(section, "uk").save_target(publish=False)
    stand_in = in_language(section, "uk")
    assert (stand_in.live, stand_in.title) == (True, "Netzwerk")
    assert set(rows(section)) == {"de"}


def test_a_translation_that_is_closed_stays_closed_when_its_words_are_published(
    news: NewsPage, committed: Any
) -> None:
    with committed():
        translate(news, "en")
    page = in_language(news, "en")
    with committed():
        restrict(page)
    for publish in (True, False):
        with committed():
            write_newer_words(news, "en")
            translation_of(news, "en").save_target(publish=publish)
        with committed():
            source = translation_of(news, "en").source
            source.update_from_db()
            source.update_target_view_restrictions(locale("en"))
        assert set(rows(news)) == {"de"}
        assert page.view_restrictions.count() == 1
    with committed():
        page.view_restrictions.all().delete()
    assert document(news, "en")["title"] == f"{news.title}-en!"


def test_readers_of_a_closed_original_are_let_into_the_translation_too(
    news: NewsPage, committed: Any
) -> None:
    with committed():
        translate(news, "en")
        restriction = PageViewRestriction.objects.create(
            page=news, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.set([Group.objects.create(name="Partner")])
        translation_of(news, "en").save_target(publish=True)
    page = in_language(news, "en")
    assert list(page.get_view_restrictions()) == [restriction]
    assert protected(page).document["title"] == f"{news.title}-en"
    with committed():
        restriction.delete()
    assert set(rows(news)) == {"de", "en"}


@pytest.mark.parametrize("is_ordered", [False, True])
def test_an_alias_converted_by_hand_stands_in_until_somebody_publishes(
    section: Page, committed: Any, is_ordered: bool
) -> None:
    with committed():
        section.copy_for_translation(locale("uk"), copy_parents=True, alias=True)
        if is_ordered:
            TranslationSource.update_or_create_from_instance(section)
    with committed():
        ConvertAliasPageAction(in_language(section, "uk")).execute(skip_permission_checks=True)
    assert set(rows(section)) == {"de"}
    assert "uk" in row(section).answers
    page = in_language(section, "uk")
    page.title = "Мережа"
    with committed():
        page.save_revision()
    assert set(rows(section)) == {"de"}
    with committed():
        page.get_latest_revision().publish()
    assert document(section, "uk")["title"] == "Мережа"


def test_no_fact_can_be_set_apart_for_a_language(meeting: EventPage) -> None:
    fields = [
        one
        for model in (EventPage, EventChange, NewsPage, NewsIndexPage, SectionPage)
        for one in get_translatable_fields(model)
    ]
    facts = [one for one in fields if isinstance(one, SynchronizedField)]
    assert {"price_cents", "registration_url", "image", "original_day"} <= {
        one.field_name for one in facts
    }
    assert [one.field_name for one in facts if one.is_overridable(meeting)] == []
    source = TranslationSource.objects.get(object_id=meeting.translation_key)
    paths = set(source.overridablesegment_set.values_list("context__path", flat=True))
    assert paths == set()


def test_a_preview_shows_the_facts_of_the_original(meeting: EventPage, committed: Any) -> None:
    with committed():
        meeting.start_time, meeting.end_time = time(14), time(16)
        meeting.is_free, meeting.price_cents = False, 500
        meeting.save_revision().publish()
    page = in_language(meeting, "uk")
    page.title = "Чернетка"
    shown = draft_of(page).document
    assert shown["title"] == "Чернетка"
    assert shown["event"]["price"]["amount_cents"] == 500
    assert shown["dates"][0]["starts_at"] == "2026-01-13T14:00:00+01:00"


def test_a_protected_translation_shows_the_facts_of_its_original_while_that_is_live(
    meeting: EventPage, committed: Any
) -> None:
    page = in_language(meeting, "uk")
    with committed():
        restrict(page)
        meeting.start_time, meeting.end_time = time(14), time(16)
        meeting.save_revision().publish()
    shown = protected(page)
    assert shown.document["dates"][0]["starts_at"] == "2026-01-13T14:00:00+01:00"
    assert [one.document["title"] for one in unlocked_below(page.get_parent(), bool, 9)] == []
    with committed():
        restrict(meeting.get_parent())
    assert len(unlocked_below(page.get_parent(), lambda _one: True, 9)) == 1
    with committed():
        EventPage.objects.get(pk=meeting.pk).unpublish()
    assert protected(in_language(meeting, "uk")) is None
    assert unlocked_below(page.get_parent(), lambda _one: True, 9) == []
