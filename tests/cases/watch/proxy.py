"""A door in front of a server: open, shut (nobody listens), or silent (it takes the call and never says a word)."""

import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

OPEN, SHUT, SILENT = "open", "shut", "silent"


class Door:
    """A port of our own that leads to `target`; its programs keep knocking at the same address."""

    def __init__(self, host: str, port: int) -> None:
        self._target, self._state, self._lines = (host, port), OPEN, list[socket.socket]()
        self._lock, self._over = threading.Lock(), threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def turn(self, state: str) -> None:
        """Open, shut or silence it. Shut also breaks the lines that are open, as a server that goes down does."""
        with self._lock:
            self._state = state
            if state == SHUT:
                self._listener.close()
                self._break()
            elif self._listener.fileno() == -1:
                self._listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
            elif state == OPEN:
                self._break()  # what hung is lost, as behind a server that was frozen and started again

    def close(self) -> None:
        self._over.set()
        self.turn(SHUT)

    def _break(self) -> None:
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._lines.clear()

    def _serve(self) -> None:
        while not self._over.wait(0.02):
            with self._lock:
                listener = self._listener
                ready = listener.fileno() != -1 and select.select([listener], [], [], 0)[0]
                line = listener.accept()[0] if ready else None
            if line is not None:
                threading.Thread(target=self._carry, args=(line,), daemon=True).start()

    def _carry(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line, socket.create_connection(self._target) as beyond:
            with self._lock:
                self._lines += [line, beyond]
            while ready := select.select([line, beyond], [], [])[0]:
                for side in ready:
                    while self._state == SILENT:
                        if self._over.wait(0.05):
                            return
                    words = side.recv(65536)
                    if not words:
                        return
                    (beyond if side is line else line).sendall(words)


@contextmanager
def door_to(host: str, port: int) -> Iterator[Door]:
    door = Door(host, port)
    try:
        yield door
    finally:
        door.close()
