"""Ctrl-C and SIGTERM: noted when they come, obeyed where it is safe.

An exception from a signal handler can land where Python swallows it (a finaliser, a fork's
after-care); the request would then be lost. So the handler only notes it, and every loop that
waits for something asks.
"""

import signal
from types import FrameType

_asked: list[str] = []


class Stopped(Exception):  # noqa: N818  # no error: it was asked for
    """Someone asked us to stop; the message is the signal's name."""


def listen() -> None:
    """Note the signals that ask us to stop, instead of dying by them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # `nohup make run` means to outlive its terminal. A shell script's `make run &` ignores SIGINT
        # too, but whoever sends us one wants us to stop.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _note)


def check() -> None:
    """Raise Stopped when someone asked. Never called while stopping, so a second Ctrl-C changes nothing."""
    if _asked:
        raise Stopped(_asked[0])


def _note(number: int, _frame: FrameType | None) -> None:
    _asked.append(signal.Signals(number).name)
