"""A proxy on loopback that stands before a real service and fails in the ways networks fail."""

import selectors
import socket
import threading
from contextlib import suppress


class Proxy(threading.Thread):
    """Forwards, until `is_silent`: then it takes all and says nothing. `cut()` resets all."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(daemon=True)
        self.target = (host, port)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.server, selectors.EVENT_READ)
        self.is_silent = self.is_closed = self.is_over = False

    def run(self) -> None:
        while not self.is_over:
            for key, _events in self.selector.select(timeout=0.05):
                if key.fileobj is self.server:
                    self._accept()
                elif key.fileobj.fileno() >= 0:
                    self._forward(key.fileobj, key.data)

    def cut(self) -> None:
        """Close every connection, and each new one at once, until `is_closed` is taken back."""
        self.is_closed = True
        for key in list(self.selector.get_map().values()):
            if key.fileobj is not self.server:
                with suppress(OSError):
                    key.fileobj.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        self.is_over = True
        self.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()

    def _accept(self) -> None:
        near = self.server.accept()[0]
        if self.is_closed:
            near.close()
            return
        far = socket.create_connection(self.target)
        self.selector.register(near, selectors.EVENT_READ, far)
        self.selector.register(far, selectors.EVENT_READ, near)

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        try:
            data = source.recv(65536)
            if data and not self.is_silent:
                target.sendall(data)
        except OSError:
            data = b""
        if not data:
            for one in (source, target):
                self.selector.unregister(one)
                one.close()
