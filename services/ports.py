"""Which TCP ports of this machine are free."""

import secrets
import socket

from services import ServiceError

# Below the range from which Linux takes the ports of outgoing connections (32768 and up), so
# that a restarted service finds its port still free.
LOWEST, HIGHEST = 20000, 32000
VALID = range(1, 1 << 16)


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Nobody listens there now. A port in TIME_WAIT counts as free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A random free port; whoever asks at the same time most likely gets another one."""
    for _attempt in range(200):
        port = LOWEST + secrets.randbelow(HIGHEST - LOWEST)
        if is_free(port):
            return port
    raise ServiceError(f"No free port between {LOWEST} and {HIGHEST} on 127.0.0.1.")
