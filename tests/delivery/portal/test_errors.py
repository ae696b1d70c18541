"""What goes wrong is told in the reader's words, with a way on, and without what failed."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError

from hub.publication.settle import settle


def text_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def fail_with(monkeypatch, error: Exception) -> None:
    def fail(*_given):
        raise error

    monkeypatch.setattr("hub.delivery.portal.rows.at", fail)


def test_while_the_database_is_away_readers_are_asked_to_come_back(city, client, monkeypatch):
    client.raise_request_exception = False
    fail_with(monkeypatch, OperationalError("connection refused"))
    response = client.get("/uk/")
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert "no-store" in response["Cache-Control"]
    assert "Ми скоро повернемося" in text_of(response)
    assert "connection" not in text_of(response)


def test_any_other_fault_is_ours(city, client, monkeypatch):
    client.raise_request_exception = False
    fail_with(monkeypatch, ValueError("oops"))
    response = client.get("/de/")
    assert response.status_code == 500
    assert "Der Fehler liegt bei uns" in text_of(response)
    assert "oops" not in text_of(response)


def test_a_broken_request_is_told_so(city, client, monkeypatch):
    fail_with(monkeypatch, SuspiciousOperation("odd"))
    response = client.get("/de/")
    assert response.status_code == 400
    assert "Diese Adresse ist beschädigt" in text_of(response)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Das ist nicht für alle offen"), ("ar", "هذا ليس متاحًا للجميع")]
)
def test_what_is_for_the_office_alone_says_so(client, language, words):
    response = client.get("/media/images/entwurf.png", headers={"Accept-Language": language})
    assert response.status_code == 403
    assert words in text_of(response)


def test_a_missing_page_names_likely_ones(city, client):
    html = text_of(client.get("/de/alte-seiten/ehrenamtskarte.html"))
    assert "Vielleicht meinen Sie:" in html
    assert f'href="{city.path(city.page)}"' in html
    assert 'value="ehrenamtskarte"' in html
    unknown = client.get("/de/xyz/")
    assert "Vielleicht meinen Sie:" not in text_of(unknown)
    assert city.path(city.events) in text_of(unknown)


@pytest.mark.parametrize("path", ["/de/%00/", "/de/" + "a-" * 900, "/de/'; DROP/", "/de/ or /"])
def test_a_strange_address_is_only_missing(city, client, path):
    assert client.get(path).status_code in {301, 404}


def test_gone_shows_what_there_is_instead(city, client):
    path = city.path(city.online)
    city.online.unpublish()
    settle({city.online.translation_key})
    response = client.get(path)
    assert response.status_code == 410
    html = text_of(response)
    assert "Was es stattdessen gibt" in html
    assert "Reparieren statt wegwerfen" in html
    assert "Fördermittel beantragen" not in html


def test_the_page_of_the_proxy_needs_nothing_and_speaks_every_language():
    path = settings.PROJECT / "themes/stadt/static/stadt/maintenance.html"
    html = path.read_text("utf-8")
    assert not re.findall(r"(?:src|href|url)\s*[=(]", html)
    for code, _name in settings.LANGUAGES:
        assert f'lang="{code}"' in html
