"""Logs: events with fields, as JSON lines, without personal data."""

import re
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

from hub.settings import environment

# Django writes the whole path of a refused request; a stranger chooses how long that is.
REQUEST_MAXIMUM_CHARACTERS: Final = 500
REQUEST_LOGGERS: Final = ("django.request", "django.security")
# People type their mail address into the address of a page, too.
MAIL_ADDRESS: Final = re.compile(r"[^\s/?&=@]+(?:@|%40)[^\s/?&=@]+\.[^\s/?&=@]+")


def cut_request(
    logger: Any, method_name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Return the event of a request with a text of bounded length and nobody's mail address."""
    if str(event.get("logger", "")).startswith(REQUEST_LOGGERS):
        event["event"] = _cleaned(event["event"])
    if "path" in event:
        event["path"] = _cleaned(event["path"])
    return event


def _cleaned(text: Any) -> str:
    return MAIL_ADDRESS.sub("…@…", str(text)[:REQUEST_MAXIMUM_CHARACTERS])


_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    cut_request,
]
structlog.configure(
    processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _shared,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": environment.text("HUB_LOG_LEVEL", "WARNING")},
}
