"""Changes, and the mirror of docs/api.md, run as it stands there."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from hub.publication.models import Publication
from tests.factories.documents import bury_row, publish_event, publish_news

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"


def test_changes_come_in_order_with_tombstones(get, site):
    first = publish_news(site, "Eins")
    second = publish_event(site, "Zwei")
    bury_row(first)

    body = get("/changes").json()

    assert [one["deleted"] for one in body["items"]] == [False, True]
    assert body["items"][0]["document"]["id"] == str(second.document_id)
    tombstone = body["items"][1]
    assert tombstone.keys() == {"sequence", "deleted", "id", "kind", "locale", "deleted_at"}
    assert tombstone["id"] == str(first.document_id)
    assert body["is_complete"] is True
    assert body["next_since"] == tombstone["sequence"]


def test_an_unfinished_page_says_where_the_next_begins(get, site):
    for number in range(5):
        publish_news(site, f"Neues {number}")

    answer = get("/changes", limit=2, kind="news")
    body = answer.json()

    assert body["is_complete"] is False
    assert f"since={body['next_since']}&limit=2&kind=news" in answer["Link"]
    rest = get("/changes", since=body["next_since"]).json()
    assert len(rest["items"]) == 3
    assert rest["is_complete"] is True


def test_nothing_new_is_an_empty_complete_page(get, site):
    publish_news(site, "Eins")
    newest = get("/changes").json()["next_since"]

    body = get("/changes", since=newest).json()

    assert body == {"items": [], "next_since": newest, "is_complete": True}


def test_a_number_from_before_a_restore_is_refused(get, site):
    publish_news(site, "Eins")
    newest = get("/changes").json()["next_since"]

    answer = get("/changes", since=newest + 1)

    assert answer.status_code == 400
    [problem] = answer.json()["errors"]
    assert problem["parameter"] == "since"
    assert "since=0" in problem["message"]


def test_only_wanted_kinds_come(get, client, site):
    publish_news(site, "Eins")
    publish_event(site, "Zwei")

    one = get("/changes", kind="news").json()["items"]
    both = client.get("/api/v1/changes?kind=news&kind=event").json()["items"]

    assert [item["document"]["kind"] for item in one] == ["news"]
    assert len(both) == 2


def test_a_mirror_hears_the_tombstones_of_a_kind_that_was_retired(get, site):
    row = publish_news(site, "Eins")
    publish_event(site, "Zwei")
    bury_row(row)
    Publication.objects.filter(pk=row.pk).update(kind="advice")

    found = get("/changes", kind="advice").json()["items"]

    assert [(one["deleted"], one["kind"]) for one in found] == [(True, "advice")]
    assert get("/changes", kind="ghost").status_code == 400


def test_what_a_missing_capability_left_behind_is_not_shown(get, site):
    row = publish_news(site, "Noch nicht begraben")
    Publication.objects.filter(pk=row.pk).update(kind="advice")

    for query in ({}, {"kind": "advice"}):
        assert get("/changes", **query).json()["items"] == []


class Answer:
    """What urlopen returns, out of the test client."""

    def __init__(self, response: Any) -> None:
        self.text = response.content

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *error: Any) -> None:
        pass

    def read(self) -> bytes:
        return self.text


@pytest.fixture
def mirror(client, tmp_path, monkeypatch):
    """The script of the page, reading from the test client and writing into a folder."""
    script = re.search(r"```python\n(# mirror\.py.*?)```", PAGE.read_text(), re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.sleep", lambda seconds: None)

    def urlopen(url: str, timeout: float) -> Answer:
        parts = urlsplit(url)
        return Answer(client.get(f"{parts.path}?{parts.query}"))

    monkeypatch.setattr("urllib.request.urlopen", urlopen)

    def run() -> dict[str, str]:
        exec(compile(script, "mirror.py", "exec"), {"__name__": "__main__"})
        files = tmp_path.glob("mirror/*.json")
        documents = [json.loads(path.read_text()) for path in files]
        return {f"{one['id']} {one['locale']}": one["title"] for one in documents}

    assert len(script.splitlines()) <= 32
    return run


def test_the_mirror_of_the_documentation_ends_with_exactly_the_rows(site, mirror):
    def rows() -> dict[str, str]:
        live = Publication.objects.filter(is_deleted=False)
        return {f"{one.document_id} {one.locale}": one.title for one in live}

    written = [publish_news(site, f"Neues {number}") for number in range(130)]
    assert mirror() == rows()
    bury_row(written[3])
    publish_news(site, "Anders", document_id=written[4].document_id)
    publish_news(site, "Other", document_id=written[4].document_id, locale="en", answers=["en"])
    publish_event(site, "Chor")

    assert mirror() == rows()
    assert mirror() == rows()
