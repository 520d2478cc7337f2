"""Child processes that cannot outlive us: start, watch, stop."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from socialdomain.embedded import StartupError
from socialdomain.embedded.account import Account
from socialdomain.embedded.stopping import check

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)  # loaded here, so that nothing is imported between fork and exec


def spawn(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    output: int | IO[bytes],
    account: Account | None = None,
    cwd: Path | str = "/",
    on_parent_death: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, bound to our life.

    An own group, because Ctrl-C must reach only us: the order of stopping is ours to keep.
    """
    parent = os.getpid()

    def bind_to_parent() -> None:
        # Runs after the switch of user, which would have cleared the signal (man 2 prctl).
        if sys.platform == "linux":
            _libc.prctl(_PR_SET_PDEATHSIG, int(on_parent_death))
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(
        argv,
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=bind_to_parent,  # noqa: PLW1509  # none of our launchers has threads
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def stop(process: subprocess.Popen[bytes], how: signal.Signals, patience: float) -> None:
    """Ask a child to stop; end it, and whatever it left in its group, after `patience` seconds."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
    end_group(process)
    process.wait()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what a child left behind in its process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody left; macOS: only a zombie
        os.killpg(process.pid, signal.SIGKILL)


def occupants(folder: Path, program: str) -> list[int]:
    """Pids of live servers that work in this data folder.

    The kernel empties `cwd` when a process ends, so a zombie never counts: a pid file and
    `kill(pid, 0)` would call it running, in containers whose pid 1 reaps late.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            where = (entry / "cwd").readlink()
            name = (entry / "comm").read_text().strip()
        except OSError:  # ended meanwhile, or of another user
            continue
        if name == program and where == folder.resolve():
            found.append(int(entry.name))
    return found


def wait_until_free(folder: Path, program: str, patience: float = 20) -> None:
    """Wait for a server of a killed run to leave its folder; it is told to stop when we die."""
    until = time.monotonic() + patience
    while pids := occupants(folder, program):
        check()
        if time.monotonic() > until:
            raise StartupError(f"{program} (process {pids[0]}) still works in {folder}; stop it.")
        time.sleep(0.05)


def wait_until_ready(
    name: str, server: subprocess.Popen[bytes], log: Path, answers: Callable[[], bool], patience: float = 60
) -> None:
    """Return once `answers()`; raise StartupError when the server stops before that, or never answers."""
    until = time.monotonic() + patience
    problem = ""
    try:
        while not problem and not answers():
            check()
            if server.poll() is not None:
                problem = f"{name} did not start: {last_line(log)}"
            elif time.monotonic() > until:
                problem = f"{name} did not answer within {patience:.0f} seconds."
            time.sleep(0.02)
    except BaseException:  # asked to stop: nobody else knows this child yet
        stop(server, signal.SIGINT, patience=10)
        raise
    if problem:
        stop(server, signal.SIGINT, patience=10)
        raise StartupError(problem)


def last_line(log: Path) -> str:
    """The last thing a program said, for a message."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing.")
