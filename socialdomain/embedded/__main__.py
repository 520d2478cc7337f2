"""`make run`: everything the product needs, in one terminal, until Ctrl-C."""

import contextlib
import sys
import traceback

from socialdomain.embedded import StartupError
from socialdomain.embedded.bootstrap import plain
from socialdomain.embedded.output import say
from socialdomain.embedded.state import ROOT
from socialdomain.embedded.stopping import Stopped, listen
from socialdomain.embedded.supervisor import run

_DISK_FULL = "53100"  # PostgreSQL's word for it


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
    except Exception as error:
        problem = (plain(error) if isinstance(error, OSError) else "") or _unforeseen(error)
    print(f"samenhang: {problem}", file=sys.stderr)
    return 1


def _unforeseen(error: Exception) -> str:
    if getattr(error, "sqlstate", None) == _DISK_FULL:
        return "The disk is full."
    log = ROOT / ".data" / "logs" / "launcher.log"
    with contextlib.suppress(OSError):
        log.write_text("".join(traceback.format_exception(error)))
    return f"The launcher failed ({type(error).__name__}): {str(error).partition(chr(10))[0]} (.data/logs/launcher.log)"


sys.exit(main())
