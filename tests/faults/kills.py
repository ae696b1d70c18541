"""Kills processes of the hub in the middle of their work, and watches how long readers see what is
no longer true."""

import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from os import kill

from django.db import connection

from tests.faults.processes import environment

# What a supervisor needs to notice a death and start the process anew.
RESTART_SECONDS = 4.0
LOOK_SECONDS = 0.05
# By then an editor has done a few actions, and an action takes a tenth of that.
LIFE_SECONDS = 0.6

# Loaded once; each process of the storm is a fork of it. Reads "ROLE ARGUMENT", prints the id.
NURSERY = """
import os, sys, time, django
django.setup()
from contextlib import nullcontext
from django.db import transaction
from wagtail.models import Page
from celery_app.tasks import run_settle_waiting
from hub.publication import catch_up

def edit(key, together):
    page = Page.objects.get(pk=key).specific
    for number in range(1000):
        with together():
            if number % 3 == 1:
                page.unpublish()
            else:
                page.title = f"Stand {number}"
                page.save_revision().publish()
        page = Page.objects.get(pk=key).specific

def editor(key):
    edit(key, transaction.atomic)

def command(key):
    edit(key, nullcontext)

def worker(pause):
    time.sleep(float(pause))
    while True:
        run_settle_waiting()
        time.sleep(5)

def web(pause):
    time.sleep(float(pause))
    catch_up.start()
    time.sleep(600)

for line in sys.stdin:
    role, argument = line.split()
    child = os.fork()
    if not child:
        globals()[role](argument)
        os._exit(0)
    print(child, flush=True)
"""

# Pages whose rows do not say what is true.
UNTRUE = """
    SELECT page.id FROM wagtailcore_page AS page
    LEFT JOIN publication_publication AS row
        ON row.document_id = page.translation_key AND NOT row.is_deleted
    WHERE page.id = ANY(%s)
        AND (page.live <> (row.id IS NOT NULL) OR page.live AND page.title <> row.title)
"""


class Storm:
    """Kills writers of pages, a page each, and now and then a worker or a web process too."""

    def __init__(self, nursery, seed):
        self.nursery = nursery
        self.random = random.Random(seed)
        self.keepers = {role: self.start(role, 0) for role in ("worker", "web")}
        self.killed_at, self.waits = {}, {}
        self.next_keeper_at = 0.0

    def start(self, role, argument):
        self.nursery.stdin.write(f"{role} {argument}\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def kill_one(self, key, role):
        """Let a writer work on a page for a moment, and kill it wherever it is by then."""
        process = self.start(role, key)
        self.watch(self.random.uniform(0.0, LIFE_SECONDS))
        kill(process, signal.SIGKILL)
        self.killed_at[key] = time.monotonic()

    def kill_keeper(self):
        """Kill the worker or the web process, whose successor takes a while; one at a time."""
        if time.monotonic() < self.next_keeper_at:
            return
        self.next_keeper_at = time.monotonic() + RESTART_SECONDS + 1
        role = self.random.choice(list(self.keepers))
        kill(self.keepers[role], signal.SIGKILL)
        self.keepers[role] = self.start(role, RESTART_SECONDS)

    def watch(self, seconds, is_over=lambda: False):
        """Note which pages of the killed are not true yet."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not is_over():
            time.sleep(LOOK_SECONDS)
            now = time.monotonic()
            for key in untrue(list(self.killed_at)):
                self.waits[key] = now - self.killed_at[key]

    def stop(self):
        for process in self.keepers.values():
            kill(process, signal.SIGKILL)


def untrue(keys):
    """Return the keys of those pages whose rows do not say what is true."""
    with connection.cursor() as cursor:
        cursor.execute(UNTRUE, [keys])
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def storm(seed):
    """Give a Storm on the database of the test; nothing of it lives on."""
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    own = Storm(nursery, seed)
    try:
        yield own
    finally:
        own.stop()
        nursery.kill()
        nursery.wait()
