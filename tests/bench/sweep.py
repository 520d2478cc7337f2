"""The watcher's claim of 10,000 due warnings among 100,000 open terms, against one plain UPDATE of the same rows.

A process of its own on a copy (data.py); answers with a line of JSON: the medians of a few turns, in milliseconds.
"""

import json
import os
import time
from collections.abc import Callable
from statistics import median

import django

TERMS, DUE, TURNS = 100_000, 10_000, 5
MARK = "bench"  # `Deadline.about` of the terms made here; the warnings that were due already are done first
MAKE = """
WITH made AS (
    INSERT INTO cases_deadline (case_id, law, term, about, term_valid_from, urgent, starts_on, started_at, amount, unit,
        source, due_on, due_at, due_version, suspended, outcome, ended_by, opened_by)
    SELECT pattern.case_id, law, term, '{mark}-' || n, term_valid_from, false, starts_on, started_at, amount, unit,
        source, current_date + 30, now() + interval '30 days', 1, false, '', '', ''
    FROM (SELECT * FROM cases_deadline WHERE case_id IS NOT NULL AND ended_at IS NULL LIMIT 1000) pattern,
        generate_series(1, {terms} / 1000) n LIMIT {terms} RETURNING id
)
INSERT INTO cases_alarm (deadline_id, kind, at, due_version, attempts)
SELECT id, 'nearing', now() + CASE WHEN row_number() OVER (ORDER BY random()) <= {due} THEN -interval '1 second'
    ELSE interval '7 days' END, 1, 0 FROM made
"""
OURS = f"deadline_id IN (SELECT id FROM cases_deadline WHERE about LIKE '{MARK}-%')"
PLAIN = "UPDATE cases_alarm SET fired_at = now() WHERE fired_at IS NULL AND at <= now()"
AGAIN = (
    f"UPDATE cases_alarm SET fired_at = NULL WHERE fired_at IS NOT NULL AND {OURS}",
    f"DELETE FROM cases_signal WHERE {OURS}",
    "DELETE FROM cases_outbox WHERE kind = 'signal' AND sent_at IS NULL",
)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from django.db import connection

    from cases.actions.watch import BATCH, fire_due
    from cases.queries.clock import database_now

    cursor = connection.cursor()
    while fire_due(at=database_now(), limit=1000):
        pass
    cursor.execute("DELETE FROM cases_outbox WHERE kind = 'signal' AND sent_at IS NULL")
    cursor.execute(MAKE.format(mark=MARK, terms=TERMS, due=DUE))

    def plain() -> int:
        cursor.execute(PLAIN)
        return cursor.rowcount

    def batches() -> int:
        at, done = database_now(), 0
        while claimed := fire_due(at=at, limit=BATCH):
            done += claimed
        return done

    def timed(work: Callable[[], int]) -> float:
        began = time.perf_counter()
        done = work()
        took = time.perf_counter() - began
        assert done == DUE, f"{done} of {DUE}"
        for statement in AGAIN:
            cursor.execute(statement)
        return took * 1000

    turns = [(timed(plain), timed(batches)) for _ in range(TURNS)]
    print(json.dumps({"plain": median(a for a, _ in turns), "batches": median(b for _, b in turns)}))


if __name__ == "__main__":
    main()
