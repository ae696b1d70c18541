"""The one place that reads environment variables.

Every variable is declared here with its meaning, so that the documentation, `.env.example` and
`docker-compose.yml` can be checked against what the hub really reads.
"""

import json
import os
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).resolve().parents[2]

KNOWN: Final[dict[str, str]] = {
    "DATABASE_URL": "PostgreSQL, e.g. postgresql://user:password@host:5432/hub",
    "REDIS_URL": "Redis or Valkey, e.g. redis://:password@host:6379/0",
    "SEARCH_URL": "Elasticsearch or OpenSearch; empty: PostgreSQL full text",
    "EMAIL_URL": "SMTP, e.g. smtp://user:password@host:587/?tls=starttls; empty: mails wait",
    "HUB_ALLOWED_HOSTS": "host names the hub answers to, separated by commas",
    "HUB_ANSWERS_MEBIBYTES": "memory a web process keeps ready answers in; 0 keeps none",
    "HUB_ANSWERS_WITHOUT_DATABASE": "0 gives no kept answers while PostgreSQL does not answer",
    "HUB_BASE_URL": "public address without a slash at the end, e.g. https://engagiert.example",
    "HUB_CAPABILITIES": "capabilities in their order, separated by commas",
    "HUB_CAPABILITY_SETTINGS": 'settings of capabilities as JSON, e.g. {"events": {"state": "BY"}}',
    "HUB_DEBUG": "1 shows error pages to developers; never in production",
    "HUB_DEFAULT_LANGUAGE": "the language the office writes in, e.g. de",
    "HUB_FETCH_ALLOW": "servers in closed networks that may be asked: host:port, by commas",
    "HUB_FETCH_PAUSE_SECONDS": "least time between two requests to one server",
    "HUB_FETCH_USER_AGENT": "how the hub names itself to other servers, with a contact",
    "HUB_HOME": "folder for uploaded files and, in the demo, for the services' data",
    "HUB_LANGUAGES": "languages of the content, separated by commas",
    "HUB_LISTEN": "0 asks the database for the newest sequence at each request (benchmarks)",
    "HUB_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "HUB_MAILBOX": "folder with the mails of a demo, shown at /-/mailbox/; never in production",
    "HUB_MAIL_FROM": "sender's address; several for several sites, separated by commas",
    "HUB_MAP_OUTLINE": "GeoJSON file with the city's rivers and districts; none: places alone",
    "HUB_MAP_SOURCE": "whom the map with streets names as its source",
    "HUB_MAP_SOURCE_URL": "where that source says more",
    "HUB_MAP_TILES": "address of the map's pictures with {z}, {x} and {y}; none: no such map",
    "HUB_MEDIA_ROOT": "folder for uploaded files, if not HUB_HOME/media",
    "HUB_NETWORK_SECONDS": "seconds a minute of each web process that one network may have; 0: all",
    "HUB_PORT": "port of the web server",
    "HUB_PROOF_COST": "how long a browser works before it sends a public form; 0: not at all",
    "HUB_SEARCH_ENGINE": "dotted path of the search engine",
    "HUB_SECRET_KEY": "at least 50 random characters",
    "HUB_STATIC_ROOT": "folder of the collected static files, if not HUB_HOME/static",
    "HUB_STATE": "whose public holidays count, as in ISO 3166-2:DE without DE-",
    "HUB_TIME_ZONE": "IANA name of the city's time zone",
    "HUB_TRUSTED_PROXIES_COUNT": "how many reverse proxies stand in front of the hub",
}


class MissingVariable(Exception):
    """A variable that has no safe default is not set. Set it; KNOWN says what it means."""


class BadVariable(Exception):
    """A variable cannot be understood. Correct it; the text says what was expected."""


def text(name: str, default: str | None = None) -> str:
    """Return the variable's text, or the default where it is unset or empty."""
    if name not in KNOWN:
        raise KeyError(f"{name} is not declared in hub.settings.environment.KNOWN")
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise MissingVariable(f"Set {name}: {KNOWN[name]}")
    return default


def flag(name: str, default: bool = False) -> bool:
    """Return True for 1, true, yes, on."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    return int(text(name, str(default)))


def names(name: str, default: str) -> list[str]:
    """Return the variable's parts between commas, without spaces and without empty ones."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def mapping(name: str) -> dict[str, dict[str, Any]]:
    """Return the variable as a JSON object of objects; unset is empty.

    Raises BadVariable for anything else.
    """
    try:
        found = json.loads(text(name, "{}"))
    except json.JSONDecodeError as error:
        raise BadVariable(f"{name} is no JSON: {error}. {KNOWN[name]}") from None
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise BadVariable(f"{name} is no object of objects. {KNOWN[name]}")
    return found
