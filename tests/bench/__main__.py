"""`python -m tests.bench [--cases N ...] [--pages-only] [--write docs/figures.md]`, or `make bench`."""

import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from socialdomain.embedded.state import ROOT
from tests.bench import data
from tests.bench.measure import Process, explain, measure
from tests.bench.report import show, write

SIZES = (1_000, 100_000)


def main() -> None:
    asked = _asked()
    with data.servers() as env:
        data.collect_static(env)
        for cases in asked.cases:
            data.of_size(env, cases)
        with ExitStack() as stack:
            copies = {cases: stack.enter_context(data.copy_of(env, cases)) for cases in asked.cases}
            processes = {cases: stack.enter_context(Process(copy)) for cases, copy in copies.items()}
            if asked.explain:
                print(explain(processes, only=asked.only, pages_only=asked.pages_only))
                return
            rows = measure(processes, repeats=asked.repeats, only=asked.only, pages_only=asked.pages_only)
            swept = None if asked.pages_only or asked.only else _sweep(copies[max(copies)])
    section = show(rows, swept, on=date.today(), repeats=asked.repeats)
    print(section)
    if asked.write:
        write(asked.write, section)


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--cases", type=int, nargs="+", default=SIZES, metavar="N", help="the sizes, the smallest first"
    )
    parser.add_argument("--repeats", type=int, default=40, help="of each visit, at each size")
    parser.add_argument("--only", default="", metavar="WORDS", help="only visits with these words in their name")
    parser.add_argument("--pages-only", action="store_true", help="no acts and no sweep")
    parser.add_argument("--explain", action="store_true", help="show the statements of each visit, and measure nothing")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the outcome in this page too")
    return parser.parse_args()


def _sweep(env: Mapping[str, str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.sweep"], env=env, cwd=ROOT, check=True, capture_output=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
