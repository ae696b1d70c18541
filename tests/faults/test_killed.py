"""A process killed between commit and settle: the next sweep heals what it left."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from hub.publication.sweep import sweep
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import add_page, hub_site
from tests.publication.conftest import row

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = """
import os, signal, django
django.setup()
from hub.publication import hints
from wagtail.models import Page
hints.settle = lambda ids, **options: os.kill(os.getpid(), signal.SIGKILL)
page = Page.objects.get(pk={key}).specific
{action}
print("not killed")
"""


def run_and_kill(page, action):
    """Do an editor's action in a process that dies right after the commit."""
    given = connection.settings_dict
    name, user, password = given["NAME"], given["USER"], given["PASSWORD"]
    url = f"postgresql://{user}:{password}@{given['HOST']}:{given['PORT']}/{name}"
    result = subprocess.run(
        [sys.executable, "-c", KILLED.format(key=page.pk, action=action)],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == -signal.SIGKILL, result.stderr
    assert "not killed" not in result.stdout


@pytest.fixture
def page():
    site = hub_site(HomePage)
    return add_page(site.root_page, StandardPage, title="Ehrenamtskarte", slug="ehrenamtskarte")


def test_a_change_that_was_committed_appears_with_the_next_sweep(page):
    run_and_kill(page, "page.title = 'Neue Karte'; page.save()")
    assert row(page).title == "Ehrenamtskarte"
    sweep()
    assert row(page).title == "Neue Karte"


def test_a_page_that_was_unpublished_is_taken_down_by_the_next_sweep(page):
    run_and_kill(page, "page.unpublish()")
    assert row(page)
    sweep()
    assert row(page) is None
