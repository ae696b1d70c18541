"""Translations, restored and bulk changes, switches and sites: what the rows say right after."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from hub.publication.models import PublicationDate
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from tests.factories.content import add_page, site_settings, translated
from tests.publication.conftest import row, rows

pytestmark = pytest.mark.django_db


def document(page, locale="de"):
    return json.loads(row(page, locale).document)


def test_a_published_translation_is_a_row_of_the_same_document(news, committed):
    with committed():
        english = translated(news, "en", title="Summer party")
    assert set(rows(news)) == {"de", "en"}
    assert document(english, "en")["available_locales"].keys() == {"de", "en"}
    assert document(news)["available_locales"].keys() == {"de", "en"}


def test_a_row_answers_for_the_languages_it_stands_in_for(news, committed):
    assert set(row(news).answers) == {"de", "en", "uk", "ar", "de-x-ls"}
    with committed():
        english = translated(news, "en", title="Summer party")
    assert "en" not in row(news).answers
    with committed():
        english.unpublish()
    assert "en" in row(news).answers


def test_restoring_an_old_revision_restores_the_old_document(news, committed):
    old = news.latest_revision
    with committed():
        news.title = "Falsch"
        news.save_revision().publish()
    with committed():
        old.as_object().save_revision(previous_revision=old).publish()
    assert document(news)["title"] == "Sommerfest am Leipziger Tor"


def test_bulk_unpublish_and_publish(index, committed):
    with committed():
        pages = [
            add_page(index, NewsPage, title=f"Meldung {number}", slug=f"m{number}")
            for number in range(5)
        ]
    with committed():
        for page in pages:
            page.unpublish()
    assert not any(row(page) for page in pages)
    with committed():
        for page in pages:
            page.save_revision().publish()
    assert all(row(page) for page in pages)


def test_an_update_without_signals_is_repaired_by_the_sweep(news):
    Page.objects.filter(pk=news.pk).update(live=False)
    assert row(news)
    assert sweep().buried_count == 1
    assert row(news) is None


def test_a_second_sweep_writes_nothing(news):
    sweep()
    result = sweep()
    assert (result.written_count, result.buried_count) == (0, 0)


def test_switching_a_capability_off_takes_its_rows_down_and_back_on_brings_them(
    site, news, committed
):
    with committed():
        site_settings(site, disabled_capabilities=["editorial"])
    assert row(news) is None
    with committed():
        site_settings(site, disabled_capabilities=[])
    assert row(news)


def test_a_language_switched_off_takes_its_rows_down(site, news, committed):
    with committed():
        translated(news, "en", title="Summer party")
    with committed():
        site_settings(site, languages=["de", "ar"])
    assert set(rows(news)) == {"de"}
    assert row(news).answers == ["de", "ar"]


def test_another_site_root_moves_what_is_inside_and_takes_down_what_is_outside(
    site, section, news, committed
):
    with committed():
        site.root_page = section
        site.save()
    assert row(news).path == "aktuelles/sommerfest/"
    assert row(site.root_page.get_parent()) is None


def test_a_new_host_name_changes_every_address(site, news, committed):
    with committed():
        site.hostname = "engagiert.example"
        site.save()
    assert row(news).url.startswith("http://engagiert.example/de/")


def test_a_page_outside_every_site_has_no_row(news, committed):
    with committed():
        outside = Page.objects.get(depth=1).add_child(
            instance=NewsPage(title="Draußen", slug="draussen", live=True, locale=news.locale)
        )
    assert row(outside) is None


def test_a_rolled_back_action_leaves_no_trace(news, django_capture_on_commit_callbacks):
    from django.db import transaction

    before = row(news).sequence
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                news.title = "Nie gewesen"
                news.save_revision().publish()
                raise RuntimeError
        except RuntimeError:
            pass
    assert row(news).sequence == before
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=news.pk).specific.save_revision().publish()
    assert row(news)


def test_taking_down_removes_the_dates_too(news, committed):
    PublicationDate.objects.create(
        publication=row(news),
        document_id=news.translation_key,
        site_id=row(news).site_id,
        kind="news",
        locale="de",
        role="event",
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
        status="scheduled",
        weekday=0,
    )
    with committed():
        news.unpublish()
    assert not PublicationDate.objects.filter(document_id=news.translation_key).exists()
