"""The dwangsom for deciding too late, day by day (Awb 4:17). Pure: amounts and first day come in as data.

A day is due when at its end there is still no besluit: the day on which it is sent is not. That reading and the first
day wait for a lawyer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

LONGEST = 42  # days, Awb 4:17 lid 1
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rate:
    """What one day costs from day `first` until and with day `last` (counted from 1), in euro."""

    first: int
    last: int
    per_day: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the dwangsom: its number, what it costs, and what is due by its end."""

    day: date
    number: int
    per_day: Decimal
    total: Decimal


def first_day(received_on: date, counted_from: int) -> date:
    """The first day that is due after an ingebrekestelling; `counted_from` is 14 or 15 (a choice, art. 4:17 lid 3)."""
    return received_on + timedelta(days=counted_from)


def days(first: date, rates: Sequence[Rate]) -> Iterator[Day]:
    """All 42 days with what they cost."""
    total = Decimal(0)
    for number in range(1, LONGEST + 1):
        per_day = next(rate.per_day for rate in rates if rate.first <= number <= rate.last)
        total += per_day
        yield Day(day=first + timedelta(days=number - 1), number=number, per_day=per_day, total=total)


def due(first: date, last: date, rates: Sequence[Rate]) -> Day | None:
    """The last day that is due when there was no besluit until and with `last`; None when nothing is due."""
    found = [day for day in days(first, rates) if day.day <= last]
    return found[-1] if found else None


def shares(amount: Decimal, applicants: int) -> tuple[Decimal, ...]:
    """Equal shares (art. 4:17, its last lid) that add up to `amount`; cents left over go to the first ones."""
    share = (amount / applicants).quantize(CENT, rounding=ROUND_DOWN)
    left = int((amount - share * applicants) / CENT)
    return tuple(share + (CENT if n < left else Decimal(0)) for n in range(applicants))


def euro(amount: Decimal) -> str:
    """As people write it: "€ 1.442", "€ 480,67"."""
    text = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€ {text.removesuffix(',00')}"
