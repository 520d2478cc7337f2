"""What a term's clock shows: what is left, until when, how far along. Pure; the page only draws it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.rules.calendar import AMSTERDAM
from cases.rules.wording import SHORT_MONTHS, WEEKDAYS, days, short_date

URGENT, LATE, STILL = "is-spoed", "is-let-op", "is-pauze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The drawing of one term.

    `fraction` is the part of the term that is over: 1.0 at the last day, more when late.
    `tone` is "", "is-spoed", "is-let-op" or "is-pauze"; `spoken` is what the bar says to who can't see it.
    """

    remaining_text: str
    day_text: str
    fraction: float
    tone: str
    spoken: str


def day_clock(*, start: date, due_on: date, today: date, urgent: bool = False, window: bool = False) -> Clock:
    """Draw a term in days. The start day does not count; `due_on` is the last lawful day.

    `window` is somebody else's opportunity: when it is over nobody is late.
    """
    left, total, spent = (due_on - today).days, max((due_on - start).days, 1), max((today - start).days, 0)
    if left > 0:
        remaining = f"nog {days(left)}"
    elif left == 0:
        remaining = "vandaag"
    else:
        remaining = "voorbij" if window else f"{days(-left)} te laat"
    tone = URGENT if urgent else LATE if left < 0 and not window else ""
    return Clock(
        remaining_text=remaining,
        day_text=_short_day(due_on, today),
        fraction=spent / total,
        tone=tone,
        spoken=f"Dag {spent} van {total}.",
    )


def hour_clock(*, start: datetime, due_at: datetime, now: datetime, urgent: bool = True) -> Clock:
    """Draw a term in hours: it runs on at night and in the weekend."""
    total, spent = due_at - start, max(now - start, timedelta(0))
    late = now >= due_at
    amount = hours(now - due_at if late else due_at - now, up=not late)
    end = due_at.astimezone(AMSTERDAM)
    return Clock(
        remaining_text=f"{amount} te laat" if late else f"nog {amount}",
        day_text=f"{WEEKDAYS[end.weekday()][:2]} {end:%H.%M}"
        if abs((end.date() - now.astimezone(AMSTERDAM).date()).days) < 7  # noqa: PLR2004 - then a weekday says which day
        else f"{end.day} {SHORT_MONTHS[end.month - 1]} {end:%H.%M}",
        fraction=spent / total if total else 1.0,
        tone=URGENT if urgent else LATE if late else "",
        spoken=f"Van {hours(total)} {'is' if hours(spent).startswith('1 ') else 'zijn'} {hours(spent)} voorbij.",
    )


def still_clock(*, start: date, stopped_on: date, length: timedelta, until: date | None, today: date) -> Clock:
    """Draw a term that stands still since `stopped_on`, at the latest until and with `until`."""
    spent = max((stopped_on - start).days - 1, 0)
    total = max(length.days, 1)
    return Clock(
        remaining_text="staat stil",
        day_text=f"t/m {_short_day(until, today)}" if until else f"vanaf {_short_day(stopped_on, today)}",
        fraction=spent / total,
        tone=STILL,
        spoken=f"Dag {spent} van {total}. Stil vanaf {_short_day(stopped_on, today)}.",
    )


def _short_day(day: date, today: date) -> str:
    return short_date(day).removesuffix(f" {today.year}")


def hours(amount: timedelta, *, up: bool = False) -> str:
    """Write "21 uur", "40 minuten", "1 minuut"; `up` rounds what is left up, so that it is never 0 before the end."""
    minutes, seconds = divmod(int(amount.total_seconds()), 60)
    minutes += bool(up and seconds)
    if minutes < 60:  # noqa: PLR2004 - minutes in an hour
        return "1 minuut" if minutes == 1 else f"{minutes} minuten"
    return f"{minutes // 60} uur"
