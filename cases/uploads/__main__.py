"""`python -m cases.uploads FILE CLEANED MB`: the look in a process of its own; one word as its answer.

"ok pdf" for a kind that is taken, "no locked" for a refusal. Any other ending counts as broken.
"""

import resource
import sys
from pathlib import Path

from cases.uploads.kinds import UploadRefusedError
from cases.uploads.look import look

MEMORY = 1536 * 1024 * 1024
SECONDS = 20


def main(path: str, cleaned: str, megabytes: str) -> str:
    """Take away what a look does not need, then look."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    written = int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no copy of what it read
    try:
        return f"ok {look(Path(path), Path(cleaned)).key}"
    except UploadRefusedError as refused:
        return f"no {refused.code}"
    except (MemoryError, RecursionError):
        return "no too_heavy"


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]))
