"""`make run`: everything the product needs, in one terminal, until Ctrl-C."""

import errno
import signal
import sys
from types import FrameType

from socialdomain.embedded import StartupError
from socialdomain.embedded.output import say
from socialdomain.embedded.supervisor import run

_SENTENCES = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your disk quota is used up.",
    errno.EROFS: "This disk cannot be written to.",
    errno.EACCES: "This user may not write there.",
    errno.EPERM: "This user may not write there.",
}


class Stopped(BaseException):
    """Someone asked us to stop; the argument is the signal's name."""


def _stop(number: int, _frame: FrameType | None) -> None:
    for name in _SIGNALS:  # stopping takes seconds; a second Ctrl-C must not tear it apart
        signal.signal(name, signal.SIG_IGN)
    raise Stopped(signal.Signals(number).name)


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Run until a signal comes; return the exit code. Problems become one sentence."""
    for name in _SIGNALS:
        # `nohup make run` means to outlive its terminal. A shell script's `make run &` ignores SIGINT
        # too, but whoever sends us one wants us to stop.
        if name != signal.SIGHUP or signal.getsignal(name) is not signal.SIG_IGN:
            signal.signal(name, _stop)
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
