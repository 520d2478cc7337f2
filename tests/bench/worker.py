"""A web process at one size: told what to visit on its standard input, it answers with the cost, a line of JSON each.

With `explain` it answers with the statements. The parent lets the processes of both sizes take turns.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.bench.visitor import Answer
    from tests.bench.visits import Visit


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from cases.actions.watch import beat
    from socialdomain.heap import freeze
    from tests.bench.meter import Meter
    from tests.bench.visits import Visits

    meter, visits = Meter(), Visits().all()
    beat("bench")
    for visit in visits:  # templates, routes and the caches of PostgreSQL are warm in a process that runs
        check(visit, visit.prepare()())
    freeze()
    answer({"visits": [[visit.name, visit.act] for visit in visits]})
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "beat":  # no sweeper runs: without this each page would show the red bar
            beat("bench")
            answer({})
            continue
        visit = visits[asked["visit"]]
        cost, got = meter.measure(visit.prepare())
        check(visit, got)
        said = {"said": meter.said} if asked["do"] == "explain" else {}
        answer(asdict(cost) | said)


def check(visit: "Visit", got: "Answer") -> None:
    """An error page is fast; stop at it."""
    if got.status != visit.status:
        sys.exit(f"{visit.name}: {got.status}, not {visit.status}\n{got.body.decode()[-3000:]}")


def answer(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
