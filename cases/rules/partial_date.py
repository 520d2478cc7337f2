"""A date of which the day, the month or everything may be unknown, as the BRP records births and deaths.

Rules that depend on age never guess a day: they use the range from `earliest` to `latest`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .wording import MONTHS

IMPOSSIBLE = "Deze datum bestaat niet."


@dataclass(frozen=True, slots=True)
class Ages:
    """The youngest and oldest age in whole years that fits a partial date."""

    youngest: int
    oldest: int

    @property
    def exact(self) -> int | None:
        """The age, if there is only one possibility."""
        return self.youngest if self.youngest == self.oldest else None

    @property
    def text(self) -> str:
        """`34`, or `33 of 34`, or `33 tot en met 35`."""
        if self.youngest == self.oldest:
            return str(self.youngest)
        link = "of" if self.oldest == self.youngest + 1 else "tot en met"
        return f"{self.youngest} {link} {self.oldest}"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Year, month and day; from the first unknown part on, all are None. Raises ValueError (Dutch) if impossible."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day without a month, a month without a year, and days that no calendar has."""
        known = [part is not None for part in (self.year, self.month, self.day)]
        if known != sorted(known, reverse=True):
            raise ValueError(IMPOSSIBLE)
        try:
            date(*(1 if part is None else part for part in (self.year, self.month, self.day)))
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(IMPOSSIBLE) from error

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `YYYYMMDD` with zeros for unknown parts (BRP, logisch ontwerp). Raises ValueError (Dutch)."""
        if not (text.isascii() and text.isdigit() and len(text) == len("YYYYMMDD")):
            raise ValueError(IMPOSSIBLE)
        return cls(*(int(part) or None for part in (text[:4], text[4:6], text[6:])))

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Make one of a full date."""
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date | None:
        """The first day it can be; None if the year is unknown."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day it can be; None if the year is unknown."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def text(self) -> str:
        """`12 maart 1947`, `maart 1947`, `1947` or `onbekend`."""
        if self.year is None:
            return "onbekend"
        parts = (self.day, self.month and MONTHS[self.month - 1], self.year)
        return " ".join(str(part) for part in parts if part)

    def ages_on(self, day: date) -> Ages | None:
        """Return the possible ages on `day`; None if the year is unknown or the birth lies wholly after it."""
        if self.earliest is None or self.latest is None or self.earliest > day:
            return None
        return Ages(max(age(self.latest, day), 0), age(self.earliest, day))


def age(born: date, day: date) -> int:
    """Return whole years; one born on 29 February has a birthday on 1 March in other years (BW 1:3 is silent)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
