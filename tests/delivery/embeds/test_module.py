"""The script: small, self-contained, named by its bytes, and an old one is answered for ever."""

import base64
import gzip
import hashlib
import json
import re

import pytest

from hub.delivery.embeds import module
from hub.delivery.embeds.setting import OWN
from hub.delivery.models import EmbedBuild
from hub.kernel.contract import registry
from tests.kernel.capabilities import capability, installed, kind

BUDGET_BYTES = 10_000


def facts(body: str) -> dict:
    """Return what stands in front of the sources."""
    return json.loads(re.search(r"^const HUB = (\{.*\});$", body, re.MULTILINE)[1])


def test_the_script_has_at_most_10_kilobytes():
    body = module.current().body
    assert len(gzip.compress(body, 6)) <= BUDGET_BYTES


def test_the_script_needs_nothing_else_and_writes_no_html():
    text = module.current().body.decode()
    assert not re.findall(r"^import\b|\bimport\(", text, re.MULTILINE)
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "localStorage",
        "sessionStorage",
        "document.cookie",
        ".style.",
    ):
        assert forbidden not in text, forbidden


def test_it_speaks_all_languages_of_the_hub(settings):
    words = facts(module.current().body.decode())["words"]
    assert list(words) == [code for code, _name in settings.LANGUAGES]
    for name in ("failed", "empty", "stale", "loading"):
        assert len({one[name] for one in words.values()}) == len(words), name
    assert words["de-x-ls"]["state"]["cancelled"] == "fällt aus"
    assert words["ar"]["state"]["cancelled"] == "ملغى"


def test_every_kind_is_an_element_by_its_part_alone():
    before = module.current()
    thing = kind(name="thing", plural="things", title_plural="Things", order="title")
    with installed(capability("titled", (thing,))):
        later = module.current()
        found = facts(later.body.decode())["kinds"]["things"]
    assert {"limit", "topic", "locale", "q"} <= set(found["words"])
    assert (found["order"], found["listed"]) == ("title", False)
    assert later.key != before.key
    assert set(facts(before.body.decode())["kinds"]) == {one.plural for one in registry.kinds()}


def test_no_filter_of_a_kind_is_called_like_a_word_of_the_embeds():
    for one in registry.kinds():
        assert not {*OWN, "src", "lang"} & {
            name for each in one.filters for name in each.parameters
        }, one.plural


@pytest.mark.django_db
def test_the_newest_build_is_asked_for_again_and_a_named_one_never(client, site):
    build = module.current()
    newest, named = client.get("/embed/v1/hub.js"), client.get(build.path)
    assert newest.content == named.content == build.body
    assert newest["Content-Type"] == "text/javascript; charset=utf-8"
    assert "max-age=3600" in newest["Cache-Control"]
    assert named["Cache-Control"] == "public, max-age=31536000, immutable"
    for one in (newest, named):
        assert one["Access-Control-Allow-Origin"] == "*"
        assert one["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not one.cookies
    tag = {"If-None-Match": newest["ETag"]}
    assert client.get("/embed/v1/hub.js", headers=tag).status_code == 304


def test_the_checksum_is_that_of_the_bytes():
    build = module.current()
    name, _dash, value = build.integrity.partition("-")
    assert name == "sha384"
    assert base64.b64decode(value) == hashlib.sha384(build.body).digest()


@pytest.mark.django_db
def test_a_build_that_was_handed_out_is_answered_after_the_next_one(client, site):
    old = module.hand_out()
    module.hand_out()
    assert EmbedBuild.objects.count() == 1
    with installed(capability("dummy", (kind(),))):
        assert module.current().key != old.key
        response = client.get(old.path)
    assert response.content == old.body
    assert "immutable" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_build_that_nobody_knows_says_where_there_are_new_lines(client, site):
    response = client.get("/embed/v1/hub-0123456789abcdef.js")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/javascript")
    text = response.content.decode()
    assert text.startswith("/*")
    assert "http://testserver/de/einbinden/" in text


@pytest.mark.django_db
def test_the_style_sheet_is_small_and_shared(client, site):
    response = client.get("/embed/v1/hub.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert len(response.content) < 4_000
    assert facts(module.current().body.decode())["css"] == response.content.decode()
    assert client.get("/embed/v1/hub.css?x=1").status_code == 400
