"""Documents of every kind: complete, by their schema, readable by everybody, the same twice."""

import json

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import SHARED
from hub.kernel.documents.schema import document_schema
from hub.publication.models import Publication
from hub.publication.settle import settle
from hub.publication.sweep import sweep

pytestmark = pytest.mark.django_db


def kinds_of(capability) -> list[Kind]:
    return [one.part for one in registry.owned(Kind) if one.owner is capability]


def made_and_settled(capability, samples, site) -> dict:
    made = samples(capability).make(site)
    sweep()
    return made


def document_of(source) -> dict:
    row = Publication.objects.get(document_id=source.document_id, is_deleted=False)
    return json.loads(row.document)


def test_there_is_a_sample_of_every_kind(capability, samples, site):
    made = samples(capability).make(site)

    assert {registry.kind_of(source).name for source in made.values()} == set(made)
    assert set(made) == {kind.name for kind in kinds_of(capability)}


def test_documents_match_their_schema(capability, samples, site):
    for kind, source in made_and_settled(capability, samples, site).items():
        found = document_of(source)
        schema = document_schema(registry.kind(kind))

        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
            found
        )
        assert list(found) == [*SHARED, registry.kind(kind).document_key, "x"]


def test_a_second_settle_writes_nothing(capability, samples, site):
    made = made_and_settled(capability, samples, site)

    again = settle({source.translation_key for source in made.values()})

    assert (again.written_count, again.buried_count, again.failed_count) == (0, 0, 0)


def test_what_is_read_back_is_what_was_written(capability, samples, site):
    for kind, source in made_and_settled(capability, samples, site).items():
        key = registry.kind(kind).document_key
        facts = document_of(source)[key]

        errors = registry.kind(kind).read_line(source, facts)
        source.save()
        settle({source.translation_key})

        assert errors == {}
        assert document_of(source)[key] == facts


def test_search_engines_get_schema_org(capability, samples, site):
    for kind, source in made_and_settled(capability, samples, site).items():
        found = registry.kind(kind).schema_org(document_of(source))

        assert found["@type"]
        json.dumps(found)


def test_lists_and_details_are_served(capability, samples, site, client):
    for kind, source in made_and_settled(capability, samples, site).items():
        address = f"/api/v1/{registry.kind(kind).plural}"

        listed = client.get(address).json()["items"]
        one = client.get(f"{address}/{source.document_id}").json()

        assert str(source.document_id) in [item["id"] for item in listed]
        assert one["title"] == source.title


def another(source):
    """Return a live copy of a page or record under another name."""
    if hasattr(source, "path"):
        return source.copy(update_attrs={"slug": f"{source.slug}-2"}, keep_live=True)
    copy = type(source).objects.get(pk=source.pk)
    copy.pk, copy.slug = None, f"{source.slug}-2"
    copy.translation_key = type(source)._meta.get_field("translation_key").get_default()
    copy.save()
    return copy


def test_the_queries_of_a_list_do_not_grow_with_it(capability, samples, site, client):
    for kind, source in made_and_settled(capability, samples, site).items():
        address = f"/api/v1/{registry.kind(kind).plural}"
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            before = client.get(address).json()["items"]
        for _number in range(1):
            settle({another(source).translation_key})
        client.get(address)
        with CaptureQueriesContext(connection) as many:
            after = client.get(address).json()["items"]

        assert len(after) == len(before) + 1
        assert len(many) == len(few) <= MOST_QUERIES


# The newest sequence, the site's facts, the list: nothing else is read for an answer.
MOST_QUERIES = 3


def test_all_together_match_their_schemas_and_a_sweep_writes_nothing(everything):
    for row in Publication.objects.filter(is_deleted=False):
        jsonschema.validate(json.loads(row.document), document_schema(registry.kind(row.kind)))

    again = sweep()

    assert (again.written_count, again.buried_count, again.failed_count) == (0, 0, 0)
