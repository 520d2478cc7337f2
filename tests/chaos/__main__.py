"""`make chaos`: each seed on the product's clock, which must hold, and one on Celery's ETA, which must not.

Exit code 1 where a goal was missed, or where the ETA engine missed nothing: then the harness has no teeth.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from socialdomain.embedded import stopping
from tests.chaos.report import page, table


def main() -> int:
    """Run what was asked for; print a table; write the page where `--write` says so."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--engine", choices=("both", "sweep", "eta"), default="both")
    parser.add_argument("--seed", type=int, nargs="+", default=[7], help="of each run of the product's clock")
    parser.add_argument("--terms", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--faults", type=int, default=25)
    parser.add_argument("--no-bar", action="store_true", help="leave the dead man's switch out")
    parser.add_argument("--write", type=Path, help="the page with the outcome: docs/chaos.md")
    given = parser.parse_args()
    stopping.listen()
    first, *others = given.seed
    asked = [("sweep", first), ("eta", first), *(("sweep", seed) for seed in others)]
    asked = [(engine, seed) for engine, seed in asked if given.engine in (engine, "both")]
    command = " ".join(["python -m tests.chaos", *sys.argv[1:]])
    outcomes = []
    for engine, seed in asked:
        words = [f"--engine={engine}", f"--seed={seed}", f"--terms={given.terms}"]
        words += [f"--seconds={given.seconds}", f"--faults={given.faults}", *(["--no-bar"] if given.no_bar else [])]
        outcome = run(words)
        if outcome is None:
            return 1
        outcomes.append(outcome)
        if given.write:
            given.write.write_text(page(outcomes, command, len(asked) - len(outcomes)))
    print(table(outcomes))
    return 0 if all(map(as_it_should, outcomes)) else 1


def run(words: list[str]) -> dict[str, Any] | None:
    """One run in a process of its own; None when it broke off."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "outcome.json"
        child = subprocess.Popen([sys.executable, "-m", "tests.chaos.run", *words, f"--outcome={file}"])
        while child.poll() is None:
            try:
                child.wait(1)
            except subprocess.TimeoutExpired:
                stopping.check()
        return json.loads(file.read_text()) if file.exists() else None


def as_it_should(outcome: dict[str, Any]) -> bool:
    """The product's clock holds; Celery's ETA misses terms, or the harness proves nothing."""
    if outcome["engine"] == "eta":
        return bool(outcome["counts"]["missed"])
    return bool(outcome["holds"] and (outcome["bar"] is None or outcome["bar"]["holds"]))


sys.exit(main())
