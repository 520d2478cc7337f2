"""One run of one engine with one seed: raise the curtain, let it happen, judge. `python -m tests.chaos.run --help`."""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from socialdomain.embedded import process, stopping
from tests.chaos.faults import Faults
from tests.chaos.life import expect
from tests.chaos.oracle import Done, Verdict, judge
from tests.chaos.plan import Script, faults, scripts
from tests.chaos.stage import SWEEPERS, Stage, raise_curtain

BACKLOG = {"sweep": 300.0, "eta": 60.0}  # seconds that what is late may still take, when the people are ready
PEOPLE = 600.0  # seconds after the run that its people may still need on a busy machine
READY = timedelta(seconds=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was asked for."""

    engine: str
    seed: int
    terms: int
    seconds: float
    faults: int
    bar: bool


def main() -> None:
    """Print the run as it goes; write the outcome as JSON to `--outcome`."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.run")
    parser.add_argument("--engine", choices=("sweep", "eta"), default="sweep")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--terms", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--faults", type=int, default=25)
    parser.add_argument("--no-bar", dest="bar", action="store_false")
    parser.add_argument("--outcome", type=Path)
    given = vars(parser.parse_args())
    outcome: Path | None = given.pop("outcome")
    stopping.listen()
    found = perform(Run(**given))
    if outcome:
        outcome.write_text(json.dumps(found, indent=1))
    print(json.dumps(found, indent=1))


def perform(run: Run) -> dict[str, Any]:
    """One run, from empty servers to the outcome."""
    say(f"{run.engine}: seed {run.seed}, {run.terms} terms in {run.seconds:.0f} s, {run.faults} faults")
    stage = raise_curtain(run.engine, web=run.bar)
    try:
        django.setup()
        say("        the tables stand")
        planned = scripts(run.seed, terms=run.terms, seconds=run.seconds)
        cases, start = _open(stage, run)
        say(
            f"        all runs and every case is open, {(datetime.now(UTC) - start).total_seconds():.1f} s after second 0"
        )
        journal, hit = _happen(stage, run, start)
        say("        the people are ready")
        verdict = _wait_for_end(stage, run, planned, journal, cases, start)
        bar = _bar(stage) if run.bar and run.engine == "sweep" else None
    finally:
        stage.close()
    counts = {name: value for name, value in asdict(verdict).items() if name not in ("late", "told_late")}
    return {
        **asdict(run),
        "hit": hit,
        "counts": counts,
        "late": spread(verdict.late),
        "told": spread(verdict.told_late),
        "holds": verdict.holds,
        "bar": bar,
    }


def spread(seconds: tuple[float, ...]) -> dict[str, float]:
    """The middle, the 99th in a hundred and the worst of sorted seconds."""
    if not seconds:
        return {}
    return {"p50": seconds[len(seconds) // 2], "p99": seconds[int(len(seconds) * 0.99)], "max": seconds[-1]}


def _people(stage: Stage, run: Run, what: str, output: int | None = None) -> "subprocess.Popen[bytes]":
    words = [what, str(stage.folder), str(run.seed), str(run.terms), str(run.seconds), run.engine]
    return stage.spawn("people", [sys.executable, "-m", "tests.chaos.people", *words], output)


def _open(stage: Stage, run: Run) -> tuple[dict[int, int], datetime]:
    """Start the programs and open the cases beside each other; wait for both, and for the run's second 0."""
    sweeps = run.engine == "sweep"
    stage.start(*(SWEEPERS if sweeps else SWEEPERS[:2]), *(["web"] if run.bar and sweeps else []))
    people = _people(stage, run, "open")
    while people.poll() is None:
        stage.keep()
        stopping.check()
        time.sleep(0.05)
    if people.returncode:
        raise SystemExit(f"chaos: the cases could not be opened: {process.last_line(stage.folder / 'logs/people.log')}")
    opened = json.loads((stage.folder / "opened.json").read_text())
    start = datetime.fromisoformat(opened["start"])
    while not (datetime.now(UTC) >= start and (not sweeps or _beats() == 2)):
        if datetime.now(UTC) > start + READY:
            raise SystemExit(f"chaos: the programs did not start; their logs stand in {stage.folder}/logs")
        stage.keep()
        stopping.check()
        time.sleep(0.1)
    return {int(number): case for number, case in opened["cases"].items()}, start


def _beats() -> int:
    """How many of the two kinds of sweepers finished a round."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_heartbeat")
        row = cursor.fetchone()
    return int(row[0])


def _happen(stage: Stage, run: Run, start: datetime) -> tuple[dict[int, Done], list[str]]:
    """Faults and people until both are ready; the journal of what people did, and what was hit."""
    plan = faults(run.seed, count=run.faults, seconds=run.seconds)
    trouble = Faults(stage=stage, coming=deque(plan), choice=random.Random(f"{run.seed} victims"), say=say)
    people = _people(stage, run, "act", subprocess.PIPE)
    assert people.stdout is not None
    os.set_blocking(people.stdout.fileno(), False)
    said = b""
    late = run.seconds + PEOPLE
    try:
        while (second := (datetime.now(UTC) - start).total_seconds()) < late:
            stopping.check()
            stage.keep()
            trouble.tick(second)
            said += people.stdout.read() or b""
            if second > run.seconds and not trouble.coming and not trouble.later and people.poll() is not None:
                break
            time.sleep(0.05)
        said += people.stdout.read() or b""
    finally:
        trouble.put_right()
        process.stop(people, signal.SIGTERM, patience=5)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith(b"{")]
    if strange := b"\n".join(line for line in said.splitlines() if not line.startswith(b"{")):
        say(f"        the people said:\n{strange.decode()}")
    moments = {line["act"]: [datetime.fromisoformat(line[name]) for name in ("began", "ended")] for line in lines}
    return {act: Done(began=began, ended=ended) for act, (began, ended) in moments.items()}, trouble.done


def _wait_for_end(
    stage: Stage,
    run: Run,
    planned: tuple[Script, ...],
    journal: dict[int, Done],
    cases: dict[int, int],
    start: datetime,
) -> Verdict:
    """Wait until nothing is missed or waits any more, or patience is over."""
    from django.db import DatabaseError, InterfaceError, connection

    from tests.chaos.evidence import gather

    expected = expect(planned, journal, start)
    until = time.monotonic() + BACKLOG[run.engine]
    mails = stage.mails if stage.sink else lambda: None
    while True:
        stage.keep()
        try:
            verdict = judge(expected, gather(cases, mails()))
            if time.monotonic() > until or not (verdict.missed or verdict.unsent or verdict.wrong_ends):
                return judge(expected, gather(cases, mails(), logs=True))
        except (DatabaseError, InterfaceError):
            connection.close()
        stopping.check()
        time.sleep(1)


def _bar(stage: Stage) -> dict[str, float | bool]:
    from tests.chaos.bar import Visitor, measure

    visitor = Visitor(stage.port)
    visitor.log_in()
    say("        all sweepers stopped")
    bar = measure(stage, visitor)
    return asdict(bar) | {"holds": bar.holds}


def say(sentence: str) -> None:
    print(time.strftime("%X"), sentence, flush=True)


if __name__ == "__main__":
    main()
