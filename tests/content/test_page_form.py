"""The page form: what has ended is edited on, and published again with a later end only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, get_page_models

from hub.content.editing.page_form import HubPageForm
from hub.content.models import HubPage
from tests.factories.content import UserFactory
from tests.factories.kinds import add_alert, add_news, small_site

pytestmark = pytest.mark.django_db
FORM = {
    "summary": "",
    "published_on": "2026-11-02",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@pytest.fixture
def site(db):
    return small_site()


@pytest.fixture
def editor(db):
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def edit(editor: Client, page: Page, **fields: str):
    """Send the page's form; return the answer."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return editor.post(address, {**FORM, "title": page.title, "slug": page.slug, **fields})


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def test_what_has_ended_is_saved_as_a_draft_and_published_with_a_later_end_only(site, editor):
    news = add_news(site)
    past = local(timezone.now() - timedelta(days=2))
    Page.objects.filter(pk=news.pk).update(expire_at=timezone.now() - timedelta(days=2))

    answer = edit(editor, news, summary="Nachtrag", expire_at=past)
    assert answer.status_code == 302
    news.refresh_from_db()
    saved = news.get_latest_revision_as_object()
    assert (saved.summary, local(saved.expire_at)) == ("Nachtrag", past)

    answer = edit(editor, news, expire_at=past, **{"action-publish": "1"})
    assert answer.status_code == 200
    problems = answer.context["form"].errors
    assert list(problems) == ["expire_at"]
    assert problems["expire_at"] == [
        "Das liegt in der Vergangenheit. Wählen Sie ein späteres Ende oder keines."
    ]

    later = local(timezone.now() + timedelta(days=2))
    answer = edit(editor, news, expire_at=later, **{"action-publish": "1"})
    assert answer.status_code == 302


def test_a_kind_with_an_end_of_its_own_asks_there(site, editor):
    alert = add_alert(site)
    dates = {"starts_at": "", "ends_at": local(timezone.now() - timedelta(hours=1))}

    assert edit(editor, alert, severity="minor", **dates).status_code == 302
    answer = edit(editor, alert, severity="minor", **dates, **{"action-publish": "1"})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["ends_at"]


def test_every_kind_of_page_has_this_form():
    models = [one for one in get_page_models() if issubclass(one, HubPage)]
    assert models
    for model in models:
        assert issubclass(model.get_edit_handler().get_form_class(), HubPageForm), model


def begun(editor: Client, above: Page) -> dict[str, str]:
    """Open the form of a new news item below a page; return what it sends when its author saves."""
    answer = editor.get(reverse("wagtailadmin_pages:add", args=["editorial", "newspage", above.pk]))
    key = answer.context["form"]["page_key"].value()
    assert f'name="page_key" value="{key}"' in answer.content.decode()
    return {**FORM, "title": "Singen im Park", "slug": "singen-im-park", "page_key": str(key)}


def send(editor: Client, above: Page, fields: dict[str, str], **headers: str):
    """Send the form of a new news item; return the answer."""
    address = reverse("wagtailadmin_pages:add", args=["editorial", "newspage", above.pk])
    return editor.post(address, fields, headers=headers)


def test_what_saved_itself_while_save_was_pressed_is_one_page(site, editor):
    above = add_news(site).get_parent()
    form = begun(editor, above)

    assert send(editor, above, form, Accept="application/json").json()["success"]
    answer = send(editor, above, form | {"title": "Singen im Stadtpark"})

    assert answer.status_code == 302
    made = Page.objects.get(translation_key=form["page_key"])
    assert (made.title, made.slug) == ("Singen im Stadtpark", "singen-im-park")
    assert above.get_children().filter(title__startswith="Singen").count() == 1


def test_what_saved_itself_and_arrives_late_takes_nothing_away(site, editor):
    above = add_news(site).get_parent()
    form = begun(editor, above)
    assert send(editor, above, form | {"title": "Singen im Stadtpark"}).status_code == 302
    saved = Page.objects.get(translation_key=form["page_key"])

    answer = send(editor, above, form, Accept="application/json")

    assert answer.status_code == 409
    assert "Entwurf speichern" in answer.json()["error_message"]
    kept = Page.objects.get(translation_key=form["page_key"])
    assert (kept.pk, kept.title) == (saved.pk, "Singen im Stadtpark")


def test_only_a_fresh_draft_of_the_same_form_gives_way(site, editor):
    above = add_news(site).get_parent()
    form = begun(editor, above)
    send(editor, above, form)
    first = Page.objects.get(translation_key=form["page_key"])

    other = form | {"slug": "singen-im-park-2"}
    first.revisions.update(created_at=timezone.now() - timedelta(minutes=2))
    assert send(editor, above, other).status_code == 302
    assert Page.objects.filter(pk=first.pk).exists()
    assert Page.objects.get(slug="singen-im-park-2").translation_key != first.translation_key

    first.revisions.update(created_at=timezone.now())
    first.get_latest_revision().publish()
    assert send(editor, above, form | {"slug": "singen-im-park-3"}).status_code == 302
    assert Page.objects.get(pk=first.pk).live

    assert send(editor, above, form | {"slug": "vier", "page_key": "x" * 40}).status_code == 200
    assert not Page.objects.filter(slug="vier").exists()
