"""What a stranger sends does not fill the log."""

import json
import logging
from logging.config import DictConfigurator
from typing import Any

import pytest

from hub.settings.logging import LOGGING, cut_request


def line_of(logger: str, message: str, path: str) -> str:
    formatter = DictConfigurator(LOGGING).configure_formatter(dict(LOGGING["formatters"]["json"]))
    record = logging.LogRecord(logger, logging.WARNING, __file__, 1, message, (path,), None)
    return str(json.loads(formatter.format(record))["event"])


def test_the_log_keeps_500_characters_of_a_path() -> None:
    line = line_of("django.request", "Not Found: %s", "/de/" + "a" * 1_900)

    assert len(line) == 500
    assert line.startswith("Not Found: /de/aaa")


def test_other_lines_stay_whole() -> None:
    assert len(line_of("celery.worker", "Failed: %s", "a" * 1_900)) == 1_908


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/de/anna.muster@example.org/", "Not Found: /de/…@…/"),
        ("/de/x?mail=anna%40example.org&a=1", "Not Found: /de/x?mail=…@…&a=1"),
        ("/@stadt/", "Not Found: /@stadt/"),
    ],
)
def test_a_mail_address_typed_into_a_path_is_not_kept(path: str, expected: str) -> None:
    assert line_of("django.request", "Not Found: %s", path) == expected


def test_paths_of_our_own_lines_are_cleaned_too() -> None:
    event: dict[str, Any] = {"event": "portal.value_refused", "path": "/de/anna@example.org/"}
    assert cut_request(None, "", event)["path"] == "/de/…@…/"
