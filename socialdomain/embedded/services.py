"""The four programs of the application, and how one that stops is started again."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socialdomain.embedded import StartupError, process
from socialdomain.embedded.output import Output, say
from socialdomain.embedded.state import ROOT, is_full
from socialdomain.embedded.stopping import check

_LONGEST_PAUSE = 30  # seconds
_STEADY = 60  # seconds; who ran this long starts with a clean slate


def manage(*words: str) -> list[str]:
    """Command line of `manage.py`."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def programs() -> dict[str, list[str]]:
    """Name and command line of what `make run` keeps running beside the servers."""
    # A worker warns against root; here root is whoever runs the demo on a machine of their own.
    hush = "ignore:You're running the worker with superuser privileges"
    celery = [sys.executable, "-W", hush, "-m", "celery", "--quiet", "-A", "socialdomain"]
    return {
        "web": [sys.executable, "-m", "gunicorn", "-c", "python:socialdomain.gunicorn", "socialdomain.wsgi"],
        "worker": [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--without-mingle"],
        # A process of its own: inside a worker it is left behind when that worker dies.
        "beat": [*celery, "beat", "--loglevel", "WARNING"],
        "sweeper": manage("sweep", "--forever"),
    }


def launch(name: str, argv: list[str], env: Mapping[str, str], output: Output) -> subprocess.Popen[bytes]:
    """Start one program, its words shown under its name."""
    started = process.spawn(argv, env=env, output=subprocess.PIPE, cwd=ROOT)
    output.watch(name, started)
    return started


@dataclass(slots=True)
class Service:
    """A program that is started again when it stops, after an ever longer pause."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    running: subprocess.Popen[bytes] | None
    since: float
    failures: int = 0

    def keep_alive(self) -> None:
        """Start it again when it stopped and its pause is over."""
        if self.running is not None and (code := self.running.poll()) is not None:
            process.end_group(self.running)
            self._failed(f"stopped ({ending(code)})")
        if self.running is None and time.monotonic() >= self.since + self._pause():
            try:
                self.running = self.start()
                self.since = time.monotonic()
            except StartupError as error:
                self._failed(str(error))

    def _failed(self, why: str) -> None:
        self.failures = 1 if time.monotonic() > self.since + _STEADY else self.failures + 1
        self.running = None
        self.since = time.monotonic()
        say(f"{self.name} {why}; it starts again in {self._pause():.0f} s.")

    def _pause(self) -> float:
        return float(min(2 ** (self.failures - 1), _LONGEST_PAUSE)) if self.failures else 0


def ending(code: int) -> str:
    """How a program ended, in words."""
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def stop_together(services: list[Service], patience: float) -> None:
    """Ask all to stop at once, so that the slowest sets the time; end who does not."""
    running = [service.running for service in services if service.running is not None]
    for child in running:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    until = time.monotonic() + patience
    for child in running:
        process.stop(child, signal.SIGTERM, patience=max(0.1, until - time.monotonic()))


def finish(steps: Mapping[str, list[str]], env: Mapping[str, str], output: Output) -> None:
    """Run programs that end by themselves, beside each other; raise StartupError when one fails."""
    children = {name: launch(name, argv, env, output) for name, argv in steps.items()}
    try:
        while any(child.poll() is None for child in children.values()):
            check()
            output.pump(0.05)
        output.pump(0)
    finally:
        for child in children.values():
            process.stop(child, signal.SIGTERM, patience=10)
    for name, child in children.items():
        if child.returncode != 0:
            raise StartupError(_why(name, output))


def _why(step: str, output: Output) -> str:
    """Why a step failed: the disk, the sentence that the program itself has for it, or the last thing it said."""
    if is_full(output.logs):
        return f"The disk is full: the step {step} could not be done."
    last = process.last_line(output.logs / f"{step}.log")
    _, refused, sentence = last.partition("CommandError: ")
    return sentence if refused else f"The step {step} failed: {last} (.data/logs/{step}.log)"
