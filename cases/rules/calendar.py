"""The calendar of the Algemene termijnenwet: which days count, and counting over them.

Days are those of Europe/Amsterdam. "Werkdag" is not defined in the laws that use it; we read it
as Monday to Friday that is no recognised or equated day (a reasonable reading).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from cases.rules.basis import Certainty
from cases.rules.holidays import SHIPPED_ROWS, ClosedDay, recognised, weekend
from cases.rules.length import Length, Unit

__all__ = ["AMSTERDAM", "SHIPPED", "Calendar", "ClosedDay", "end_of_day", "local_day", "plus"]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST_YEAR, LAST_YEAR = 1970, 2100
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days, holidays and the days equated by royal decree (`equated`, by day)."""

    equated: Mapping[date, ClosedDay]

    def closed(self, day: date) -> ClosedDay | None:
        """Say why `day` does not count (Atw art. 1 and 3), or None for an ordinary day.

        A moved Koningsdag is from memory, until somebody adds it with its source.
        """
        found, added = recognised(day.year).get(day), self.equated.get(day)
        if found and added and found.certainty is not Certainty.SEEN:
            return added
        return found or added or weekend(day)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is no Saturday, Sunday, recognised or equated day."""
        return self.closed(day) is None

    def with_days(self, rows: Iterable[ClosedDay]) -> Self:
        """Give this calendar with more equated days; a later row for a day replaces the earlier."""
        return replace(self, equated={**self.equated, **{row.day: row for row in rows}})

    def working_days(self, start: date, amount: int) -> date:
        """The last of `amount` working days after `start`; negative amounts count back."""
        step = ONE_DAY if amount > 0 else -ONE_DAY
        day, left = start, abs(amount)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day


SHIPPED = Calendar({}).with_days(SHIPPED_ROWS)


def local_day(start: date | datetime) -> date:
    """The Amsterdam day of `start`. Raises ValueError for a moment without a time zone."""
    if not isinstance(start, datetime):
        return start
    if start.tzinfo is None:
        raise ValueError("Een moment zonder tijdzone kan op twee dagen vallen.")
    return start.astimezone(AMSTERDAM).date()


def end_of_day(day: date) -> datetime:
    """The first moment after `day` in Amsterdam, in UTC: an exclusive end."""
    return datetime.combine(day + ONE_DAY, time.min, AMSTERDAM).astimezone(UTC)


def plus(start: date, length: Length, calendar: Calendar, sign: int = 1) -> date:
    """Count `length` on from `start` (`sign` 1) or back from it (-1), without any roll.

    The day of the start is not counted. A month that has no such day gives its last day.
    Raises ValueError for hours, or for a day outside the calendar (1970 to 2100).
    """
    amount = sign * length.amount
    try:
        match length.unit:
            case Unit.DAYS:
                return in_calendar(start + timedelta(days=amount))
            case Unit.WEEKS:
                return in_calendar(start + timedelta(weeks=amount))
            case Unit.MONTHS:
                return in_calendar(_months(start, amount))
            case Unit.YEARS:
                return in_calendar(_months(start, 12 * amount))
            case Unit.WORKING_DAYS:
                return in_calendar(calendar.working_days(start, amount))
            case _:  # hours
                raise ValueError("Uren tel je op een klok, niet op een kalender.")
    except OverflowError:
        raise _outside() from None


def in_calendar(day: date) -> date:
    """Give `day` back. Raises ValueError with a Dutch sentence outside 1970 to 2100."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _outside()
    return day


def _outside() -> ValueError:
    return ValueError(f"De kalender loopt van {FIRST_YEAR} tot en met {LAST_YEAR}; deze datum ligt daarbuiten.")


def _months(start: date, amount: int) -> date:
    years, month = divmod(start.month - 1 + amount, 12)
    year = start.year + years
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _outside()
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004
    return date(year, month + 1, min(start.day, (first_of_next - ONE_DAY).day))
