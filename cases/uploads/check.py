"""Have a file looked at by a process that can do no harm, and say what it is."""

import subprocess
import sys
import tempfile
from pathlib import Path

from cases.uploads.kinds import KINDS, REFUSALS, FileKind, UploadRefusedError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 45  # seconds on the clock; the child itself has twenty of the processor
MOST_WRITTEN = 64  # megabytes of a picture drawn anew


def check(path: Path) -> tuple[FileKind, bytes | None]:
    """The kind of the file at `path`, and for a picture its bytes without metadata (None: keep it as it is).

    Raises UploadRefusedError.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        cleaned = Path(folder) / "cleaned"
        verdict, _, word = _answer(path, cleaned).partition(" ")
        if verdict == "ok" and word in KINDS:
            return KINDS[word], cleaned.read_bytes() if cleaned.exists() else None
        raise UploadRefusedError(word if verdict == "no" and word in REFUSALS else "broken")


def _answer(path: Path, cleaned: Path) -> str:
    """Without our environment: no key and no address of a database is there to be found."""
    words = [sys.executable, "-m", "cases.uploads", str(path), str(cleaned), str(MOST_WRITTEN)]
    try:
        done = subprocess.run(
            words, cwd=ROOT, env={"LANG": "C.UTF-8"}, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "no too_heavy"
    if done.returncode == 0:
        return done.stdout.decode()
    # Killed by a limit on time: it was too much; any other ending: it was broken.
    return "no too_heavy" if done.returncode < 0 else "no broken"
