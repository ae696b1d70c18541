"""Lists of a kind: by each of its numbers, by the role of its order, narrowed by each filter."""

import pytest
from django.conf import settings

from hub.kernel.contract import registry
from hub.kernel.contract.filters import DateRange, Flag, NumberRange, OnDate, Open, Worded
from hub.kernel.contract.parts import Kind
from hub.publication.query import parameters_for
from hub.publication.sweep import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.brings(part=Kind)]
FORMATS = ("", ".rss", ".atom", ".json-feed", ".csv", ".jsonld")


@pytest.fixture
def kinds(capability, samples, site) -> list[Kind]:
    samples(capability).make(site)
    sweep()
    return [one.part for one in registry.owned(Kind) if one.owner is capability]


def a_value(one, name: str) -> str:
    """Return a value that the filter understands."""
    if isinstance(one, (Flag, Open)):
        return "true"
    if isinstance(one, NumberRange):
        return "5"
    if isinstance(one, DateRange):
        return "+5d"
    return one.values[0] if isinstance(one, Worded) and one.values else "something"


def test_each_filter_is_understood_in_every_format(kinds, client):
    for kind in kinds:
        for one in kind.filters:
            for name in one.parameters:
                query = {name: a_value(one, name)}
                for suffix in FORMATS:
                    response = client.get(f"/api/v1/{kind.plural}{suffix}", query)
                    assert response.status_code == 200, (kind.name, suffix, query)


def test_what_a_filter_does_not_understand_is_refused_by_its_name(kinds, client):
    closed = (Flag, Open, NumberRange, DateRange, OnDate)
    for kind in kinds:
        for one in kind.filters:
            for name in one.parameters if isinstance(one, closed) else ():
                response = client.get(f"/api/v1/{kind.plural}", {name: "made up"})
                assert response.status_code == 400
                assert response.json()["errors"][0]["parameter"] == name


def test_the_samples_come_by_each_number_both_ways_and_stay_all_there(kinds, client):
    for kind in kinds:
        whole = client.get(f"/api/v1/{kind.plural}").json()["items"]
        for number in kind.numbers:
            for sort in (number.name, f"-{number.name}"):
                found = client.get(f"/api/v1/{kind.plural}", {"sort": sort}).json()["items"]
                assert sorted(one["id"] for one in found) == sorted(one["id"] for one in whole)


def test_all_of_it_is_described(kinds, client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for kind in kinds:
        described = {one["name"] for one in paths[f"/{kind.plural}"]["get"]["parameters"]}
        assert set(parameters_for([kind])) <= described


def test_readers_see_a_title_of_each_number_range_and_deadline_in_german(kinds):
    from django.utils.translation import override

    for kind in kinds:
        ranges = [one for one in kind.filters if isinstance(one, (NumberRange, DateRange, Open))]
        for one in (*kind.numbers, *ranges):
            with override("en"):
                english = str(one.title)
            with override(settings.LANGUAGE_CODE):
                assert english
                assert str(one.title) != english
