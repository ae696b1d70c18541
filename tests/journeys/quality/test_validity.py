"""Every template's HTML is valid, in every theme and language; the checker starts once a theme."""

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.quality.validator import errors

pytestmark = pytest.mark.slow


def test_the_checker_finds_what_is_invalid(tmp_path: Path):
    (tmp_path / "bad.html").write_text("<!doctype html><title></title><img src=a.png><h1>A<h4>B")
    assert errors(tmp_path)


def test_html_is_valid(hub, theme, pages, tmp_path):
    for name, path in pages.items():
        for locale in ("de", "ar", "de-x-ls"):
            address = hub.base + path.replace("/de/", f"/{locale}/", 1)
            (tmp_path / f"{locale}-{re.sub('[^a-z]+', '-', name)}.html").write_bytes(_read(address))
    found = [
        (one["url"].rpartition("/")[2], one["message"], one.get("extract", "")[:200])
        for one in errors(tmp_path)
    ]
    assert found == []


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        # 404 and 400 are pages too.
        return error.read()
