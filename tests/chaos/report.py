"""The outcome as a table and as docs/chaos.md."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Outcome = dict[str, Any]
ENGINES = {"sweep": "rows and sweepers", "eta": "Celery ETA"}
ROWS = (  # label, path in the outcome, goal of the product's clock
    ("Seed", ("seed",), ""),
    ("Faults carried out", ("hit",), ""),
    ("Warnings that had to come", ("counts", "promised"), ""),
    ("Acts of people meanwhile", ("counts", "acts"), ""),
    ("**Missed**", ("counts", "missed"), "0"),
    ("**Signalled twice**, or told twice", ("counts", "twice"), "0"),
    ("**Early**", ("counts", "early"), "0"),
    ("**Unsent**", ("counts", "unsent"), "0"),
    ("Signalled after it was met, moved or ended", ("counts", "for_nothing"), "0"),
    ("Clocks that stand wrong at the end", ("counts", "wrong_ends"), "0"),
    ("Acts lost", ("counts", "acts_lost"), "0"),
    ("Acts done twice", ("counts", "acts_twice"), "0"),
    ("Both logs verify", ("counts", "logs_broken"), "yes"),
    ("E-mails that arrived outside", ("counts", "mails"), ""),
    ("… of which once more, with the same Message-ID", ("counts", "mails_again"), ""),
    ("Signal late, s: p50", ("late", "p50"), ""),
    ("Signal late, s: p99", ("late", "p99"), ""),
    ("Signal late, s: most", ("late", "max"), ""),
    ("Message late, s: p50", ("told", "p50"), ""),
    ("Message late, s: p99", ("told", "p99"), ""),
    ("Message late, s: most", ("told", "max"), ""),
    ("All sweepers stopped: bar on a page after, s", ("bar", "shown"), "90"),
    ("… and 503 on /healthz/deadlines after, s", ("bar", "refused"), "90"),
    ("All started: bar gone after, s", ("bar", "gone"), "60"),
    ("… and 200 after, s", ("bar", "well"), "60"),
)
ABOUT = """\
# The clock under fire

Written on {day}, on {machine}, by

    {command}

which `make chaos` does too.{left} Not a fast machine and not an idle one: lateness is shown and not judged.

Real PostgreSQL (fsync) and Valkey (AOF), two workers, two beats, a sweeper and a web server are hit by {faults} faults
in {seconds:.0f} seconds, out of a seeded plan: `kill -9` of each of them, of a worker's child and of a PostgreSQL
backend; SIGSTOP; the broker emptied; connections cut; a worker and a sweeper with a clock that is an hour off. What dies
is started again, as `make run` does it. Meanwhile {terms} terms fall due, move, stand still, resume and are met, by real
acts in four threads. An oracle that was told only the plan and the answers that people got says what had to come
([how it works](../tests/chaos/life.py)).

The column *Celery ETA* is the same plan on the usual way to do it: a Celery task with an ETA for each moment, Celery's
defaults, the same durable Valkey. It has to fail, or the harness would prove nothing.

{table}

## What hit seed {seed}
{hit}

## Seen in the figures
- *Missed* counts warnings that had to come and did not, after everything was left alone and nothing waited any more.
- A term that was met or moved while its warning was on its way may warn or not; it may not warn afterwards.
- *Unsent* and *twice* count messages in the application and e-mails alike. An e-mail whose sender was killed between
  the mail server's answer and its own commit goes again, with the same Message-ID: at least once.
- The bar is read from `/werkvoorraad` by a colleague who is logged in, five times a second.
- Short cuts: the cases share twenty households; those that stood still got their first acts with a past moment; the
  wrong clock is what Python calls time, not the kernel. No fault hits the mail server, and with ETA tasks nobody mails.
"""


def table(outcomes: Iterable[Outcome]) -> str:
    """A Markdown table with a column for each run."""
    runs = list(outcomes)
    lines = [["", "Goal", *(ENGINES[run["engine"]] for run in runs)], ["---", *["---:"] * (len(runs) + 1)]]
    lines += [[label, goal, *(_cell(run, path) for run in runs)] for label, path, goal in ROWS]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def page(outcomes: list[Outcome], command: str, left: int) -> str:
    """docs/chaos.md; `left` is how many of the runs asked for were not done yet."""
    first = outcomes[0]
    return ABOUT.format(
        command=command,
        left=f" Of its runs {left} had not been done when this was written." if left else "",
        day=f"{datetime.now(UTC):%-d %B %Y}",
        machine=f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}",
        table=table(outcomes),
        seed=first["seed"],
        hit="\n".join(f"{place}. {what}" for place, what in enumerate(first["hit"], 1)),
        **{name: first[name] for name in ("faults", "seconds", "terms")},
    )


def _cell(run: Outcome, path: tuple[str, ...]) -> str:
    found: Any = run
    for name in path:
        found = (found or {}).get(name, "")
    match found:
        case bool():  # the only one says whether something broke
            return "no" if found else "yes"
        case list():
            return str(len(found))
        case float():
            return f"{found:.1f}"
        case _:
            return str(found)
