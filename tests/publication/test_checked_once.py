"""A page that is stored and published in one transaction is checked for that once."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Revision

from hub.content.models import Contact
from plugins.editorial.models import NewsPage
from tests.factories.content import add_page
from tests.publication.conftest import row

pytestmark = pytest.mark.django_db


def test_what_is_published_at_once_is_checked_once(news, committed, monkeypatch):
    checked = []
    own = NewsPage.clean
    monkeypatch.setattr(NewsPage, "clean", lambda page: (checked.append(page.title), own(page)))
    news.title = "Herbstfest"
    with committed():
        news.save_revision().publish()
    assert checked == ["Herbstfest"]
    assert row(news).title == "Herbstfest"


def test_content_that_is_wrong_is_not_published(news):
    news.source_url = "keine Adresse"
    with pytest.raises(ValidationError):
        news.save_revision()
    revision = news.save_revision(clean=False)
    with pytest.raises(ValidationError):
        revision.publish()


def test_a_revision_that_was_stored_before_is_checked_again(news, committed):
    news.contact = Contact.objects.create(name="Ehrenamtsbüro")
    revision = news.save_revision()
    Contact.objects.filter(pk=news.contact.pk).delete()
    with committed():
        Revision.objects.get(pk=revision.pk).publish()
    assert NewsPage.objects.get(pk=news.pk).contact is None


def test_a_short_address_that_another_page_took_meanwhile_is_refused(news, index):
    other = add_page(index, NewsPage, title="Herbstfest", slug="herbstfest")
    revision = news.save_revision()
    other.slug = news.slug
    NewsPage.objects.filter(pk=news.pk).update(slug="anders")
    other.save()
    with pytest.raises(ValidationError):
        revision.publish()
