"""How many copies of what, and for whom: a round is the same each time, so that its number says all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from cases.models import Case

from .desks import Desk
from .pattern import STRIDE, Kind, Pattern

SHARE = {Kind.BUSY: 1, Kind.QUIET: 2, Kind.CLOSED: 7}  # tenths of all cases
WEEKS = {Kind.BUSY: 0, Kind.QUIET: 48, Kind.CLOSED: 104}  # over how long the copies are spread


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of all rows of a kind, so many weeks older than its pattern. `number` is never 0."""

    kind: Kind
    number: int
    weeks: int
    desk: Desk


def copies_in_a_round(pattern: Pattern) -> tuple[Kind, ...]:
    """The whole demo once, and its other kinds as often as their share asks."""
    whole = len(pattern.cases(Kind.BUSY))
    times = {
        kind: round(whole * SHARE[kind] / SHARE[Kind.BUSY] / len(pattern.cases(kind))) if pattern.cases(kind) else 0
        for kind in Kind
    }
    return tuple(kind for kind in Kind for _ in range(times[kind]))


def cases_in_a_round(pattern: Pattern) -> int:
    return sum(len(pattern.cases(kind)) for kind in copies_in_a_round(pattern))


def next_round(pattern: Pattern, using: str) -> int:
    """The number of the first round that is not there: rounds come whole or not at all."""
    highest = Case.objects.using(using).aggregate(highest=Max("pk"))["highest"] or 0
    return 0 if highest < STRIDE else (highest // STRIDE - 1) // len(copies_in_a_round(pattern)) + 1


def round_of(pattern: Pattern, number: int, desks: Sequence[Desk]) -> tuple[Copy, ...]:
    kinds = copies_in_a_round(pattern)
    copies = []
    for index, kind in enumerate(kinds):
        own = number * len(kinds) + index + 1
        # 37 has no factor in common with the weeks: consecutive copies lie far apart, and every week gets its share.
        weeks = 1 + own * 37 % WEEKS[kind] if WEEKS[kind] else 0
        copies.append(Copy(kind=kind, number=own, weeks=weeks, desk=desks[own % len(desks)]))
    return tuple(copies)
