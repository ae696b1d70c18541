"""The pattern page: for staff alone, in every theme, language and scheme."""

import pytest

from hub.kernel.contract import registry
from hub.looks import themes
from tests.factories.content import UserFactory

ADDRESS = "/-/patterns/"


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_nobody_else_sees_it(client, city):
    for method in (client.get, client.head):
        response = method(ADDRESS)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
    client.force_login(UserFactory(is_staff=False, is_superuser=False))
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize("key", list(themes.installed()))
@pytest.mark.parametrize("locale", ["de", "ar"])
def test_every_kind_and_every_theme_is_there(staff, city, key, locale):
    response = staff.get(ADDRESS, {"theme": key, "locale": locale, "scheme": "dark"})
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{locale}"' in html
    assert 'class="is-dark"' in html
    assert f'href="/static/{themes.installed()[key].fonts[0]}"' in html
    kinds = [one for one in registry.kinds() if one.name not in themes.installed()[key].everywhere]
    assert [one.name for one in kinds if f'id="kind-{one.name}"' not in html] == []
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html


def test_a_whole_page_is_the_theme_s_own(staff, city):
    html = staff.get(ADDRESS, {"show": "event/status: cancelled"}).content.decode()
    assert "Diese Veranstaltung ist abgesagt." in html
    html = staff.get(ADDRESS, {"show": "event/list/problem"}).content.decode()
    assert "Nicht alles war zu verstehen" in html
    assert staff.get(ADDRESS, {"show": "404"}).status_code == 200


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("search/results", "Treffer für"),
        ("search/nothing", "Das kann helfen"),
        ("search/problem", 'aria-invalid="true"'),
        ("topics", "topic-tile"),
        ("topics/none", "Hier ist noch nichts eingetragen."),
        ("topic", "Alle zu diesem Thema"),
        ("remembered", "data-forget"),
        ("remembered/none", "noch nichts gemerkt"),
        ("embed", "hub-events"),
        ("embed/problem", 'aria-invalid="true"'),
    ],
)
def test_pages_of_no_kind_are_there_in_every_state(staff, city, show, words):
    response = staff.get(ADDRESS, {"show": show})
    assert response.status_code == 200
    assert words in response.content.decode()


@pytest.mark.parametrize("show", ["nothing", "event/", "event/nothing", "../etc", "event/list/x"])
def test_what_is_not_there_is_not_found(staff, city, show):
    assert staff.get(ADDRESS, {"show": show}, follow=True).status_code == 404


def test_strange_wishes_are_answered_with_what_there_is(staff, city):
    given = {"theme": "../x", "locale": "xx", "scheme": "pink"}
    html = staff.get(ADDRESS, given).content.decode()
    assert "/static/stadt/fonts/" in html
    assert 'lang="de"' in html
    assert "is-pink" not in html


def test_looking_changes_nothing_for_readers(staff, client, city):
    before = client.get("/de/").content
    staff.get(ADDRESS, {"theme": "kern"})
    assert client.get("/de/").content == before
