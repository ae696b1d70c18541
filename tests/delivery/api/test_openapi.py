"""The OpenAPI document is exact: schemathesis asks for all of it, rightly and wrongly."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hub.kernel.contract import registry
from hub.publication.query import parameters_for
from tests.factories.documents import ORGANISATION, PLACE, publish_event, publish_news
from tests.factories.rows import a_site

PROJECT = Path(__file__).resolve().parents[3]
# Kinds share their code: one with dates and one without stand for all. `.*` asks for everything.
OPERATIONS = os.environ.get(
    "HUB_SCHEMATHESIS_PATHS",
    r"^/($|events($|/\{id)|organisations\.rss|changes|topics)",
)
# For each operation, besides every single value and violation that its description implies.
EXAMPLES = os.environ.get("HUB_SCHEMATHESIS_EXAMPLES", "3")


@pytest.fixture
def document(get: Any) -> dict[str, Any]:
    return get("/openapi.json").json()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_api_is_what_its_description_says(live_server: Any, tmp_path: Path) -> None:
    site = a_site(hostname="localhost")
    publish_event(site, "Chor", shared={"place": PLACE, "organisation": ORGANISATION})
    publish_news(site, "Neues")
    command = [sys.executable, "-m", "schemathesis.cli", "run"]
    command += [f"{live_server.url}/api/v1/openapi.json", "--url", f"{live_server.url}/api/v1"]
    command += ["--mode", "all", "--checks", "all", "--phases", "examples,coverage,fuzzing"]
    # Other capabilities answer for their own endpoints.
    command += ["--exclude-path-regex", "^/example/", "--include-path-regex", OPERATIONS]
    command += ["--max-examples", EXAMPLES]
    command += ["--seed", "1", "--generation-database", "none", "--no-color", "--workers", "2"]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.delivery.api.schemathesis_hooks", "PYTHONPATH": "."}

    run = subprocess.run(
        command,
        env={**os.environ, **hooks},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-12_000:] + run.stderr[-2_000:]
    assert int(re.search(r"(\d+) generated", run.stdout)[1]) > 500


def test_every_parameter_of_every_list_is_described(document):
    for kind in registry.kinds():
        for suffix in ("", ".csv", ".rss"):
            listed = document["paths"][f"/{kind.plural}{suffix}"]["get"]["parameters"]
            names = [one["name"] for one in listed]
            extra = ["fields"] if not suffix else []
            assert sorted(names) == sorted([*parameters_for([kind]), *extra])
            assert all(one["description"] and one["schema"] for one in listed)


def test_documents_match_the_schemas_they_are_described_with(get, site, document):
    publish_event(site, "Chor", shared={"place": PLACE, "organisation": ORGANISATION})
    publish_news(site, "Neues")

    for plural, name in (("events", "event"), ("news", "news")):
        schema = {**document["components"]["schemas"][name], "components": document["components"]}
        own = get(f"/schemas/{name}.json").json()
        for one in get(f"/{plural}").json()["items"]:
            jsonschema.validate(one, schema)
            jsonschema.validate(one, own)
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate({**one, "secret": 1}, own)


def test_the_description_names_the_site_and_its_languages(document):
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://testserver/api/v1"}]
    parameters = document["paths"]["/news"]["get"]["parameters"]
    (locale,) = [one for one in parameters if one["name"] == "locale"]
    assert locale["schema"]["enum"] == ["de", "en", "uk", "ar", "de-x-ls"]


def test_operation_ids_are_unique(document):
    ids = [one["operationId"] for item in document["paths"].values() for one in item.values()]

    assert len(ids) == len(set(ids))


def test_the_documentation_page_loads_nothing_from_elsewhere_and_runs_no_script(get, document):
    answer = get("/docs")
    page = answer.content.decode()

    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert "<script" not in page
    assert not re.findall(r"\son\w+=|style=", page)
    loaded = re.findall(r"<(?:link|img|source)[^>]+(?:href|src)=\"([^\"]+)\"", page)
    assert loaded
    assert all(one.startswith("/static/") for one in loaded)
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    assert "curl " in page


def test_a_capabilitys_own_endpoints_stand_beside_ours(get, client, site, document):
    assert "/example/tally" in document["paths"]
    assert get("/example/tally").status_code == 200
    wrong = client.put("/api/v1/example/notes/x/pin", "{}", content_type="application/json")
    assert wrong.status_code == 401
    assert wrong["Access-Control-Allow-Origin"] == "*"
    assert client.delete("/api/v1/example/tally").status_code == 405


def test_a_switched_off_capabilitys_endpoints_are_gone(get, site):
    from hub.publication.models import Counter, PublicationSite

    PublicationSite.objects.update(facts={**site.facts, "off": ["example"]})
    Counter.objects.update_or_create(pk=1, defaults={"value": 5_000})

    assert get("/example/tally").status_code == 404
    assert "/example/tally" not in get("/openapi.json").json()["paths"]
