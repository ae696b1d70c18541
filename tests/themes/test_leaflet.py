"""Leaflet is vendored as it came, with its licence and its version."""

import hashlib
from pathlib import Path

VENDOR = Path("themes/stadt/static/stadt/vendor/leaflet-1.9.4")


def test_the_vendored_files_are_those_of_the_package():
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    named = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    for name, wanted in named.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == wanted, name
    present = {str(one.relative_to(VENDOR)) for one in VENDOR.rglob("*") if one.is_file()}
    assert present == set(named) | {"SHA256SUMS", "VERSION"}
    assert "BSD 2-Clause" in (VENDOR / "LICENSE").read_text()
    assert "Leaflet 1.9.4" in (VENDOR / "VERSION").read_text()
