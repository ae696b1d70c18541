"""An address that was public once leads to where its document stands, for ever."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from hub.delivery.portal.rows import formerly_at
from hub.publication.reading.sites import site_by_id
from plugins.editorial.models import NewsPage
from tests.factories.content import add_page
from tests.factories.portal import fresh
from tests.factories.translations import in_language, translate
from tests.publication.conftest import row, rows

pytestmark = pytest.mark.django_db
OLD = "netzwerk/aktuelles/sommerfest/"


@pytest.fixture(autouse=True)
def new_client(client: Client) -> None:
    """Keep nothing of what another test knew of the site."""
    fresh()


def rename(page: Page, slug: str) -> None:
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    page.save_revision().publish()


def led(client: Client, address: str) -> tuple[int, str]:
    """Return the status of an address and where it leads."""
    response = client.get(address)
    return response.status_code, response.get("Location", "")


@pytest.mark.parametrize("code", ["de", "en", "uk", "ar", "de-x-ls"])
def test_a_renamed_section_leads_from_each_old_address_in_every_language(
    section: Page, news: NewsPage, client: Client, committed: Any, code: str
) -> None:
    with committed():
        rename(section, "verbund")
    new = "verbund/aktuelles/sommerfest/"
    assert led(client, f"/{code}/{OLD}") == (301, f"/{code}/{new}")
    assert led(client, f"/{code}/netzwerk/?page=2") == (301, f"/{code}/verbund/?page=2")
    assert client.get(f"/{code}/{new}").status_code == 200


def test_old_addresses_of_translations_lead_on(
    index: Page, news: NewsPage, client: Client, committed: Any
) -> None:
    with committed():
        translate(news, "en")
    english = in_language(news, "en")
    old = row(news, "en").path
    with committed():
        rename(english, "summer-party")
    new = f"/en/{row(news, 'en').path}"
    assert new.endswith("/summer-party/")
    assert led(client, f"/en/{old}") == (301, new)
    assert led(client, f"/de/{old}") == (301, f"/de/{OLD}")
    with committed():
        rename(news, "fest")
    assert led(client, f"/en/{OLD}") == (301, new)


def test_names_given_one_after_another_lead_on_in_one_step(
    news: NewsPage, client: Client, committed: Any
) -> None:
    for slug in ("zweite", "dritte", "zweite", "vierte"):
        with committed():
            rename(news, slug)
    last = "/uk/netzwerk/aktuelles/vierte/"
    for slug in ("sommerfest", "zweite", "dritte"):
        assert led(client, f"/uk/netzwerk/aktuelles/{slug}/") == (301, last)
    with committed():
        rename(news, "sommerfest")
    assert client.get(f"/uk/{OLD}").status_code == 200
    assert led(client, last) == (301, f"/uk/{OLD}")


def test_an_old_address_of_what_is_gone_says_so(
    news: NewsPage, client: Client, committed: Any
) -> None:
    with committed():
        rename(news, "fest")
    with committed():
        Page.objects.get(pk=news.pk).unpublish()
    for code in ("de", "en"):
        assert client.get(f"/{code}/{OLD}").status_code == 410
    with committed():
        Page.objects.get(pk=news.pk).delete()
    for code in ("de", "en"):
        assert client.get(f"/{code}/{OLD}").status_code == 410
        assert client.get(f"/{code}/netzwerk/aktuelles/fest/").status_code == 410
    assert client.get("/de/netzwerk/aktuelles/nie/").status_code == 404


def test_a_new_page_has_an_address_that_another_left(
    index: Page, news: NewsPage, client: Client, committed: Any
) -> None:
    with committed():
        rename(news, "fest")
        new = add_page(index, NewsPage, title="Neues Fest", slug="sommerfest")
    assert "Neues Fest" in client.get(f"/de/{OLD}").content.decode()
    with committed():
        rename(new, "neues")
    assert led(client, f"/de/{OLD}") == (301, "/de/netzwerk/aktuelles/neues/")
    with committed():
        Page.objects.get(pk=new.pk).delete()
    assert client.get(f"/de/{OLD}").status_code == 410


def test_a_language_that_is_closed_leads_to_the_one_that_stands_in(
    news: NewsPage, client: Client, committed: Any
) -> None:
    with committed():
        translate(news, "en")
    path = row(news, "en").path
    with committed():
        in_language(news, "en").unpublish()
    assert led(client, f"/en/{path}") == (302, f"/en/{OLD}")


def test_an_old_slug_finds_its_document_in_the_api(
    news: NewsPage, client: Client, committed: Any
) -> None:
    with committed():
        rename(news, "fest")
    answer = client.get("/api/v1/news/by-slug/sommerfest").json()
    assert answer["id"] == str(news.translation_key)
    with committed():
        Page.objects.get(pk=news.pk).delete()
    assert client.get("/api/v1/news/by-slug/sommerfest").status_code == 410
    assert rows(news) == {}


def test_three_queries_find_where_an_address_leads(
    site: Any, news: NewsPage, committed: Any, django_assert_num_queries: Any
) -> None:
    with committed():
        rename(news, "fest")
    facts = site_by_id(site.pk)
    with django_assert_num_queries(3):
        assert formerly_at(facts, OLD, "en").is_for_good
