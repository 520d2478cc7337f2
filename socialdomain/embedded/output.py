"""What the children say: on the terminal with their name in front, and in a log each."""

import contextlib
import os
import selectors
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from socialdomain.embedded.servers import fresh_log

_BETWEEN = (b"During handling of the above exception", b"The above exception was the direct cause")


@dataclass(slots=True)
class Output:
    """Reads all pipes from one loop: a launcher without threads may fork whenever it wants."""

    logs: Path
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    tracing: set[str] = field(default_factory=set)  # names of who is in the middle of a traceback

    def watch(self, name: str, process: subprocess.Popen[bytes]) -> None:
        """Show the lines of a child that was started with `stdout=PIPE`."""
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        self.selector.register(process.stdout, selectors.EVENT_READ, (name, process.stdout, bytearray()))

    def pump(self, seconds: float) -> None:
        """Show what was said, waiting at most `seconds` for it."""
        for key, _ in self.selector.select(seconds):
            name, pipe, half = key.data
            said = os.read(key.fd, 65536)
            half += said
            *lines, rest = bytes(half).split(b"\n") if said else [*bytes(half).splitlines(), b""]
            half[:] = rest
            self._write(name, lines)
            if not said:  # the child closed its end
                self.selector.unregister(pipe)
                pipe.close()

    def _write(self, name: str, lines: list[bytes]) -> None:
        # A full disk or a terminal that went away must not stop the servers.
        with contextlib.suppress(OSError):
            for line in lines:
                if self._is_for_people(name, line):
                    sys.stdout.buffer.write(f"{name:8} | ".encode() + line + b"\n")
            sys.stdout.buffer.flush()
        with contextlib.suppress(OSError), fresh_log(self.logs / f"{name}.log").open("ab") as log:
            log.writelines(line + b"\n" for line in lines)

    def _is_for_people(self, name: str, line: bytes) -> bool:
        """Of a traceback the terminal shows the end, which says what is wrong; the log has all of it."""
        if line.startswith((b"Traceback (", *_BETWEEN)):
            self.tracing.add(name)
        elif name in self.tracing and line and not line[:1].isspace():
            self.tracing.discard(name)
            return True
        return bool(line) and name not in self.tracing


def say(sentence: str) -> None:
    """The launcher's own words."""
    with contextlib.suppress(OSError):
        print(sentence, flush=True)
