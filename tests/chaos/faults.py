"""Carry out faults. One whose victim is not there at the moment waits until it is."""

import contextlib
import os
import random
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import redis

from tests.chaos.plan import Fault
from tests.chaos.stage import SWEEPERS, Stage

CLIENTS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
CUT = f"SELECT count(pg_terminate_backend(pid)) FROM ({CLIENTS}) a"


@dataclass(slots=True)
class Faults:
    """The faults still to come, and what has to be put right again later. `done` says what was hit, for the report."""

    stage: Stage
    coming: deque[Fault]
    choice: random.Random
    say: Callable[[str], None]
    done: list[str] = field(default_factory=list)
    later: list[tuple[float, Callable[[], object]]] = field(default_factory=list)

    def tick(self, second: float) -> None:
        """Do what is due at this second of the run."""
        for moment, put_right in list(self.later):
            if moment <= second:
                self.later.remove((moment, put_right))
                put_right()
        while self.coming and self.coming[0].at <= second:
            what = self._carry_out(self.coming[0], second)
            if not what:
                return  # its victim is down: it comes round
            self.coming.popleft()
            self.done.append(what)
            self.say(f"{second:6.1f} s  {what}")

    def put_right(self) -> None:
        """At the end nothing stays stopped or wrong."""
        for _, put_right in self.later:
            put_right()
        self.later.clear()

    def _carry_out(self, fault: Fault, second: float) -> str:
        """What was done, or nothing when it could not be done now."""
        match fault.how:
            case "empty":
                return self._empty()
            case "cut":
                return self._cut()
            case "clock":
                return self._wrong_clock(fault, second)
        pid = self._pid(fault.whom)
        if pid is None:
            return ""
        if fault.how == "kill":
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            return f"kill -9 {fault.whom}"
        os.kill(pid, signal.SIGSTOP)
        self.later.append((second + fault.seconds, lambda: _continue(pid)))
        return f"SIGSTOP {fault.whom} for {fault.seconds} s"

    def _pid(self, whom: str) -> int | None:
        match whom:
            case "child":
                workers = [found for name in ("worker one", "worker two") if (found := self._running(name))]
                children = [pid for worker in workers for pid in _children(worker)]
            case "backend":
                children = self._backends()
            case _:
                return self._running(whom)
        return self.choice.choice(children) if children else None

    def _running(self, name: str) -> int | None:
        if name in SWEEPERS and name not in self.stage.services:
            name = self.choice.choice(("worker one", "worker two"))  # this engine has no such program
        child = self.stage.services[name].running
        return child.pid if child is not None and child.poll() is None else None

    def _backends(self) -> list[int]:
        try:
            with psycopg.connect(self.stage.superuser, connect_timeout=1) as connection:
                return [row[0] for row in connection.execute(CLIENTS)]
        except psycopg.Error:
            return []

    def _cut(self) -> str:
        try:
            with psycopg.connect(self.stage.superuser, connect_timeout=1) as connection:
                row = connection.execute(CUT).fetchone()
        except psycopg.Error:
            return ""
        return f"{row[0]} connections cut" if row else ""

    def _empty(self) -> str:
        try:
            with redis.Redis.from_url(self.stage.env["REDIS_URL"], socket_timeout=1) as client:
                held = client.dbsize()
                client.flushall()
        except redis.RedisError:
            return ""
        return f"broker emptied ({held} keys)"

    def _wrong_clock(self, fault: Fault, second: float) -> str:
        name = fault.whom if fault.whom in self.stage.services else "worker two"
        self._restart(name, fault.shift)
        # Long enough to start and to do some rounds by its wrong clock.
        self.later.append((second + 10 + fault.seconds, lambda: self._restart(name, 0)))
        return f"{name} starts again with its clock {fault.shift:+} s"

    def _restart(self, name: str, shift: int) -> None:
        self.stage.set_clock(name, shift)
        child = self.stage.services[name].running
        if child is not None:
            child.kill()


def _continue(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
