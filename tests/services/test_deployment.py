"""What operators copy: the Compose file, `.env.example`, the locked requirements."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from hub.settings.environment import KNOWN

PROJECT = Path(__file__).resolve().parents[2]
# Variables of the containers beside the hub, and of Compose itself.
OTHERS = {"COMPOSE_PROFILES", "HUB_VERSION", "MAIL_PORT"}
# Fixed inside the image, or of no use there.
NOT_IN_COMPOSE = {"HUB_MAILBOX", "HUB_PORT", "HUB_MEDIA_ROOT", "HUB_STATIC_ROOT"}


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def hub_services(compose: Any) -> Iterator[tuple[str, Any]]:
    for name, service in compose["services"].items():
        if service["image"].startswith("engagement-hub"):
            yield name, service


def test_the_compose_file_matches_the_compose_schema(compose: Any) -> None:
    vendored = files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json"
    schema = yaml.safe_load(vendored.read_text())

    jsonschema.validate(compose, schema)

    compose["services"]["web"]["healtcheck"] = {}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(compose, schema)


def test_every_service_of_the_design_is_there(compose: Any) -> None:
    wanted = {"migrate", "web", "worker", "beat", "db", "valkey", "search", "mail", "proxy"}
    assert set(compose["services"]) == wanted
    without = {name for name, one in compose["services"].items() if "healthcheck" not in one}
    assert without == {"migrate"}


def test_the_proxy_finds_each_file_of_ours_that_it_is_given(compose: Any) -> None:
    given = [str(one).split(":") for one in compose["services"]["proxy"]["volumes"]]
    ours = [source for source, *_rest in given if source.startswith("./")]
    assert len(ours) == 2
    assert [source for source in ours if not (PROJECT / source).is_file()] == []


def test_our_containers_get_exactly_the_variables_the_settings_read(compose: Any) -> None:
    for name, service in hub_services(compose):
        given = set(service["environment"])
        assert given <= set(KNOWN), name
        assert given == set(KNOWN) - NOT_IN_COMPOSE, name


def test_no_secret_has_a_value_in_the_compose_file() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    for line in text.splitlines():
        if re.search(r"(PASSWORD|SECRET|AUTH)\w*: ", line):
            assert "${" in line, line
    for name in ("POSTGRES_PASSWORD", "VALKEY_PASSWORD", "HUB_SECRET_KEY"):
        uses = re.findall(rf"\$\{{{name}(.)", text)
        assert uses, name
        assert set(uses) == {":"}, f"{name} is used without :?"


def test_the_example_lists_every_variable_and_no_other() -> None:
    example = (PROJECT / ".env.example").read_text()
    listed = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", example, re.MULTILINE)
    used = set(re.findall(r"\$\{([A-Z_]+)", (PROJECT / "docker-compose.yml").read_text()))

    assert len(listed) == len(set(listed)), "listed twice"
    assert set(KNOWN) <= set(listed), set(KNOWN) - set(listed)
    assert set(listed) <= set(KNOWN) | used | OTHERS, set(listed) - set(KNOWN) - used
    assert used <= set(listed) | OTHERS, used - set(listed)


def test_the_operations_page_explains_every_variable() -> None:
    page = (PROJECT / "docs/operations.md").read_text()
    assert [name for name in KNOWN if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", ["base", "local", "dev"])
def test_each_locked_file_is_hashed_and_holds_what_was_asked_for(name: str) -> None:
    folder = PROJECT / "requirements"
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (folder / f"{name}.in").read_text(), re.MULTILINE)
    text = (folder / f"{name}.txt").read_text()
    blocks = re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^]]*\])?==((?:.*\\\n)*.*)", text, re.MULTILINE)

    locked = {package for package, block in blocks if "--hash=sha256:" in block}
    assert len(locked) == len(blocks)
    assert {re.sub(r"[-_.]+", "-", package).lower() for package in asked} <= locked
    assert "://" not in text
