"""Each thing an editor can do, and what the rows say right after."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from hub.content.models import District
from hub.publication.models import Publication
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from plugins.example.models import Note
from tests.publication.conftest import row, tombstone

pytestmark = pytest.mark.django_db


def document(page, locale="de"):
    return json.loads(row(page, locale).document)


def test_publishing_makes_a_row_with_the_document(news):
    found = document(news)
    assert found["id"] == str(news.translation_key)
    assert found["title"] == "Sommerfest am Leipziger Tor"
    assert found["url"] == "http://testserver/de/netzwerk/aktuelles/sommerfest/"
    assert row(news).kind == "news"


def test_a_draft_has_no_row(draft):
    sweep()
    assert not Publication.objects.filter(document_id=draft.translation_key).exists()


def test_saving_a_draft_of_a_published_page_leaves_the_row_as_it_was(news, committed):
    before = row(news).sequence
    with committed():
        news.title = "Noch geheim"
        news.save_revision()
    assert row(news).sequence == before
    assert "Noch geheim" not in row(news).document


def test_publishing_a_change_takes_the_next_sequence(news, committed):
    before = row(news).sequence
    with committed():
        news.title = "Herbstfest"
        news.save_revision().publish()
    assert document(news)["title"] == "Herbstfest"
    assert row(news).sequence > before


def test_publishing_unchanged_content_writes_the_time_of_change_only(news, committed):
    with committed():
        news.save()
    before = row(news).sequence
    with committed():
        news.save()
    assert row(news).sequence == before


def test_unpublishing_leaves_a_tombstone_without_content(news, committed):
    with committed():
        news.unpublish()
    assert row(news) is None
    found = tombstone(news)
    assert (found.document, found.title, found.facets, found.answers) == ("", "", [], [])


def test_publishing_again_revives_the_row_with_a_new_sequence(news, committed):
    with committed():
        news.unpublish()
    buried = tombstone(news).sequence
    with committed():
        news.save_revision().publish()
    assert row(news).sequence > buried
    assert Publication.objects.filter(document_id=news.translation_key).count() == 1


def test_deleting_a_page_leaves_a_tombstone(news, committed):
    with committed():
        Page.objects.get(pk=news.pk).delete()
    assert row(news) is None
    assert tombstone(news)


def test_deleting_a_section_takes_everything_below_it_down(section, news, committed):
    with committed():
        section.delete()
    assert row(section) is None
    assert row(news) is None


def test_deleting_by_queryset_takes_everything_below_it_down(section, news, committed):
    with committed():
        Page.objects.filter(pk=section.pk).delete()
    sweep()
    assert row(news) is None


def test_unpublishing_a_section_with_all_below_takes_them_down(section, news, committed):
    with committed():
        for page in section.get_descendants(inclusive=True).specific():
            page.unpublish()
    assert row(section) is None
    assert row(news) is None


def test_a_new_slug_of_a_section_changes_every_address_below(section, news, committed):
    with committed():
        section.slug = "verbund"
        section.save_revision().publish()
    assert row(news).url == "http://testserver/de/verbund/aktuelles/sommerfest/"
    assert row(section).path == "verbund/"


def test_moving_a_section_changes_every_address_below(site, section, index, news, committed):
    with committed():
        index.move(site.root_page, pos="last-child")
    assert row(news).path == "aktuelles/sommerfest/"
    assert row(index).parent_id == site.root_page.translation_key


def test_a_password_on_a_section_takes_everything_below_down(section, news, committed):
    with committed():
        PageViewRestriction.objects.create(
            page=section, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
    assert row(section) is None
    assert row(news) is None
    assert tombstone(news)


def test_lifting_the_password_brings_back_everything_with_new_sequences(section, news, committed):
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=section, restriction_type=PageViewRestriction.LOGIN
        )
    buried = tombstone(news).sequence
    with committed():
        restriction.delete()
    assert row(news).sequence > buried
    assert row(section)


def test_a_live_alias_has_a_row_of_its_own(site, news, committed):
    with committed():
        alias = CreatePageAliasAction(news, parent=site.root_page, update_slug="auch").execute()
    assert row(alias).path == "auch/"
    with committed():
        news.unpublish()
    assert row(alias) is None


def test_a_copy_is_a_document_of_its_own(site, section, news, committed):
    with committed():
        copy = CopyPageAction(
            section, to=site.root_page, recursive=True, update_attrs={"slug": "kopie"}
        ).execute()
    child = copy.get_descendants().get(slug="sommerfest")
    assert row(child).path == "kopie/aktuelles/sommerfest/"
    assert child.translation_key != news.translation_key
    assert child.translation_key.version == 7


def test_a_copy_kept_as_drafts_has_no_rows(site, section, committed):
    with committed():
        copy = CopyPageAction(
            section, to=site.root_page, update_attrs={"slug": "kopie"}, keep_live=False
        ).execute()
    assert row(copy) is None


def test_an_importer_that_adds_a_live_child_gets_a_row(index, committed):
    with committed():
        page = NewsPage(title="Importiert", slug="importiert", live=True, locale=index.locale)
        index.add_child(instance=page)
    assert row(page).title == "Importiert"


def test_going_live_on_schedule_makes_a_row(draft, committed):
    with committed():
        draft.go_live_at = timezone.now() - timedelta(minutes=1)
        draft.save_revision(approved_go_live_at=draft.go_live_at)
    assert row(draft) is None
    with committed():
        call_command("publish_scheduled")
    assert row(draft)


def test_expiring_on_schedule_takes_the_row_down(news, committed):
    with committed():
        news.expire_at = timezone.now() + timedelta(hours=1)
        news.save_revision().publish()
    assert row(news)
    Page.objects.filter(pk=news.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    with committed():
        call_command("publish_scheduled")
    assert row(news) is None


def test_an_expired_page_is_taken_down_even_before_the_schedule_runs(news):
    Page.objects.filter(pk=news.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    sweep()
    assert row(news) is None


def test_records_that_came_in_bulk_follow_what_they_refer_to(site, committed):
    district = District.objects.create(name="Nord", key="nord")
    fields = {"title": "Rad gefunden", "slug": "rad", "live": True, "district": district}
    note = Note(site=site, locale=site.root_page.locale, **fields)
    # As an import of thousands does: no signal, and nothing in Wagtail's reference index.
    Note.objects.bulk_create([note])
    sweep()
    with committed():
        district.name = "Nordstadt"
        district.save()
    assert document(note)["district"]["label"] == "Nordstadt"
    with committed():
        district.delete()
    assert document(note)["district"] is None
