"""What is not public stays inside: drafts, passwords, what was taken down."""

import re

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from hub.publication.settle import settle
from hub.publication.sweep import sweep
from tests.factories.content import UserFactory, add_page, site_settings
from tests.factories.portal import fresh

SECRET = "Nur für das Netzwerk"


@pytest.fixture
def guarded(city):
    """A page below a section that asks for a password."""
    from plugins.editorial.models import StandardPage

    city.section.refresh_from_db()
    page = add_page(city.section, StandardPage, title=SECRET, summary="Interna")
    settle({page.translation_key})
    path = city.path(page)
    PageViewRestriction.objects.create(
        page=city.section, restriction_type="password", password="sesam"
    )
    sweep()
    fresh()
    return page, path


def test_a_page_behind_a_password_asks_for_it_and_then_looks_like_all_others(guarded, client):
    _page, path = guarded
    first = client.get(path)
    html = first.content.decode()
    assert SECRET not in html
    assert "Diese Seite braucht ein Passwort" in html
    [action] = re.findall(r'class="form" action="([^"]+)"', html)
    given = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', html))
    wrong = client.post(action, {**given, "password": "falsch"})
    assert SECRET not in wrong.content.decode()
    assert 'aria-invalid="true"' in wrong.content.decode()
    response = client.post(action, {**given, "password": "sesam"}, follow=True)
    html = response.content.decode()
    assert f"<h1>{SECRET}</h1>" in html
    assert 'class="masthead__main' not in html or "Menü" in html
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_password_never_opens_for_somebody_else(guarded, client):
    _page, path = guarded
    for _try in range(2):
        assert SECRET not in client.get(path).content.decode()
    assert SECRET not in client.get(path.replace("/de/", "/en/")).content.decode()


def test_a_group_page_asks_for_a_login(guarded, client, city):
    _page, path = guarded
    PageViewRestriction.objects.all().delete()
    restriction = PageViewRestriction.objects.create(page=city.section, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Netzwerk"))
    response = client.get(path)
    assert response.status_code == 302
    assert SECRET not in response.content.decode()


def test_a_draft_is_not_there(city, client):
    from plugins.editorial.models import StandardPage

    city.section.refresh_from_db()
    page = add_page(city.section, StandardPage, title=SECRET, live=False)
    response = client.get(f"{city.path(city.section)}{page.slug}/")
    assert response.status_code == 404


def test_a_live_page_without_a_row_is_not_served_by_a_side_door(city, client):
    path = city.path(city.weekly)
    site_settings(city.site, disabled_capabilities=["events"])
    sweep()
    fresh()
    assert client.get(path).status_code in {404, 410}
    assert "wegwerfen" not in client.get(path).content.decode()


def test_what_was_taken_down_says_what_it_was_and_nothing_of_its_content(city, client):
    path = city.path(city.weekly)
    city.weekly.unpublish()
    settle({city.weekly.translation_key})
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 410
    assert "Veranstaltung" in html
    assert "wegwerfen" not in html
    assert city.path(city.events) in html


def test_an_editors_redirect_goes_before_gone(city, client):
    path = city.path(city.news)
    city.news.unpublish()
    settle({city.news.translation_key})
    Redirect.add_redirect(path, redirect_to=city.path(city.page), is_permanent=True)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, city.path(city.page))


@pytest.mark.parametrize(
    ("path", "words"), [("/de/nichts/", "Hier fehlt ein Teil."), ("/ar/x/", "هنا جزء مفقود.")]
)
def test_a_missing_page_helps_on_in_the_language_of_its_address(city, client, path, words):
    response = client.get(path)
    assert response.status_code == 404
    assert words in response.content.decode()
    assert city.path(city.events).removeprefix("/de") in response.content.decode()


def test_a_missing_address_without_a_language_is_answered_too(city, client):
    assert client.get("/nichts.php").status_code == 404


def test_without_a_site_the_answer_is_404(db, client):
    fresh()
    assert client.get("/de/").status_code == 404


def test_a_fault_of_ours_is_told_without_the_database(city, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("hub.delivery.portal.rows.at", lambda *args: 1 / 0)
    response = client.get("/de/")
    assert response.status_code == 500
    assert "Der Fehler liegt bei uns" in response.content.decode()


def test_a_preview_shows_the_draft_in_the_theme(city, client):
    page = city.page
    page.title = "Noch nicht fertig"
    page.save_revision()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    html = response.content.decode()
    assert "<h1>Noch nicht fertig</h1>" in html
    assert "Vorschau. Leserinnen und Leser sehen diese Seite nicht." in html
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "Noch nicht fertig" not in client.get(city.path(page)).content.decode()
