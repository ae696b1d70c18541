"""Celery workers that can be killed: forks of one process that has loaded the hub already."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

from tests.faults.processes import environment

# Reads a broker's address a line, starts a worker with two processes on it, prints its id.
NURSERY = """
import os, sys, django
django.setup()
from celery_app import app

for line in sys.stdin:
    child = os.fork()
    if not child:
        os.setsid()
        # What it says of itself is no answer of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        app.conf.broker_url = line.strip()
        app.conf.broker_read_url = app.conf.broker_write_url = line.strip()
        app.worker_main([
            "worker", "--queues=mail", "--concurrency=2", "--loglevel=ERROR",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ])
        os._exit(0)
    print(child, flush=True)
"""


class Nursery:
    """Starts and kills workers."""

    def __init__(self, process):
        self.process, self.workers = process, []

    def start(self, broker_url):
        self.process.stdin.write(f"{broker_url}\n")
        self.process.stdin.flush()
        self.workers.append(int(self.process.stdout.readline()))
        return self.workers[-1]

    def kill(self, worker):
        """Kill a worker and its processes wherever they are."""
        self.workers.remove(worker)
        with suppress(ProcessLookupError):
            os.killpg(worker, signal.SIGKILL)


@contextmanager
def nursery(server_port, home):
    """Give a Nursery on the database of the test; nothing of it lives on."""
    variables = {"EMAIL_URL": f"smtp://127.0.0.1:{server_port}", "HUB_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        env={**environment(), **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    own = Nursery(process)
    try:
        yield own
    finally:
        for worker in list(own.workers):
            own.kill(worker)
        process.kill()
        process.wait()
