"""Copy one round of rows, in as many statements as there are tables, and then their lines in the logs."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from cases.models import User

from .columns import insert
from .desks import APART
from .history import copy_lines, has_lines, make_partitions, make_signals
from .names import names
from .pattern import STRIDE, Kind, Pattern
from .rounds import Copy

WEEK = 7
CASES_AT_ONCE = 60  # whose lines share a transaction: the chain's head makes long ones ever slower


def copy_round(pattern: Pattern, copies: Sequence[Copy], using: str) -> None:
    """All rows of these copies in one transaction, then their lines in the logs."""
    shared = _shared(using)
    with transaction.atomic(using), connections[using].cursor() as cursor:
        make_partitions(cursor)
        for kind, mine in groupby(copies, key=lambda copy: copy.kind):
            values = shared | _values(tuple(mine))
            for model in pattern.tables:
                if rows := pattern.rows[kind][model]:
                    cursor.execute(insert(model, pattern.tables), values | {"rows": rows})
            if kind is not Kind.BUSY:
                make_signals(cursor, values | {"rows": pattern.cases(kind)})
        _go_on_above(cursor, pattern, copies[-1])
    add_lines(pattern, copies, using)


def add_lines(pattern: Pattern, copies: Sequence[Copy], using: str) -> None:
    """The log lines of these copies, where they are not there yet."""
    shared = _shared(using)
    for kind, mine in groupby(copies, key=lambda copy: copy.kind):
        for few in _portions(mine, max(1, CASES_AT_ONCE // len(pattern.cases(kind)))):
            with transaction.atomic(using), connections[using].cursor() as cursor:
                if not has_lines(cursor, pattern, few[0]):
                    copy_lines(cursor, pattern, kind, shared | _values(few))


def _go_on_above(cursor: CursorWrapper, pattern: Pattern, last: Copy) -> None:
    """What is made by hand from now on gets an id above those of the copies."""
    for model in pattern.tables:
        key = model._meta.pk  # noqa: SLF001
        assert key is not None
        cursor.execute(
            "SELECT setval(sequence, %s) FROM pg_get_serial_sequence(%s, %s) sequence WHERE sequence IS NOT NULL",
            [(last.number + 1) * STRIDE, model._meta.db_table, key.column],  # noqa: SLF001
        )


def _portions(copies: Iterator[Copy], size: int) -> Iterator[tuple[Copy, ...]]:
    while few := tuple(islice(copies, size)):
        yield few


def _values(copies: Sequence[Copy]) -> dict[str, Any]:
    return {
        "numbers": [copy.number for copy in copies],
        "shift": [copy.number * STRIDE for copy in copies],
        "days": [copy.weeks * WEEK for copy in copies],
        "people": [copy.desk.people for copy in copies],
        "teams": [copy.desk.teams for copy in copies],
    }


def _shared(using: str) -> dict[str, Any]:
    """Who works in a team of the demo, and the names: for every copy the same. Other colleagues exist once."""
    rows = User.objects.using(using).filter(pk__lt=APART, memberships__isnull=False)
    return names(using) | {"staff": list(rows.values_list("pk", flat=True).distinct())}
