"""What one request costs: its statements, the time inside PostgreSQL and its driver, and the time in all."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds. A savepoint is a statement; a commit is no statement, but its time is PostgreSQL's."""

    statements: int
    sql: float
    total: float

    @property
    def own(self) -> float:
        return self.total - self.sql


class Meter:
    """Listens at the default connection of this thread."""

    def __init__(self) -> None:
        self.count, self.spent = 0, 0.0
        self.said: list[str] = []
        connection.execute_wrappers.append(self._statement)
        for name in ("_commit", "is_usable"):  # waiting for the disk, and the ping of CONN_HEALTH_CHECKS
            setattr(connection, name, self._timed(getattr(connection, name)))

    def measure(self, work: Callable[[], Any]) -> tuple[Cost, Any]:
        self.count, self.spent = 0, 0.0
        self.said.clear()
        began = time.perf_counter()
        answer = work()
        total = time.perf_counter() - began
        return Cost(statements=self.count, sql=self.spent * 1000, total=total * 1000), answer

    def _statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - began
            self.spent += took
            self.said.append(f"{took * 1000:7.1f} ms  {sql}")

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            began = time.perf_counter()
            try:
                return method(*args)
            finally:
                self.spent += time.perf_counter() - began

        return timed
