"""Let the processes of every size take turns, so that what disturbs the machine disturbs all figures alike."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, Self

from socialdomain.embedded.state import ROOT


class Process:
    """A worker (worker.py) at one size; `visits` are the names it knows, and whether each is an act."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker"], env=dict(env), cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.visits: list[tuple[str, bool]] = [(name, act) for name, act in self._answer()["visits"]]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._child.communicate()

    def ask(self, do: str, visit: int = 0) -> dict[str, Any]:
        assert self._child.stdin
        self._child.stdin.write(json.dumps({"do": do, "visit": visit}) + "\n")
        self._child.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._child.stdout
        line = self._child.stdout.readline()
        if not line:
            raise SystemExit(f"bench: a worker stopped ({self._child.wait()}).")
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(frozen=True, slots=True)
class Figures:
    """One visit at one size, in milliseconds."""

    statements: int
    sql: float
    own: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Row:
    """One visit at each size, the smallest size first."""

    name: str
    act: bool
    at: dict[int, Figures]


def measure(processes: Mapping[int, Process], *, repeats: int, only: str, pages_only: bool) -> list[Row]:
    wanted = chosen(next(iter(processes.values())), only=only, pages_only=pages_only)
    costs: dict[tuple[int, int], list[dict[str, Any]]] = {(size, n): [] for size in processes for n, _, _ in wanted}
    for turn in range(repeats):
        for process in processes.values():
            process.ask("beat")
        for number, _, _ in wanted:
            for size, process in processes.items():
                costs[size, number].append(process.ask("measure", number))
        print(f"\r  {turn + 1} of {repeats} rounds", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return [
        Row(name=name, act=act, at={size: _figures(costs[size, number]) for size in processes})
        for number, name, act in wanted
    ]


def explain(processes: Mapping[int, Process], *, only: str, pages_only: bool) -> str:
    """Every statement of each visit with its time, at each size."""
    lines = []
    for number, name, _ in chosen(next(iter(processes.values())), only=only, pages_only=pages_only):
        for size, process in processes.items():
            process.ask("beat")
            process.ask("measure", number)
            found = process.ask("explain", number)
            lines += [f"\n== {name}, {size} cases: {found['statements']} statements, {found['sql']:.1f} ms"]
            lines += found["said"]
    return "\n".join(lines)


def chosen(process: Process, *, only: str, pages_only: bool) -> list[tuple[int, str, bool]]:
    """The visits to make; the empty page is always one."""
    return [
        (number, name, act)
        for number, (name, act) in enumerate(process.visits)
        if number == 0 or (only.lower() in name.lower() and not (act and pages_only))
    ]


def _figures(costs: list[dict[str, Any]]) -> Figures:
    totals = sorted(cost["total"] for cost in costs)
    return Figures(
        statements=max(cost["statements"] for cost in costs),
        sql=median(cost["sql"] for cost in costs),
        own=median(cost["total"] - cost["sql"] for cost in costs),
        p50=median(totals),
        p95=totals[max(0, round(len(totals) * 0.95) - 1)],
    )
