"""The Nu HTML checker (vnu, MIT licence): fetched once from npm, checked by its digest, run with
Java. Its release notes: https://github.com/validator/validator."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any, Final

from tests.services.conftest import PROJECT

VERSION: Final = "26.9.27"
SHA512: Final = (
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
JAR: Final = "package/build/dist/vnu.jar"
FOLDER: Final = PROJECT / ".venv" / "vnu"


def validator() -> Path:
    """Return the checker's file. Needs `npm` and the registry once; fails where one is missing."""
    jar = FOLDER / f"vnu-{VERSION}.jar"
    if jar.exists():
        return jar
    npm = shutil.which("npm")
    assert npm, "npm is missing: it fetches the HTML checker (Debian: apt-get install npm)"
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [npm, "pack", "--silent", "--pack-destination", str(FOLDER), f"vnu-jar@{VERSION}"]
    subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=FOLDER)
    archive = FOLDER / f"vnu-jar-{VERSION}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    assert digest == SHA512, f"vnu-jar {VERSION} has another digest than the one we know"
    with tarfile.open(archive) as packed:
        source = packed.extractfile(JAR)
        assert source is not None
        part = jar.with_suffix(f".{os.getpid()}")
        part.write_bytes(source.read())
    part.rename(jar)
    archive.unlink()
    return jar


def errors(folder: Path) -> list[dict[str, Any]]:
    """Return what is invalid in the HTML files of a folder: [{url, lastLine, message, extract}]."""
    java = shutil.which("java")
    assert java, "java is missing: it runs the HTML checker (Debian: default-jre-headless)"
    command = [java, "-Xss1m", "-jar", str(validator()), "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, "--skip-non-html", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return found
