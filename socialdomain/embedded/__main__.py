"""`make run`: everything the product needs, in one terminal, until Ctrl-C."""

import errno
import sys

from socialdomain.embedded import StartupError
from socialdomain.embedded.output import say
from socialdomain.embedded.stopping import Stopped, listen
from socialdomain.embedded.supervisor import run

_SENTENCES = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your disk quota is used up.",
    errno.EROFS: "This disk cannot be written to.",
    errno.EACCES: "This user may not write there.",
    errno.EPERM: "This user may not write there.",
}


def main() -> int:
    """Run until a signal comes; return the exit code. Problems become one sentence."""
    listen()
    try:
        run()
    except Stopped as stopped:
        say(f"Stopped ({stopped}).")
        return 0
    except StartupError as error:
        problem = str(error)
    except OSError as error:
        if error.errno not in _SENTENCES:
            raise
        problem = f"{_SENTENCES[error.errno]} ({error.filename or error.strerror})"
    print(f"samenhang: {problem}", file=sys.stderr)
    return 1


sys.exit(main())
