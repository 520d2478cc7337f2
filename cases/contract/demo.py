"""What a law shows of itself in the demo municipality: who works for it, and what they did. Data only.

The stories are played through `perform()`, so that nothing in the demo could not have happened in the product.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cases.rules.calendar import AMSTERDAM, ONE_DAY, Calendar, local_day


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a demo that is loaded `now`: all of them relative to that day, most of them working days."""

    now: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        return local_day(self.now)

    def began(self, *, weeks: int, left: int) -> date:
        """When a term of `weeks` began that ends `left` days from today, or negative: so many days ago.

        Both ends are working days, so that no roll spoils the number of days; the end lies a few days further then.
        """
        end = self.today + timedelta(days=left)
        while not (self._works(end) and self._works(end - timedelta(weeks=weeks))):
            end += ONE_DAY if left >= 0 else -ONE_DAY
        return end - timedelta(weeks=weeks)

    def before(self, day: date, days: int) -> date:
        """The last working day that lies at least so many days ahead of `day`."""
        found = day - timedelta(days=days)
        while not self._works(found):
            found -= ONE_DAY
        return found

    def work(self, day: date, time: str) -> datetime:
        """`time` ("9.45", Amsterdam) on `day`, or on the first working day after it."""
        while not self._works(day):
            day += ONE_DAY
        hour, minute = map(int, time.split("."))
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)

    def ago(self, *, hours: float = 0, minutes: float = 0) -> datetime:
        return self.now - timedelta(hours=hours, minutes=minutes)

    def _works(self, day: date) -> bool:
        return self.calendar.is_working_day(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One step; `data` is what the colleague filled in, by field of the step's form."""

    at: datetime
    by: str  # username
    key: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The case comes on the desk of `to`."""

    at: datetime
    by: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note in the contact journal; `kind` as in the journal ("call", "visit", "meeting", "own_words")."""

    at: datetime
    by: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A record of the law is filled in or changed; `key` as in `Record.key`."""

    at: datetime
    by: str
    key: str
    data: Mapping[str, object] = field(default_factory=dict)


Told = Act | Handed | Noted | Edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One case: the first step opens it. A step that would lie in the future moves to just before now."""

    resident: str  # key of an invented resident
    team: str
    steps: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An invented colleague; `permissions` are those of the core, the laws' come with a role."""

    username: str
    first_name: str
    last_name: str
    title: str
    phone: str
    teams: tuple[str, ...] = ()
    permissions: frozenset[str] = frozenset()
    mandate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """`roles`: username -> key of the law's role, also for colleagues of the core or of another law."""

    roles: Mapping[str, str]
    stories: Callable[[Days], tuple[Story, ...]]
    colleagues: tuple[Colleague, ...] = ()
