"""Keeps programs running: starts, restarts with growing pauses, stops, leaves nobody behind.

Every program gets a session of its own, so that Ctrl-C reaches only the supervisor, which then
stops the others in reverse order. If the supervisor itself is killed the kernel tells them.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from services import ServiceError, descent
from services.guard import Guard
from services.report import say

SHORTEST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 30
POLL_SECONDS = 0.1
FOREGROUND_GRACE_SECONDS = 5
LOG_LIMIT_BYTES = 5_000_000


class StopRequested(BaseException):
    """SIGINT, SIGTERM or SIGHUP arrived. Not an Exception: no handler below may swallow it."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.signal_number = signal_number
        self.exit_code = 128 + signal_number


@dataclass(frozen=True)
class Program:
    """What to run. `stop_signal` asks for an orderly end, `orphan_signal` for a quick one."""

    name: str
    command: Sequence[str | Path]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 10
    uid: int | None = None
    folder: Path | None = None
    before_start: Callable[[], None] = lambda: None


@dataclass
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    started_at: float
    pause_seconds: float = SHORTEST_PAUSE_SECONDS
    restart_at: float | None = None


class Supervisor:
    """Use as a context manager: on leaving, however, all programs are stopped."""

    def __init__(self) -> None:
        self._running: list[_Running] = []
        self._foreground: subprocess.Popen[bytes] | None = None
        self._guard: Guard

    def __enter__(self) -> "Supervisor":
        descent.adopt_orphans()
        self._guard = Guard()
        signal.signal(signal.SIGINT, _request_stop)
        signal.signal(signal.SIGTERM, _request_stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
            signal.signal(signal.SIGHUP, _request_stop)
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(self, program: Program) -> None:
        """Start the program now and keep it running from the next `watch` on."""
        self._running.append(_Running(program, self._spawn(program), time.monotonic()))

    def wait_until(self, is_ready: Callable[[], bool], name: str, seconds: float) -> None:
        """The program that was just started is ready; ServiceError if it ends or is too slow."""
        one = next(one for one in self._running if one.program.name == name)
        deadline = time.monotonic() + seconds
        while not is_ready():
            if one.process.poll() is not None:
                reason = f"ended with code {one.process.returncode}"
            elif time.monotonic() > deadline:
                reason = f"does not answer after {seconds:g} s"
            else:
                time.sleep(POLL_SECONDS)
                continue
            raise ServiceError(f"{name} {reason}: {last_line(one.program.log)}")

    def watch(self) -> None:
        """Keep everything running until a signal arrives (StopRequested)."""
        while True:
            self._tend()
            time.sleep(POLL_SECONDS)

    def run(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        log: Path | None = None,
    ) -> int:
        """Run a command with our terminal, or with its output in a log; return its exit code.

        The programs are kept running meanwhile. Ctrl-C reaches the command by the terminal; any
        other request to stop is passed on as SIGTERM.
        """
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(log.open("wb")) if log else None
            process = subprocess.Popen(
                [str(word) for word in command],
                env={**os.environ, **environment},
                stdout=output,
                stderr=output,
                preexec_fn=descent.prepare_child(signal.SIGTERM),  # noqa: PLW1509 (no threads)
            )
        self._foreground = process
        try:
            while process.poll() is None:
                self._tend()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(POLL_SECONDS)
        except StopRequested as stop:
            _end_foreground(process, stop)
            raise
        finally:
            self._foreground = None
        code = process.returncode
        return code if code >= 0 else 128 - code

    def stop(self) -> None:
        """All programs have ended, last started first; no descendant is left. Safe to repeat."""
        _ignore_signals()
        while self._running:
            one = self._running.pop()
            _end(one)
            self._guard.forget(one.process.pid)
        self._guard.dismiss()
        _kill_descendants()

    def _spawn(self, program: Program) -> "subprocess.Popen[bytes]":
        process = _spawn(program)
        self._guard.watch(process.pid)
        return process

    def _tend(self) -> None:
        """Restart what has died and whose pause is over; bury the dead that we adopted."""
        now = time.monotonic()
        for one in self._running:
            if one.restart_at is None and one.process.poll() is not None:
                if now - one.started_at > STEADY_AFTER_SECONDS:
                    one.pause_seconds = SHORTEST_PAUSE_SECONDS
                _kill_group(one.process.pid)
                self._guard.forget(one.process.pid)
                _postpone(one, f"ended with code {one.process.returncode}")
            elif one.restart_at is not None and now >= one.restart_at:
                try:
                    one.process = self._spawn(one.program)
                    one.started_at, one.restart_at = now, None
                except ServiceError as error:
                    _postpone(one, f"does not start ({error})")
        known = {self._guard.pid, *(one.process.pid for one in self._running)}
        if self._foreground:
            known.add(self._foreground.pid)
        _bury_adopted(known)


def _postpone(one: _Running, reason: str) -> None:
    """Start it again after a pause, twice as long each time."""
    say(
        f"{one.program.name} {reason}, starting it again in {one.pause_seconds:g} s "
        f"(log: {one.program.log})"
    )
    one.restart_at = time.monotonic() + one.pause_seconds
    one.pause_seconds = min(one.pause_seconds * 2, LONGEST_PAUSE_SECONDS)


def last_line(log: Path) -> str:
    """What a program said last, and where the rest is."""
    lines = log.read_text(errors="replace").strip().splitlines()
    return f"{lines[-1] if lines else 'no message'} (log: {log})"


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _request_stop(number: int, _frame: FrameType | None) -> None:
    # A group and make may both send it: the second one must not disturb the orderly stop.
    _ignore_signals()
    raise StopRequested(number)


def _spawn(program: Program) -> subprocess.Popen[bytes]:
    program.before_start()
    if program.log.exists() and program.log.stat().st_size > LOG_LIMIT_BYTES:
        program.log.replace(program.log.with_suffix(".log.1"))
    with program.log.open("ab") as log:
        try:
            return subprocess.Popen(
                [str(word) for word in program.command],
                env={**os.environ, **program.environment},
                cwd=program.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=descent.prepare_child(  # noqa: PLW1509 (there are no threads)
                    program.orphan_signal, program.uid
                ),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ServiceError(f"Cannot start {program.name}: {error}") from error


def _end(one: _Running) -> None:
    """Ask, wait, then kill what is left of the program's group."""
    with contextlib.suppress(ProcessLookupError):
        one.process.send_signal(one.program.stop_signal)
    try:
        one.process.wait(one.program.grace_seconds)
    except subprocess.TimeoutExpired:
        say(f"{one.program.name} did not end within {one.program.grace_seconds:g} s, killing it")
    _kill_group(one.process.pid)
    one.process.wait()


def _end_foreground(process: subprocess.Popen[bytes], stop: StopRequested) -> None:
    """The command has ended: by the Ctrl-C it got from the terminal too, else by SIGTERM."""
    is_from_terminal = stop.signal_number == signal.SIGINT and sys.stdin.isatty()
    attempts = [process.terminate, process.kill]
    if is_from_terminal:
        attempts.insert(0, lambda: None)
    for attempt in attempts:
        attempt()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(FOREGROUND_GRACE_SECONDS)
            return


def _kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _bury_adopted(known: set[int]) -> None:
    """Reap ended processes that are only adopted; ours are reaped by their Popen."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if ended.si_pid in known:
                return
            os.waitpid(ended.si_pid, 0)


def _kill_descendants() -> None:
    """No process below us is left. Killing parents first hands their children to us."""
    while children := list(_children()):
        for pid in children:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _children() -> Iterator[int]:
    """Our child processes, adopted ones included (where there is a /proc; elsewhere none)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # proc(5): "pid (name) state ppid …"; the name may hold blanks and brackets.
            if int(path.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                yield int(path.parent.name)
