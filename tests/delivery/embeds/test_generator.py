"""The page "Einbinden": choose, see, copy. In the portal for all, in the admin for editors."""

import html
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.delivery.embeds.module import current
from hub.kernel.contract import registry
from tests.factories.content import UserFactory

pytestmark = pytest.mark.django_db
HUB = "http://testserver"


@pytest.fixture
def opened(city, client):
    """Return a function that opens the page and returns it, parsed."""

    def ask(**query):
        response = client.get("/de/einbinden/", query)
        return BeautifulSoup(response.content.decode(), "html.parser")

    return ask


def lines(page, way: str) -> str:
    return page.select_one(f"#{way}-lines code").get_text()


def policy(page, way: str) -> list[str]:
    found = page.select_one(f"#{way}-policy code")
    return found.get_text().splitlines() if found else []


def test_it_begins_with_the_next_events(opened):
    page = opened()
    text = lines(page, "element")
    build = current()
    assert f'src="{HUB}{build.path}" integrity="{build.integrity}"' in text
    assert f'<hub-events src="{HUB}" limit="5">' in text
    assert "Veranstaltungen: Dessau-Roßlau engagiert</a>" in text
    assert page.select_one("iframe")["src"].startswith("/embed/v1/events.html?limit=5&locale=de")


def test_what_is_chosen_stands_in_every_way(opened, city, client):
    chosen = {"kind": "events", "topic": ["climate", "culture"], "to": "+30d", "limit": "3"}
    chosen |= {"look": "cards", "pictures": "true", "level": "2", "locale": "en"}
    page = opened(**chosen)
    assert (
        f'<hub-events src="{HUB}" topic="climate culture" to="+30d" limit="3" look="cards"'
        ' pictures level="2" lang="en">'
    ) in lines(page, "element")
    assert 'data-hub-topic="climate culture"' in lines(page, "division")
    assert '<div data-hub="events"' in lines(page, "division")
    framed = BeautifulSoup(lines(page, "frame"), "html.parser").iframe["src"]
    included = re.search(r'virtual="([^"]+)"', lines(page, "include"))[1]
    for address in (framed.removeprefix(HUB), included):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "Reparieren statt wegwerfen" in response.content.decode()
    assert "frame=true" in framed
    assert "frame" not in included
    link = BeautifulSoup(lines(page, "element"), "html.parser").a["href"]
    assert client.get(link.removeprefix(HUB)).status_code == 200
    assert "topic=climate&topic=culture" in link


def test_the_policy_has_what_is_loaded_and_nothing_else(opened):
    plain = opened()
    script = [f"script-src {HUB}/embed/v1/;", f"connect-src {HUB}/api/v1/;"]
    assert policy(plain, "element") == policy(plain, "division") == script
    assert policy(plain, "frame") == [f"frame-src {HUB}/embed/v1/;"]
    assert policy(plain, "include") == [f"style-src {HUB}/embed/v1/;"]
    pictures = opened(pictures="true")
    assert policy(pictures, "element") == [*script, f"img-src {HUB};"]
    bare = opened(look="bare")
    assert policy(bare, "include") == []


def test_the_privacy_notice_says_what_happens_and_no_more(opened):
    page = opened(look="bare")
    direct = page.select_one("#way-element blockquote").get_text()
    served = page.select_one("#way-include blockquote").get_text()
    assert "verarbeitet er Ihre IP-Adresse" in direct
    assert "keine Cookies" in direct
    assert "erfährt deshalb nichts über Sie" in served
    # A style sheet or a picture is fetched by the reader's browser.
    styled = opened(look="list").select_one("#way-include blockquote").get_text()
    assert "verarbeitet er Ihre IP-Adresse" in styled


def test_every_kind_can_be_chosen_by_its_part_alone(opened):
    page = opened()
    offered = [one["value"] for one in page.select("#kind option")]
    assert offered == [one.plural for one in registry.kinds()]
    for plural in offered:
        assert f"<hub-{plural} src=" in lines(opened(kind=plural), "element")


def test_a_filter_without_a_field_stays_and_can_be_removed(opened, city):
    key = str(city.organisation.translation_key)
    page = opened(kind="events", organisation=key)
    assert f'organisation="{key}"' in lines(page, "element")
    [chip] = page.select("a.chip")
    assert "Repair-Café Törten" in chip.get_text()
    assert "organisation" not in chip["href"]
    [kept] = page.select("input[type=hidden]")
    assert (kept["name"], kept["value"]) == ("organisation", key)


@pytest.mark.parametrize(
    ("query", "field"),
    [({"limit": "5000"}, "limit"), ({"to": "someday"}, "to"), ({"format": "x"}, "format")],
)
def test_what_is_not_understood_is_marked_and_the_rest_stays(client, city, query, field):
    response = client.get("/de/einbinden/", {"topic": "climate", **query})
    assert response.status_code == 400
    page = BeautifulSoup(response.content.decode(), "html.parser")
    assert page.select_one(f".problem a[href='#filter-{field}']")
    assert page.select_one(f"#filter-{field}")
    assert 'topic="climate"' in lines(page, "element")


def test_hostile_words_stay_words(opened):
    evil = '"><script>alert(1)</script>'
    page = opened(q=evil, locale=evil, look=evil, kind=evil)
    assert not [one for one in page.select("script") if "alert" in one.get_text()]
    pasted = BeautifulSoup(lines(page, "element"), "html.parser")
    assert pasted.select_one("hub-events")["q"] == evil
    assert len(pasted.select("script")) == 1
    assert html.escape(evil) in lines(page, "element")


def test_lists_and_footer_lead_to_it(client, city):
    page = BeautifulSoup(
        client.get(f"{city.path(city.events)}?topic=climate").content.decode(), "html.parser"
    )
    links = [one["href"] for one in page.select("a[href*='/einbinden/']")]
    assert links == ["/de/einbinden/?kind=events&topic=climate"] * len(links)
    assert len(links) == 2


def test_the_page_may_show_frames_of_its_own_host_only(client, city):
    response = client.get("/de/einbinden/")
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "frame-src" not in client.get("/de/")["Content-Security-Policy"]
    assert not response.cookies


def test_editors_have_the_same_in_the_admin(client, city):
    assert client.get("/admin/embedding/").status_code == 302
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    response = client.get("/admin/embedding/", {"kind": "news"})
    page = BeautifulSoup(response.content.decode(), "html.parser")
    assert f'<hub-news src="{HUB}"' in lines(page, "element")
    assert 'href="/admin/embedding/"' in client.get("/admin/").content.decode() or (
        "/admin/embedding/" in client.get("/admin/").content.decode()
    )


def test_it_takes_few_queries(client, city):
    client.get("/de/einbinden/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/de/einbinden/").status_code == 200
    assert len(captured) <= 6, [one["sql"][:90] for one in captured]
