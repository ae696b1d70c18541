"""How many SQL queries each address takes with every cache off."""

import argparse
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.api import addresses
from benchmarks.seeding import fit
from benchmarks.table import Line


def run(options: argparse.Namespace) -> Iterator[Line]:
    """Yield queries a request."""
    fit(2_000)
    settings.HUB_LISTEN = False
    client = Client()
    for case, path in {**addresses(), "portal home": "/de/"}.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        yield Line(benchmark="queries", case=case, figure=len(captured), unit="queries")
