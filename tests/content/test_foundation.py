"""The ground that all tests stand on."""

import socket

import pytest
from wagtail.models import Locale, Page

from hub.content.models import HubPage
from tests.factories.content import ImageFactory, TopicFactory, add_page, hub_site, translated


def test_tests_reach_no_other_machine() -> None:
    with pytest.raises(RuntimeError, match="no network in tests"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(RuntimeError, match="no network in tests"):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.django_db
def test_every_language_of_the_settings_has_a_locale(settings: object) -> None:
    codes = set(Locale.objects.values_list("language_code", flat=True))
    assert {"de", "en", "uk", "ar", "de-x-ls"} <= codes


@pytest.mark.django_db
def test_a_site_a_page_and_its_translation_stand_in_one_call_each() -> None:
    site = hub_site(HubPage)
    topic = TopicFactory()
    page = add_page(site.root_page, HubPage, title="Fest", topics=[topic], image=ImageFactory())
    copy = translated(page, "en", title="Party")
    assert page.live
    assert copy.live
    assert list(copy.topics.all()) == [topic]
    assert copy.document_id == page.document_id
    assert copy.get_parent().locale.language_code == "en"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_a_flushed_database_gets_its_foundation_back(run: int) -> None:
    assert Page.objects.filter(depth=1).exists()
    assert hub_site(HubPage).root_page.live
