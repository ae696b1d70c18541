"""The search over all kinds: ranked, marked, counted, page by page."""

import json

import pytest

from hub.publication.search import engine
from tests.factories.documents import bury_row, publish_event, publish_news

pytestmark = pytest.mark.django_db


def body(text: str) -> dict:
    return {"body_html": f"<p>{text}</p>"}


@pytest.fixture
def found(site, client):
    publish_news(site, "Ein Sommerfest", facets=["topic=culture"], shared=body("Das Sommerfest."))
    publish_news(site, "Neues", shared=body("Am Rand: das <b>Sommerfest</b> &amp; mehr."))
    publish_event(
        site, "1 < 2: Markt", shared=body("Nach dem Sommerfest."), facets=["topic=culture"]
    )
    publish_news(site, "Ohne", shared=body("Nichts davon."))
    return lambda query: client.get(f"/api/v1/search?{query}")


def titles(response) -> list[str]:
    return [one["document"]["title"] for one in response.json()["items"]]


def test_what_has_the_words_in_its_title_comes_first(found):
    response = found("q=sommerfeste")

    assert titles(response)[0] == "Ein Sommerfest"
    assert set(titles(response)) == {"Ein Sommerfest", "Neues", "1 < 2: Markt"}
    scores = [one["score"] for one in response.json()["items"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1]


def test_words_are_marked_and_nothing_else_is_markup(found):
    items = {one["document"]["title"]: one for one in found("q=sommerfest").json()["items"]}

    assert items["Ein Sommerfest"]["highlights"]["title"] == "Ein <mark>Sommerfest</mark>"
    text = items["Neues"]["highlights"]["text"]
    assert "<mark>Sommerfest</mark>" in text
    assert "&amp; mehr" in text
    assert "<b>" not in text
    assert "title" not in items["Neues"]["highlights"]
    [market] = found("q=markt").json()["items"]
    assert market["highlights"]["title"] == "1 &lt; 2: <mark>Markt</mark>"


def test_facets_count_all_pages_and_kinds_as_if_none_were_chosen(found):
    whole = found("q=sommerfest&limit=1&count=true").json()
    news = found("q=sommerfest&kind=news&count=true").json()

    assert whole["total"] == 3
    assert whole["facets"]["kind"] == {"news": 2, "event": 1}
    assert whole["facets"]["topic"] == {"culture": 2}
    assert news["total"] == 2
    assert news["facets"]["kind"] == {"news": 2, "event": 1}
    assert news["facets"]["topic"] == {"culture": 1}
    assert (whole["engine"], whole["suggestion"]) == ("postgresql", None)


def test_pages_lead_on_to_the_last(found, client):
    whole, walked = titles(found("q=sommerfest")), []
    response = found("q=sommerfest&limit=1")
    while True:
        walked += titles(response)
        url = response.json()["next"]
        if url is None:
            break
        assert f'<{url}>; rel="next"' == response["Link"]
        response = client.get(url.removeprefix("http://testserver"))

    assert walked == whole


def test_other_words_of_the_query_language_hold_too(found):
    assert titles(found("q=sommerfest&topic=culture&kind=event")) == ["1 < 2: Markt"]
    assert found("q=sommerfest&fields=title").json()["items"][0]["document"].keys() == {
        "id",
        "title",
    }


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=+", "q"),
        ("q=a&kind=cars", "kind"),
        ("q=a&colour=red", "colour"),
        ("q=a&sort=amount", "sort"),
        ("q=a&cursor=x", "cursor"),
        ("q=a&fields=secret", "fields"),
    ],
)
def test_what_is_not_understood_is_named(found, query, parameter):
    response = found(query)

    assert response.status_code == 400
    assert [one["parameter"] for one in response.json()["errors"]] == [parameter]


def test_what_is_gone_is_not_found_any_more(site, found):
    row = publish_news(site, "Geheim", shared=body("Das Sommerfest."))
    assert "Geheim" in titles(found("q=sommerfest"))
    bury_row(row)
    assert "Geheim" not in titles(found("q=sommerfest"))


def test_hyphens_without_end_are_no_negations(found):
    assert found("q=" + "-" * 150 + "sommerfest").status_code == 200


def test_the_engine_reads_what_was_asked_as_declared_values(site):
    from hub.kernel.contract import registry
    from hub.publication.query import parse

    asked = {"q": ["fest"], "topic": ["a", "b"], "near": ["51.8,12.2"], "radius_km": ["2"]}
    selection = parse(asked, registry.kinds(), site)

    values = {one.filter.name: one.values for one in selection.asked}
    assert values == {"q": ("fest",), "topic": ("a", "b"), "near": ("51.8,12.2", 2.0)}
    assert engine().search(selection).hits == ()


def test_a_search_takes_few_statements(found, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert json.loads(found("q=sommerfest").content)["items"]
