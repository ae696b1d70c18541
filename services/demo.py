"""`make demo`: the whole hub on this machine, with sample content, until Ctrl-C."""

import http.client
import os
import signal
import sys
from pathlib import Path

from services import ServiceError, mailbox, ports
from services.home import Home
from services.report import Stopwatch, say
from services.session import PROJECT, Session, Wishes, opened
from services.supervisor import Program, last_line

READY_SECONDS = 90
WEB_WORKERS, TASK_WORKERS = 2, 2
# Each thread of a web process holds a connection to PostgreSQL (docs/operations.md).
WEB_THREADS = 8
QUEUES = "publish,mail,import,default,follow"


def run(home: Home) -> int:
    """Start everything, say how to reach it, keep it running until a signal arrives."""
    watch = Stopwatch()
    port = _port()
    with opened(home, "make demo", Wishes()) as session:
        session.variables.setdefault("HUB_PORT", str(port))
        if not os.environ.get("HUB_BASE_URL"):
            session.variables["HUB_BASE_URL"] = f"http://127.0.0.1:{port}"
        has_mailbox = not os.environ.get("EMAIL_URL")
        if has_mailbox:
            url, folder = mailbox.start(session.supervisor, home)
            session.variables |= {"EMAIL_URL": url, "HUB_MAILBOX": str(folder)}
        _fill(session)
        _start_programs(session, port)
        say(
            f"Hub ready: http://127.0.0.1:{port}/    ({watch}; Ctrl-C stops, logs: {home.log('*')})"
        )
        if has_mailbox:
            say(f"Mails:     http://127.0.0.1:{port}/-/mailbox/")
        logins = home.path / "logins.txt"
        if logins.exists():
            say(logins.read_text().rstrip())
        session.supervisor.watch()
    return 0


def _port() -> int:
    text = os.environ.get("HUB_PORT") or "8000"
    if not text.isdecimal() or int(text) not in ports.VALID:
        raise ServiceError(f"HUB_PORT must be a number from 1 to 65535, not {text!r}.")
    if not ports.is_free(int(text)):
        raise ServiceError(f"Port {text} is taken; choose another: make demo HUB_PORT=8001")
    return int(text)


def _fill(session: Session) -> None:
    log = session.home.log("filling")
    words = [sys.executable, "-m", "services.filling", str(log)]
    code = session.supervisor.run(words, session.variables)
    if code:
        raise ServiceError(f"the content failed with code {code}: {last_line(log)}")


def _start_programs(session: Session, port: int) -> None:
    """Web, worker and beat run, and the web server answers that it is ready."""
    celery = (sys.executable, "-m", "celery", "-A", "celery_app")
    web = _program(session, "web", _web_command(port))
    session.supervisor.start(web)
    session.supervisor.start(
        _program(
            session,
            "worker",
            (*celery, "worker", "-Q", QUEUES, f"--concurrency={TASK_WORKERS}", "-l", "INFO"),
            # celery: SIGQUIT is the cold shutdown, unfinished tasks go back to their queue.
            orphan_signal=signal.SIGQUIT,
        )
    )
    schedule = session.home.path / "beat-schedule"
    session.supervisor.start(
        _program(session, "beat", (*celery, "beat", "-l", "INFO", "-s", schedule, "--pidfile="))
    )
    session.supervisor.wait_until(lambda: _is_ready(port), "web", READY_SECONDS)


def _web_command(port: int) -> tuple[str, ...]:
    options = {
        "interface": "wsgi",
        "host": "127.0.0.1",
        "port": str(port),
        "workers": str(WEB_WORKERS),
        "blocking-threads": str(WEB_THREADS),
        # A worker that is asked to end while it still imports the hub does not hear it.
        "workers-kill-timeout": "5",
        "working-dir": str(PROJECT),
    }
    return (
        sys.executable,
        "-m",
        "granian",
        *(f"--{name}={value}" for name, value in options.items()),
        "--respawn-failed-workers",
        "--respawn-interval=0.2",
        "hub.wsgi:application",
    )


def _program(
    session: Session,
    name: str,
    command: tuple[str | Path, ...],
    orphan_signal: signal.Signals = signal.SIGTERM,
) -> Program:
    return Program(
        name=name,
        command=command,
        log=session.home.log(name),
        environment={**session.variables, "PYTHONUNBUFFERED": "1"},
        orphan_signal=orphan_signal,
        folder=PROJECT,
    )


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/-/ready")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
