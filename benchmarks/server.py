"""A real web server for the benchmarks: granian as in production, on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from services.demo import WEB_THREADS

PATIENCE_SECONDS = 60


@contextmanager
def server(processes: int = 2, **environment: str) -> Iterator[str]:
    """Run the hub's web server with these variables; give its address; stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(processes), "--no-ws"]
    command += ["--blocking-threads", str(WEB_THREADS)]
    command += ["--log-level", "warning", "--backlog", "2048", "hub.wsgi:application"]
    # What the server says is not part of the table.
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=sys.stderr)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/-/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
