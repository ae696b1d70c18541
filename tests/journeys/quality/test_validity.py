"""Every template's HTML is valid, in every theme and language; the checker starts once a theme."""

import re
import urllib.error
import urllib.request

import pytest

from tests.journeys.quality.addresses import in_language
from tests.journeys.quality.validator import errors

pytestmark = pytest.mark.slow


def test_html_is_valid_and_the_checker_finds_what_is_not(hub, theme, pages, tmp_path):
    for name, path in pages.items():
        for locale in ("de", "ar", "de-x-ls"):
            address = hub.base + in_language(path, locale)
            (tmp_path / f"{locale}-{re.sub('[^a-z]+', '-', name)}.html").write_bytes(_read(address))
    (tmp_path / "bad.html").write_text("<!doctype html><title></title><img src=a.png><h1>A<h4>B")
    found = [
        (one["url"].rpartition("/")[2], one["message"], one.get("extract", "")[:200])
        for one in errors(tmp_path)
    ]
    assert [one for one in found if one[0] != "bad.html"] == []
    assert found


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        # 404 and 400 are pages too.
        return error.read()
