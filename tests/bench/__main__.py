"""`python -m tests.bench [--cases N ...] [--pages-only] [--write docs/figures.md]`, or `make bench`."""

from argparse import ArgumentParser
from contextlib import ExitStack

from tests.bench import data
from tests.bench.measure import Process, explain, measure
from tests.bench.report import show

SIZES = (1_000, 100_000)


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--cases", type=int, nargs="+", default=SIZES, metavar="N", help="the sizes, the smallest first"
    )
    parser.add_argument("--repeats", type=int, default=40, help="of each visit, at each size")
    parser.add_argument("--only", default="", metavar="WORDS", help="only visits with these words in their name")
    parser.add_argument("--pages-only", action="store_true", help="no acts and no sweep")
    parser.add_argument("--explain", action="store_true", help="show the statements of each visit, and measure nothing")
    asked = parser.parse_args()
    with data.servers() as env, ExitStack() as stack:
        data.collect_static(env)
        for cases in asked.cases:
            data.of_size(env, cases)
        copies = {cases: stack.enter_context(data.copy_of(env, cases)) for cases in asked.cases}
        processes = {cases: stack.enter_context(Process(copy)) for cases, copy in copies.items()}
        if asked.explain:
            print(explain(processes, only=asked.only, pages_only=asked.pages_only))
            return
        print(show(measure(processes, repeats=asked.repeats, only=asked.only, pages_only=asked.pages_only)))


if __name__ == "__main__":
    main()
