"""A small real mail server on the loopback address, that can behave as badly as mail servers do."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """What it took in, and how it behaves: "accept", or one of the ways in `Talk.handle`."""

    behaviour: str = "accept"
    calls: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: MailServer = self.server.box  # type: ignore[attr-defined]
        box.calls += 1
        if box.behaviour == "hangs":
            box.over.wait(30)
        elif box.behaviour == "drips":
            while not box.over.wait(0.1):
                self.wfile.write(b"2")
        else:
            self._talk(box)

    def _talk(self, box: MailServer) -> None:
        self._say("220 mail.example")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("EHLO"):
                self._say("250 mail.example")
            elif word.startswith("MAIL FROM"):
                box.senders.append(line)
                self._say("250 fine")
            elif word.startswith("RCPT") and box.behaviour == "refuses":
                self._say("550 nobody here by that name")
            elif word == "DATA":
                self._say("354 go on")
                if not self._take(box):
                    return
            else:
                self._say("221 bye" if word == "QUIT" else "250 fine")

    def _take(self, box: MailServer) -> bool:
        """Read one message; whether the talk goes on."""
        lines = list(iter(self.rfile.readline, b".\r\n"))
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        box.taken.append(message)
        if box.behaviour == "drops without a word":
            return False
        self._say("250 taken")
        return box.behaviour != "drops after its word"

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is what some tests are about."""


@contextmanager
def mail_server(behaviour: str = "accept") -> Iterator[MailServer]:
    box = MailServer(behaviour)
    with _Server(("127.0.0.1", 0), Talk) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield box
        finally:
            box.over.set()
            server.shutdown()
