"""The section "Speed" of docs/figures.md: each goal met or not, and by how much. What misses a goal is bold."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.bench.measure import Figures, Row
from tests.bench.sweep import DUE, TERMS

STATEMENTS, OWN, GROWTH, TAIL, SWEEP = 12, 8.0, 1.5, 2.5, 10.0
MARK = "## Speed\n"  # `manage.py figures` writes what stands above it, and keeps the rest

HEAD = """
Measured on {on} by `{command}`: {repeats} times each, on {machine}, while {busy}.
WSGI requests to the real application in one process, as gunicorn makes them, on a durable PostgreSQL of its own; the
municipality is the demo grown by `manage.py scale_data`. The processes of both sizes take turns with each visit, so
that what disturbs the machine disturbs all figures alike. Milliseconds are medians. *Own* is the time outside
PostgreSQL, its driver and its commits; *empty* is that of a page with nothing on it for who is logged in. A team has
ten times as many open cases at 100,000 as at 1,000, a colleague about as many.
"""


def show(rows: Sequence[Row], swept: Mapping[str, float] | None, *, on: date, repeats: int) -> str:
    return "".join((MARK, _head(on, repeats), "\n", *_goals(rows, swept), "\n", *_table(rows)))


def write(path: Path, section: str) -> None:
    """Put the section in its place, under what others wrote."""
    above, _, _ = path.read_text(encoding="utf-8").partition(MARK)
    path.write_text(above.rstrip("\n") + "\n\n" + section, encoding="utf-8")


def _head(on: date, repeats: int) -> str:
    command = "python -m tests.bench " + " ".join(sys.argv[1:])
    busy = f"the load was {os.getloadavg()[2]:.1f} over a quarter of an hour"
    return HEAD.format(on=f"{on:%-d %B %Y}", command=command.strip(), repeats=repeats, machine=_machine(), busy=busy)


def _machine() -> str:
    """Processors, model and memory; never the name of the machine."""
    models = [line.partition(":")[2].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((int(line.split()[1]) for line in _read("/proc/meminfo") if line.startswith("MemTotal")), 0)
    model = models[0] if models else platform.machine()
    return f"{os.cpu_count()} processors ({model}), {memory / 1024**2:.0f} GB of memory"


def _read(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def _goals(rows: Sequence[Row], swept: Mapping[str, float] | None) -> Iterator[str]:
    sizes = list(rows[0].at)
    small, large = sizes[0], sizes[-1]
    empty = rows[0].at[large]
    yield "| Goal | | worst |\n|---|---|---|\n"
    pages = [row for row in rows if not row.act]
    yield _goal(f"At most {STATEMENTS} statements a page", STATEMENTS, {r.name: r.at[large].statements for r in pages})
    yield _goal(f"Own time at most {OWN:g} × an empty page", OWN, {r.name: r.at[large].own / empty.own for r in rows})
    if small != large:
        grown = {row.name: row.at[large].p50 / row.at[small].p50 for row in rows}
        yield _goal(f"From {small:,} to {large:,} cases at most {GROWTH:g} × slower", GROWTH, grown)
    tails = {row.name: row.at[large].p95 / row.at[large].p50 for row in rows}
    yield _goal(f"p95 at most {TAIL:g} × p50", TAIL, tails)
    if swept:
        what = f"{DUE:,} due among {TERMS:,} terms, in batches, at most {SWEEP:g} × one plain update"
        seconds = f"{swept['batches'] / 1000:.1f} s against {swept['plain'] / 1000:.1f} s"
        yield _goal(what, SWEEP, {seconds: swept["batches"] / swept["plain"]})


def _goal(what: str, most: float, found: Mapping[str, float]) -> str:
    missed = sum(value > most for value in found.values())
    worst = max(found, key=lambda name: found[name])
    met = "met" if not missed else f"**not met** by {missed} of {len(found)}"
    return f"| {what} | {met} | {found[worst]:.3g}: {worst} |\n"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    sizes = list(rows[0].at)
    yield "| | statements | SQL ms | own ms | own / empty | p50 ms | p95 / p50 | growth |\n"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|\n"
    for row in rows:
        yield _line(row, row.at[sizes[0]], row.at[sizes[-1]], rows[0].at[sizes[-1]])


def _line(row: Row, small: Figures, large: Figures, empty: Figures) -> str:
    cells = (
        str(large.statements) if row.act else _bold(large.statements, STATEMENTS, digits=0),
        f"{large.sql:.1f}",
        f"{large.own:.1f}",
        _bold(large.own / empty.own, OWN),
        f"{large.p50:.1f}",
        _bold(large.p95 / large.p50, TAIL),
        "" if small is large else _bold(large.p50 / small.p50, GROWTH),
    )
    return f"| {row.name} | {' | '.join(cells)} |\n"


def _bold(value: float, most: float, digits: int = 1) -> str:
    text = f"{value:.{digits}f}"
    return f"**{text}**" if value > most else text
