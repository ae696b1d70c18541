"""HUB_HOME: the folder with the data, secrets, logs and locks of one set of services."""

import fcntl
import os
import re
import secrets
import shlex
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from services import ServiceError

WAIT_FOR_STATE_SECONDS = 60


class Home:
    """One folder, one owner at a time. The kernel drops the lock when the owner dies.

    `env.sh` exists while services run and holds what a program needs to use them.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._locks: dict[str, IO[str]] = {}

    def create(self) -> None:
        """The folder exists, readable by its owner only."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self.path / "log").mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise ServiceError(f"Cannot create HUB_HOME {self.path}: {error.strerror}") from error

    def log(self, name: str) -> Path:
        return self.path / "log" / f"{name}.log"

    # -- locks ---------------------------------------------------------------------------

    def claim(self, title: str) -> bool:
        """Become the owner and write who we are, or return False because somebody else is."""
        self.create()
        if not self._lock("owner.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            return False
        file = self._locks["owner.lock"]
        file.truncate(0)
        file.write(f"{os.getpid()} {title}\n")
        file.flush()
        self.forget_environment()
        return True

    def is_free(self) -> bool:
        """Nobody owned the folder a moment ago."""
        is_free = self._lock("owner.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.release("owner.lock")
        return is_free

    def owner(self) -> str:
        """Process number and title of the owner, for messages."""
        return (self.path / "owner.lock").read_text().strip() or "another process"

    def join(self) -> dict[str, str] | None:
        """Use the services of the owner: its variables, or None when it is just ending.

        While we hold this shared lock an owner that only ran a command waits for us.
        """
        self._lock("users.lock", fcntl.LOCK_SH)
        deadline = time.monotonic() + WAIT_FOR_STATE_SECONDS
        while time.monotonic() < deadline:
            if environment := self.read_environment():
                return environment
            if self._lock("owner.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
                break
            time.sleep(0.2)
        self.release("owner.lock")
        self.release("users.lock")
        return None

    def wait_for_users(self) -> None:
        """Nobody else uses our services now, and nobody can begin to."""
        self._lock("users.lock", fcntl.LOCK_EX)

    def release(self, name: str) -> None:
        if file := self._locks.pop(name, None):
            file.close()

    def _lock(self, name: str, mode: int) -> bool:
        try:
            descriptor = os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise ServiceError(
                f"Cannot use HUB_HOME {self.path}: {error.strerror} ({name})."
            ) from error
        file = os.fdopen(descriptor, "r+")
        try:
            fcntl.flock(file, mode)
        except BlockingIOError:
            file.close()
            return False
        self._locks[name] = file
        return True

    # -- secrets and state ---------------------------------------------------------------

    def secret(self, name: str) -> str:
        """A random text made once, kept in a file only its owner can read."""
        path = self.path / name
        if not path.exists():
            _write_private(path, secrets.token_urlsafe(48))
        return path.read_text().strip()

    def write_private(self, name: str, text: str) -> Path:
        """The file holds the text and nobody else can read it, at no moment."""
        _write_private(self.path / name, text)
        return self.path / name

    def write_environment(self, variables: Mapping[str, str]) -> None:
        lines = [f"export {name}={shlex.quote(value)}\n" for name, value in variables.items()]
        self.write_private("env.sh", "".join(lines))

    def read_environment(self) -> dict[str, str]:
        """What `env.sh` exports; empty when no services run."""
        try:
            text = (self.path / "env.sh").read_text()
        except FileNotFoundError:
            return {}
        words = [word for word in shlex.split(text) if re.match(r"[A-Z_]+=", word)]
        return dict(word.split("=", 1) for word in words)

    def forget_environment(self) -> None:
        (self.path / "env.sh").unlink(missing_ok=True)


def _write_private(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    temporary.replace(path)
