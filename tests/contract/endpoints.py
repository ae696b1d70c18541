"""The operations of an `Endpoints` part, with something plausible in place of each parameter."""

import re
from collections.abc import Iterator
from uuid import UUID

from django.utils.module_loading import import_string

from hub.kernel.contract.parts import Endpoints

READS = {"GET", "HEAD", "OPTIONS"}
ANYTHING = str(UUID(int=7))


def operations(part: Endpoints) -> Iterator[tuple[str, str]]:
    """Return (method, address) of every operation of the part's router."""
    router = import_string(part.router)
    for path, view in router.path_operations.items():
        address = re.sub(r"\{[^}]*\}", ANYTHING, f"/api/v1/{part.prefix}/{path.lstrip('/')}")
        for operation in view.operations:
            for method in operation.methods:
                yield method, address
