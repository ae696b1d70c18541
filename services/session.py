"""One set of services for one HUB_HOME: started, used by a command or for long, stopped."""

import contextlib
import dataclasses
import itertools
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from services import ServiceError, postgres, valkey
from services.home import Home
from services.supervisor import Supervisor

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Wishes:
    """How the services shall run. `is_fresh`: the folder is emptied before and after."""

    is_fast: bool = False
    max_connections: int = 100
    is_fresh: bool = False


@dataclass
class Session:
    """Running services: who keeps them, and the variables by which programs find them."""

    home: Home
    supervisor: Supervisor
    variables: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def opened(home: Home, title: str, wishes: Wishes) -> Iterator[Session]:
    """Own the folder and its services inside the `with`; ServiceError if somebody else does."""
    if not home.claim(title):
        raise ServiceError(
            f"HUB_HOME {home.path} is in use (process {home.owner()}); "
            "stop it or choose another HUB_HOME."
        )
    if wishes.is_fresh:
        _empty(home)
    with Supervisor() as supervisor:
        session = Session(home, supervisor)
        session.variables.update(_start_services(session, wishes))
        home.write_environment(session.variables)
        try:
            yield session
        finally:
            home.forget_environment()
    if wishes.is_fresh:
        _empty(home)


def run(home: Home, command: Sequence[str], wishes: Wishes) -> int:
    """Run one command with services of its own; its exit code. Later joiners are waited for."""
    with opened(home, " ".join(command)[:80], wishes) as session:
        code = session.supervisor.run(command, session.variables)
        home.wait_for_users()
    return code


def run_apart(home: Home, name: str, command: Sequence[str], wishes: Wishes) -> int:
    """Like `run`, in a folder of its own below `home` that is gone afterwards.

    Several at the same time get folders `test`, `test-2`, `test-3` …
    """
    for number in itertools.count(1):
        apart = Home(home.path / (name if number == 1 else f"{name}-{number}"))
        apart.create()
        if apart.is_free():
            return run(apart, command, dataclasses.replace(wishes, is_fresh=True))
    raise AssertionError


def run_or_join(home: Home, command: Sequence[str], wishes: Wishes) -> int:
    """Like `run`, but with the services of a running demo if there is one."""
    home.create()
    while not home.is_free():
        if (variables := home.join()) is not None:
            with Supervisor() as supervisor:
                return supervisor.run(command, variables)
    return run(home, command, wishes)


def _start_services(session: Session, wishes: Wishes) -> Mapping[str, str]:
    """Start only what the environment does not already name."""
    variables = {"HUB_HOME": str(session.home.path)}
    if not os.environ.get("DATABASE_URL"):
        variables["DATABASE_URL"] = postgres.start(
            session.supervisor,
            session.home,
            is_fast=wishes.is_fast,
            max_connections=wishes.max_connections,
        )
    if not os.environ.get("REDIS_URL"):
        variables["REDIS_URL"] = valkey.start(
            session.supervisor, session.home, is_fast=wishes.is_fast
        )
    if not os.environ.get("HUB_SECRET_KEY"):
        variables["HUB_SECRET_KEY"] = session.home.secret("secret_key")
    return variables


def _empty(home: Home) -> None:
    """Nothing but the locks is left in the folder."""
    for path in home.path.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.suffix != ".lock":
            path.unlink()
    home.create()


def default_home() -> Path:
    """`HUB_HOME`, or `.hub` in the project's folder."""
    return Path(os.environ.get("HUB_HOME") or PROJECT / ".hub")
