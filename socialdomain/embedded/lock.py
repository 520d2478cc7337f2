"""One owner per data folder; the kernel gives the lock back when that process ends, however it ends."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lock:
    """A held lock; its file may hold a note for whoever comes second."""

    descriptor: int

    def note(self, text: str) -> None:
        """Write what a second start should say."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def release(self) -> None:
        """Give the lock back. The file stays: removing it would let two hold "the" lock."""
        self.note("")
        os.close(self.descriptor)


def take(path: Path) -> Lock | None:
    """Take the lock, or return None while another process holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # Python never hands it to a child
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Lock(descriptor)


def note(path: Path) -> str:
    """What the holder wrote, or nothing."""
    return path.read_text() if path.exists() else ""
