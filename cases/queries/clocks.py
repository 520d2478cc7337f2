"""An open term as a page shows it: the clock, and the marks of an urgent case. No statement of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.contract import Unit, local_day, short_date
from cases.models import Deadline, Outcome
from cases.models.deadline import windows
from cases.queries.terms import proof_of, term_of
from cases.rules.calendar import AMSTERDAM, Calendar
from cases.rules.clock import Clock, day_clock, hour_clock, still_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an urgent case waits for: "Eerste veilig contact", and since when it is there ("" = not yet)."""

    label: str
    done: bool
    text: str = ""


def up_to_date(deadline: Deadline, calendar: Calendar, at: datetime) -> Deadline:
    """The same row as it is now, in memory only: a hersteltermijn may have run out since the watcher's last round.

    Wants `suspensions` and `extensions` prefetched.
    """
    if deadline.suspended:
        proof = proof_of(deadline, calendar, at)
        deadline.due_on, deadline.due_at, deadline.suspended = proof.due_on, proof.due_at, proof.suspended
    return deadline


def clock_of(deadline: Deadline, calendar: Calendar, at: datetime) -> Clock:
    """The drawing of an open term that is `up_to_date`."""
    if deadline.suspended:
        return _still(deadline, calendar, at)
    assert deadline.due_on is not None
    assert deadline.due_at is not None
    if deadline.unit == Unit.HOURS:
        return hour_clock(start=deadline.started_at, due_at=deadline.due_at, now=at, urgent=deadline.urgent)
    return day_clock(
        start=deadline.starts_on,
        due_on=deadline.due_on,
        today=local_day(at),
        urgent=deadline.urgent,
        window=deadline.term in windows(),
    )


def marks_of(deadlines: Iterable[Deadline], at: datetime) -> tuple[Mark, ...]:
    """The marks of the urgent terms of one case: the newest clock of each term, in the order of their ends.

    A term that ended unmet (taken over, declined, not urgent after all) is no mark.
    """
    newest = {row.term: row for row in sorted(deadlines, key=lambda row: (row.started_at, row.pk)) if row.urgent}
    rows = sorted(newest.values(), key=lambda row: (row.due_at is None, row.due_at, row.pk))
    return tuple(_mark(row, at) for row in rows if row.outcome in ("", Outcome.MET))


def _mark(deadline: Deadline, at: datetime) -> Mark:
    term = term_of(deadline)
    label = term.met_text or term.label
    if deadline.ended_at is None:
        return Mark(label=label, done=False)
    moment = deadline.ended_at.astimezone(AMSTERDAM)
    return Mark(label=label, done=True, text=f"{near_day(moment.date(), at)} {moment:%H.%M}")


def near_day(day: date, at: datetime, *, weekday: bool = True) -> str:
    """A day for a column: "vandaag", "gisteren", "di 10 nov" or "10 nov", and with the year if it is another one."""
    today = local_day(at)
    names = {today: "vandaag", today - timedelta(days=1): "gisteren"}
    text = short_date(day).removesuffix(f" {today.year}")
    return names.get(day) or (text if weekday else text.partition(" ")[2])


def _still(deadline: Deadline, calendar: Calendar, at: datetime) -> Clock:
    waiting = next(row for row in deadline.suspensions.all() if row.completed_on is None)
    end = local_day(proof_of(deadline, calendar, at).raw_end)
    return still_clock(
        start=deadline.starts_on,
        stopped_on=waiting.invited_on,
        length=end - deadline.starts_on,
        until=waiting.ends_by,
        today=local_day(at),
    )
