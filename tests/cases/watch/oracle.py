"""A second, simple reckoning of the toy law's terms: what a lawyer would do on paper. It shares no code with ours."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
# The closed days of 2027, and of early 2028, written out: a mistake in the product's reckoning must show.
FREE = {date(2027, *day) for day in ((3, 26), (3, 29), (4, 27), (5, 5), (5, 6), (5, 7), (5, 17), (12, 25), (12, 26))}
FREE |= {date(2027, 1, 1), date(2028, 1, 1)}


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)


def hours_later(moment: datetime, hours: int) -> datetime:
    return datetime.fromtimestamp(moment.timestamp() + hours * 3600, AMSTERDAM)


@dataclass
class Pause:
    asked: date
    until: date
    answered: date | None = None


@dataclass
class Clock:
    """One term. `known` is its last day and the moment it is over, (None, None) while it stands still."""

    start: datetime
    unit: str
    amount: int
    kinds: tuple[str, ...]
    free: set[date]
    extra_weeks: int = 0
    pauses: list[Pause] = field(default_factory=list)
    known: tuple[date | None, datetime | None] = (None, None)
    version: int = 1
    ended: bool = False
    fired: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.known = self.due(self.start.date())

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.free

    def count(self, day: date, working_days: int) -> date:
        step = DAY if working_days > 0 else -DAY
        for _ in range(abs(working_days)):
            day += step
            while not self.works(day):
                day += step
        return day

    def rolled(self, day: date) -> date:
        while not self.works(day):
            day += DAY
        return day

    def due(self, today: date) -> tuple[date | None, datetime | None]:
        if self.unit == "hours":
            end = hours_later(self.start, self.amount)
            return (end - timedelta(microseconds=1)).date(), end
        if self.unit == "working days":
            last = self.count(self.start.date(), self.amount)
            return last, midnight(last + DAY)
        last = self.start.date() + timedelta(days=self.amount, weeks=self.extra_weeks)
        still: set[date] = set()
        for pause in self.pauses:
            if pause.asked >= self.rolled(last):
                continue  # it was over already
            last = self.rolled(last) if pause.asked >= last else last
            if pause.answered is None and pause.until > today:
                return None, None
            back = min(pause.answered or pause.until, pause.until)
            new = {pause.asked + DAY * n for n in range(1, (back - pause.asked).days)} - still
            last, still = last + DAY * len(new), still | new
        return self.rolled(last), midnight(self.rolled(last) + DAY)

    def look(self, today: date) -> None:
        """It is reckoned again: another end is another version, and warns again."""
        now = self.due(today)
        self.version += now != self.known
        self.known = now

    def moments(self) -> dict[str, datetime]:
        """When each warning goes off, for the end that is known."""
        last, over = self.known
        if last is None or over is None:
            return {}
        near = hours_later(over, -6) if self.unit == "hours" else midnight(self.count(last, -5))
        found = {kind: at for kind, at in {"nearing": near, "breach": over}.items() if at > self.start}
        if self.version == 1:
            found["begun"] = self.start
        return {kind: at for kind, at in found.items() if kind in self.kinds}

    def watch(self, now: datetime) -> None:
        """What a watcher that finished a round did: a pause that ran out, and the warnings whose moment came."""
        if self.ended:
            return
        for pause in self.pauses:
            if pause.answered is None and pause.until < now.date():
                pause.answered = pause.until
                self.look(now.date())
        self.fired |= {(kind, self.version) for kind, at in self.moments().items() if at <= now}


def decide(received: date, free: set[date]) -> Clock:
    return Clock(midnight(received), "days", 56, ("nearing", "breach"), free)


def window(received: date, free: set[date]) -> Clock:
    return Clock(midnight(received), "days", 7, (), free)


def after_window(closed: date, free: set[date]) -> Clock:
    return Clock(midnight(closed), "working days", 3, ("nearing", "breach"), free)


def urgent(at: datetime, free: set[date]) -> Clock:
    return Clock(at, "hours", 48, ("begun", "nearing", "breach"), free)
