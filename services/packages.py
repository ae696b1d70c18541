"""Where a Python package of the environment lies."""

from importlib.util import find_spec
from pathlib import Path

from services import ServiceError


def folder_of(package: str) -> Path:
    """The package's folder, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ServiceError(f"The Python package {package} is not installed; run `make install`.")
    return Path(spec.origin).parent
