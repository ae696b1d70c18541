"""What a stranger sends does not fill the log."""

import json
import logging
from logging.config import DictConfigurator

from hub.settings.logging import LOGGING


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
