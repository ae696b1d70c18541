"""Languages: an item that exists is never a 404, and what stands in says so."""

import json

import pytest

from tests.factories.documents import publish_news


@pytest.fixture
def german(site):
    return publish_news(site, "Neues aus der Stadt", slug="neues")


def test_another_language_answers_in_german_and_says_so(get, german):
    one = get(f"/news/{german.document_id}", locale="en").json()
    listed = get("/news", locale="en").json()["items"][0]

    for found in (one, listed):
        assert found["title"] == "Neues aus der Stadt"
        assert found["locale"] == "de"
        assert found["translation"] == {
            "status": "fallback",
            "source_locale": "de",
            "is_outdated": False,
            "is_complete": True,
            "untranslated": [],
        }


def test_without_fallback_it_is_absent(get, german):
    assert get("/news", locale="en", fallback="none").json()["items"] == []
    answer = get(f"/news/{german.document_id}", locale="en", fallback="none")
    assert answer.status_code == 404
    assert "fallback" in answer.json()["detail"]


def test_a_translation_takes_the_place_of_the_fallback(get, site, german):
    german = publish_news(
        site, "Neues", document_id=german.document_id, answers=["de", "uk"], slug="neues"
    )
    publish_news(
        site, "News", document_id=german.document_id, locale="en", answers=["en"], slug="news"
    )

    titles = [one["title"] for one in get("/news", locale="en").json()["items"]]
    assert titles == ["News"]
    assert get("/news/by-slug/neues", locale="en").json()["title"] == "News"
    assert get("/news/by-slug/news").json()["title"] == "Neues"


def test_fallback_and_original_have_different_etags(get, german):
    path = f"/news/{german.document_id}"

    assert get(path)["ETag"] != get(path, locale="en")["ETag"]
    assert get("/news")["ETag"] != get("/news", locale="en")["ETag"]


def test_a_title_that_looks_like_the_stored_key_is_left_alone(get, site):
    title = '"translation":{"status":"x"}'
    row = publish_news(site, title)

    found = get(f"/news/{row.document_id}", locale="en")

    assert found.json()["title"] == title
    assert found.json()["translation"]["status"] == "fallback"
    assert json.loads(row.document)["translation"]["status"] == "original"


@pytest.mark.parametrize("suffix", ["rss", "json-feed", "csv", "jsonld"])
def test_formats_speak_the_wanted_language_too(get, german, suffix):
    assert "Neues aus der Stadt" in get(f"/news.{suffix}", locale="en").content.decode()
    empty = get(f"/news.{suffix}", locale="en", fallback="none").content.decode()
    assert "Neues aus der Stadt" not in empty
