"""The supervisor with tiny programs: restarts with pauses, kills what hides."""

import subprocess
import sys
import time
from pathlib import Path

from tests.services.conftest import PROJECT, descendants, environment, is_running, wait_for

SCRIPT = """
import sys
from pathlib import Path
from services.supervisor import Program, StopRequested, Supervisor
try:
    with Supervisor() as supervisor:
        supervisor.start(Program("it", ["/bin/sh", "-c", sys.argv[1]], Path(sys.argv[2])))
        supervisor.watch()
except StopRequested as stop:
    sys.exit(stop.exit_code)
"""


def supervise(shell: str, log: Path, script: str = SCRIPT) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, shell, str(log)],
        cwd=PROJECT,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_program_that_keeps_dying_is_started_at_growing_intervals(tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = supervise("date +%s.%N; exit 3", log)
    try:
        wait_for(lambda: log.exists() and len(log.read_text().split()) >= 3)
    finally:
        process.terminate()
    _, errors = process.communicate(timeout=60)

    first, second, third = map(float, log.read_text().split()[:3])
    assert second - first < third - second
    assert "ended with code 3, starting it again in 0.5 s" in errors
    assert process.returncode == 143


def test_a_process_that_hid_in_another_session_dies_with_the_rest(tmp_path: Path) -> None:
    process = supervise("setsid sleep 1000 & setsid sleep 1001 & wait", tmp_path / "log")
    wait_for(lambda: len(descendants(process.pid)) == 4)
    begun = descendants(process.pid)

    process.terminate()
    process.communicate(timeout=60)

    assert not any(map(is_running, begun))


def test_a_program_that_ignores_the_request_is_killed_after_its_grace(tmp_path: Path) -> None:
    script = SCRIPT.replace("Path(sys.argv[2]))", "Path(sys.argv[2]), grace_seconds=0.5)")
    assert script != SCRIPT
    shell = "trap '' TERM; while :; do sleep 0.1; done"
    process = supervise(shell, tmp_path / "log", script)
    wait_for(lambda: len(descendants(process.pid)) == 3)
    begun, asked_at = descendants(process.pid), time.monotonic()

    process.terminate()
    _, errors = process.communicate(timeout=60)

    assert "did not end within 0.5 s" in errors
    assert time.monotonic() - asked_at < 5
    assert not any(map(is_running, begun))


def test_a_program_that_ignores_the_end_of_a_killed_supervisor_is_killed(tmp_path: Path) -> None:
    process = supervise("trap '' TERM; while :; do sleep 0.1; done", tmp_path / "log")
    wait_for(lambda: len(descendants(process.pid)) == 3)
    begun = descendants(process.pid)

    process.kill()
    process.communicate(timeout=60)

    assert any(map(is_running, begun)), "it has obeyed, this test proves nothing"
    wait_for(lambda: not any(map(is_running, begun)))
