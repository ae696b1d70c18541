"""Services around a command: found by it, restarted under it, gone after it."""

import os
import signal
import stat
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from services.home import Home
from tests.services.conftest import Start, descendants, is_running, run, wait_for

USES_BOTH = """
import os, pathlib, sys, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS seen (at timestamptz)")
    connection.execute("INSERT INTO seen VALUES (now())")
    print(connection.execute("SELECT count(*) FROM seen").fetchone()[0], os.geteuid())
assert redis.Redis.from_url(os.environ["REDIS_URL"]).set("key", "value")
sys.exit(7)
"""


def test_a_command_gets_both_services_and_its_exit_code_is_ours(tmp_path: Path) -> None:
    home = tmp_path / "a path with a space"

    first = run("run", "--home", home, "--", sys.executable, "-c", USES_BOTH)
    second = run("run", "--home", home, "--", sys.executable, "-c", USES_BOTH)

    assert (first.returncode, second.returncode) == (7, 7), first.stderr + second.stderr
    assert (first.stdout.split()[0], second.stdout.split()[0]) == ("1", "2"), "data is reused"
    assert "PostgreSQL 18" in first.stderr
    assert not (home / "env.sh").exists()
    secret = (home / "postgresql_password").stat().st_mode
    assert stat.S_IMODE(secret) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_an_ordinary_user_can_start_everything(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o777)

    result = run(
        "run", "--home", tmp_path / "home", "--", sys.executable, "-c", USES_BOTH,
        ordinary_user="yes",
    )  # fmt: skip

    assert result.returncode == 7, result.stderr
    assert result.stdout.split()[1] != "0"


def test_a_throw_away_folder_is_empty_afterwards(tmp_path: Path) -> None:
    words = ("run", "--apart", "test", "--home", tmp_path, "--", sys.executable, "-c")

    results = [run(*words, USES_BOTH) for _ in range(2)]

    assert [result.stdout.split()[0] for result in results] == ["1", "1"], results[0].stderr
    left = {path.name for path in (tmp_path / "test").rglob("*")}
    assert left <= {"owner.lock", "users.lock", "log"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_after(number: signal.Signals, tmp_path: Path, start: Start) -> None:
    supervisor = start("run", "--home", tmp_path, "--", "sleep", "1000")
    wait_for(lambda: Home(tmp_path).read_environment() and len(descendants(supervisor.pid)) > 5)
    begun = descendants(supervisor.pid)

    supervisor.send_signal(number)

    assert supervisor.wait(15) in {128 + number, -number}
    wait_for(lambda: not any(map(is_running, begun)))


def test_a_killed_postgresql_comes_back_on_its_port(tmp_path: Path, start: Start) -> None:
    supervisor = start("up", "--home", tmp_path)
    wait_for(Home(tmp_path).read_environment)
    url = Home(tmp_path).read_environment()["DATABASE_URL"]
    server = int((tmp_path / "postgresql/18/postmaster.pid").read_text().split()[0])

    os.kill(server, signal.SIGKILL)

    wait_for(lambda: not is_answering(url))
    wait_for(lambda: is_answering(url))
    assert supervisor.poll() is None


def test_a_start_after_a_crash_needs_no_hand(tmp_path: Path, start: Start) -> None:
    supervisor = start("up", "--home", tmp_path)
    wait_for(Home(tmp_path).read_environment)
    begun = descendants(supervisor.pid)
    supervisor.kill()
    wait_for(lambda: not any(map(is_running, begun)))
    # The number in the left-over file belongs to some other living process by now.
    (tmp_path / "postgresql/18/postmaster.pid").write_text(f"{os.getppid()}\nstale\n")
    assert (tmp_path / "env.sh").exists()

    result = run("run", "--home", tmp_path, "--", sys.executable, "-c", USES_BOTH)

    assert result.returncode == 7, result.stderr


def test_two_homes_never_meet_and_one_home_is_never_shared(tmp_path: Path, start: Start) -> None:
    homes = [tmp_path / "one", tmp_path / "two"]
    for home in homes:
        start("up", "--home", home)
    for home in homes:
        wait_for(Home(home).read_environment)
    urls = [Home(home).read_environment() for home in homes]
    assert urls[0]["DATABASE_URL"].rpartition("@")[2] != urls[1]["DATABASE_URL"].rpartition("@")[2]
    assert redis.Redis.from_url(urls[0]["REDIS_URL"]).ping()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(urls[0]["REDIS_URL"].replace("//:", "//:not")).ping()

    third = run("up", "--home", homes[0])

    assert third.returncode == 1
    assert "is in use" in third.stderr
    assert len(third.stderr.splitlines()) == 1


def test_a_joining_command_uses_the_running_services_and_is_waited_for(
    tmp_path: Path, start: Start
) -> None:
    # The owner ends as soon as the other has begun, however slow the machine.
    begun = tmp_path / "begun"
    waiting = f"while [ ! -e '{begun}' ]; do sleep 0.05; done"
    owner = start("run", "--home", tmp_path, "--", "sh", "-c", waiting)
    wait_for(Home(tmp_path).read_environment)
    script = f"open({str(begun)!r}, 'w').close()\nimport time; time.sleep(1.5)\n{USES_BOTH}"

    joined = run("run", "--join", "--home", tmp_path, "--", sys.executable, "-c", script)

    assert joined.returncode == 7, joined.stderr
    assert "ready" not in joined.stderr, "it started services of its own"
    assert owner.wait(15) == 0


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("demo", "--home", tmp_path, HUB_PORT=port)

    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        f"Error: Port {port} is taken; choose another: make demo HUB_PORT=8001"
    ]


def is_answering(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
