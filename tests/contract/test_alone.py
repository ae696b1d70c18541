"""A capability runs with nothing but the hub and what it requires."""

import os
import subprocess
import sys
from pathlib import Path

from hub.kernel.contract import registry

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = """
import django
django.setup()
from django.core.management import call_command
from hub.kernel.contract import registry
call_command("check")
call_command("makemigrations", check=True, dry_run=True)
print(*[one.key for one in registry.capabilities()])
"""


def modules(capability) -> list[str]:
    required = []
    for key in capability.requires:
        required += [one for one in modules(registry.capability(key)) if one not in required]
    return [*required, capability.name]


def test_it_starts_alone_with_its_checks_and_migrations_in_order(capability):
    wanted = modules(capability)
    result = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning:hub", "-c", PROGRAM],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hub.settings",
            "HUB_CAPABILITIES": ",".join(wanted),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr[-3000:]
    # What is named comes before what is installed.
    started = result.stdout.splitlines()[-1].split()
    assert started[: len(wanted)] == [name.split(".")[-1] for name in wanted]
