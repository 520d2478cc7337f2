"""Make the demo municipality as large as a real one: its own cases over and over, in bulk.

The stories of the demo are the pattern. Copies get ids of their own by adding a multiple of `STRIDE`, so that every
relation is copied by arithmetic alone; other names and addresses, no BSN; other teams and colleagues; and what ended
lies spread over two years. In every round of copies some 10 % of the cases is in full swing (as in the demo), 20 %
runs quietly and 70 % is closed, as far as the demo has such cases.

Copied are all rows that hang on a case, a household or a person, and their events, each through the trigger of the
log, so that the chain stays provable. Of the read log the last lines of each case are copied; one-time keys and grants
are not. Files are not copied: a copied letter shows the text, names and days of its pattern. What the watcher once
sent about terms that ended is made up.
"""

from collections.abc import Callable

from django.db import connections

from .copies import add_lines, copy_round
from .desks import hire
from .pattern import TooMuchUsedError, read_pattern
from .rounds import cases_in_a_round, next_round, round_of

__all__ = ["BusyError", "TooMuchUsedError", "scale"]
Tell = Callable[[int, int], None]


class BusyError(RuntimeError):
    """Another process is doing the same in this database."""


def scale(*, cases: int, using: str, tell: Tell) -> int:
    """Add copies until there are at least `cases`; returns how many there are. Killed in between, it goes on there.

    `using` must be the connection that owns the tables. `tell(there_are, wanted)` follows each round.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended('scale', 0))")
        if not cursor.fetchone()[0]:
            raise BusyError("Een ander is deze database al aan het vullen.")
        try:
            return _fill(cases, using, tell)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended('scale', 0))")


def _fill(cases: int, using: str, tell: Tell) -> int:
    pattern = read_pattern(using)
    desks = hire(cases, using)
    number, there_are = next_round(pattern, using), _count(using)
    if number:  # killed between the rows of a round and their lines
        add_lines(pattern, round_of(pattern, number - 1, desks), using)
    if there_are >= cases:
        return there_are
    while there_are < cases:
        copy_round(pattern, round_of(pattern, number, desks), using)
        there_are += cases_in_a_round(pattern)
        number += 1
        tell(min(there_are, cases), cases)
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner should know how large the tables have become
    return there_are


def _count(using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        return int(cursor.fetchone()[0])
