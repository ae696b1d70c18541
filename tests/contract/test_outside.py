"""Packages outside the tree: the one that docs/plugins.md writes, installed by its entry point, and
one that `startcapability` wrote a moment ago. Both pass this suite beside each other."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from hub.content.catalogues import compile_all

PROJECT = Path(__file__).resolve().parents[2]
OUTSIDE = Path(__file__).parent / "outside"
MANUAL = PROJECT / "docs" / "plugins.md"


def install(source: Path, target: Path) -> None:
    """Put a package and its metadata where an installer would, without asking the network."""
    project = tomllib.loads((source / "pyproject.toml").read_text())["project"]
    name, version = project["name"], project["version"]
    shutil.copytree(source, target, dirs_exist_ok=True)
    metadata = target / f"{name.replace('-', '_')}-{version}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    lines = [
        "\n".join([f"[{group}]", *(f"{key} = {value}" for key, value in names.items())])
        for group, names in project["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(lines))


@pytest.mark.slow
def test_an_installed_package_and_a_started_one_pass_the_contract_suite(tmp_path):
    install(OUTSIDE, tmp_path)
    compile_all(tmp_path, ("errands",))
    call_command("startcapability", "bicycles", directory=str(tmp_path))

    result = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--create-db"),
            *("tests/contract", str(tmp_path / "errands"), str(tmp_path / "bicycles")),
            *("-k", "errands or bicycles"),
        ],
        cwd=PROJECT,
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            # What is installed needs no naming.
            "HUB_CAPABILITIES": "plugins.editorial,bicycles",
            "DATABASE_URL": f"{os.environ['DATABASE_URL']}_outside",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    passed = re.search(r"(\d+) passed", result.stdout)
    # Each has the cases of its parts, and tests of its own.
    assert int(passed[1]) > 70


def test_what_the_manual_writes_is_what_passes():
    texts = [
        path.read_text() for path in OUTSIDE.rglob("*") if path.suffix in {".py", ".toml", ".html"}
    ]
    manual = MANUAL.read_text().partition("## The declaration")[0]
    blocks = re.findall(r"```(?:python|toml|html)\n(.*?)```", manual, re.DOTALL)

    assert len(blocks) > 6
    for block in blocks:
        pieces = [piece.strip("\n") for piece in block.split("\n…\n")]
        assert any(all(piece in text for piece in pieces) for text in texts), block
