"""The days that do not count: Algemene termijnenwet (Atw) article 3.

The yearly days are rules; the days equated by royal decree (article 3 lid 3) are dated rows.
A functional administrator adds later rows to `cases.EquatedDay`, so a new decree is data.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cases.rules.basis import Certainty

KINGS_YEAR = 2014  # the first Koningsdag; before it Koninginnedag, 30 April
SUNDAY = 6
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """Why a day does not count. `basis` names the article or the decree."""

    day: date
    name: str
    basis: str
    certainty: Certainty = Certainty.SEEN


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, left = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> ClosedDay:
    """The day on which the King's birthday is celebrated; never a Sunday.

    Which day that is does not stand in the Atw itself, so a moved one is from memory.
    """
    if year >= KINGS_YEAR:
        day, name = date(year, 4, 27), "Koningsdag"
        moved = date(year, 4, 26)
    else:
        day, name = date(year, 4, 30), "Koninginnedag"
        moved = date(year, 4, 29) if year >= 1980 else date(year, 5, 1)  # noqa: PLR2004
    if day.weekday() == SUNDAY:
        return ClosedDay(moved, name, "Atw art. 3 lid 1", Certainty.MEMORY)
    return ClosedDay(day, name, "Atw art. 3 lid 1")


@lru_cache(maxsize=256)
def recognised(year: int) -> dict[date, ClosedDay]:
    """The recognised days of a year (lid 1) and Good Friday, equated by lid 2."""
    sunday = easter(year)
    lid_1 = (
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (sunday + timedelta(days=1), "Tweede Paasdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),  # every year, not once in five as for many employers
        (sunday + timedelta(days=39), "Hemelvaartsdag"),
        (sunday + timedelta(days=50), "Tweede Pinksterdag"),
        (date(year, 12, 25), "Eerste Kerstdag"),
        (date(year, 12, 26), "Tweede Kerstdag"),
    )
    good_friday = sunday - timedelta(days=2)
    king = kings_day(year)
    closed = {good_friday: ClosedDay(good_friday, "Goede Vrijdag", "Atw art. 3 lid 2"), king.day: king}
    for day, name in lid_1:
        earlier = closed.get(day)  # 5 May 2016 was Ascension Day too: name both
        full = f"{earlier.name} en {name}" if earlier else name
        closed[day] = ClosedDay(day, full, "Atw art. 3 lid 1")
    return closed


def weekend(day: date) -> ClosedDay | None:
    """A Saturday or Sunday as a closed day (Atw art. 1)."""
    if day.weekday() == SATURDAY:
        return ClosedDay(day, "zaterdag", "Atw art. 1 lid 1")
    if day.weekday() == SUNDAY:
        return ClosedDay(day, "zondag", "Atw art. 1 lid 1")
    return None


# Found in a secondary source (a questions page on the Atw, read 2025-10-04); not yet compared
# with the decrees in the Staatscourant. The last decree known reaches to the end of DECREED_UNTIL.
DECREED_DAYS = (
    date(2023, 4, 28), date(2023, 5, 19), date(2024, 5, 10), date(2024, 12, 27), date(2025, 5, 30),
    date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26),
)  # fmt: skip
DECREED_UNTIL = date(2028, 12, 31)
SHIPPED_ROWS = tuple(
    ClosedDay(
        day,
        "extra vrije dag bij koninklijk besluit",
        "Atw art. 3 lid 3",
        Certainty.SECOND_HAND,
    )
    for day in DECREED_DAYS
)
