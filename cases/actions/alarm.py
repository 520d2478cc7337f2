"""The moments at which the watcher does something for a term: rows of their own, written again when the term moves."""

from datetime import datetime, timedelta

from cases.contract import Direction, Length, Nature, Term, Unit, laws
from cases.models import Alarm, Deadline
from cases.rules.calendar import AMSTERDAM, Calendar, end_of_day, plus

CLOSES, RESUMES = "closes", "resumes"  # alarms on which the watcher acts instead of signalling


def write_alarms(deadline: Deadline, term: Term, calendar: Calendar) -> None:
    """Write each moment of this term as its own row; those of an earlier end go."""
    drop_alarms(deadline)
    Alarm.objects.bulk_create(
        Alarm(deadline=deadline, kind=kind, at=moment, due_version=deadline.due_version)
        for kind, moment in _moments(deadline, term, calendar).items()
    )


def drop_alarms(deadline: Deadline) -> None:
    """Nothing signals after the end of a term, or for an end that moved."""
    deadline.alarms.filter(fired_at=None).delete()


def _moments(deadline: Deadline, term: Term, calendar: Calendar) -> dict[str, datetime]:
    if deadline.suspended:
        ends_by = deadline.suspensions.filter(completed_on=None).values_list("ends_by", flat=True).first()
        return {RESUMES: end_of_day(ends_by)} if ends_by else {}
    due_on, due_at = deadline.due_on, deadline.due_at
    if due_on is None or due_at is None:
        return {}
    found = {w.kind: _warn_at(deadline, w.before, calendar) for w in term.warnings if not w.at_start}
    if term.direction is Direction.FORWARD:
        # A short term has no moment ahead of its own start. One counted back ends before the day it counts from.
        found = {kind: moment for kind, moment in found.items() if moment > deadline.started_at}
    if deadline.due_version == 1:
        found |= {w.kind: deadline.started_at for w in term.warnings if w.at_start}
    if term.nature is Nature.WINDOW or _has_followers(deadline):
        found[CLOSES] = due_at
    return found


def _has_followers(deadline: Deadline) -> bool:
    return any(term.started_at_end_of == deadline.term for term in laws[deadline.law].terms())


def _warn_at(deadline: Deadline, before: Length, calendar: Calendar) -> datetime:
    """Hours before the end, or the morning of the day that lies `before` the last day (negative: after it)."""
    assert deadline.due_on is not None
    assert deadline.due_at is not None
    if before.unit is Unit.HOURS:
        return deadline.due_at - timedelta(hours=before.amount)
    if before.amount == 0:
        return deadline.due_at
    sign = -1 if before.amount > 0 else 1
    day = plus(deadline.due_on, Length(abs(before.amount), before.unit), calendar, sign)
    return datetime.combine(day, datetime.min.time(), AMSTERDAM)


def shifted_alarms(deadline: Deadline, term: Term, calendar: Calendar) -> list[Alarm]:
    """The alarms still to go off whose moment is another by this calendar, with that moment; not saved.

    For a term whose last day stays: a new holiday just before it makes a warning in working days come earlier.
    """
    moments = _moments(deadline, term, calendar)
    found = []
    for alarm in deadline.alarms.all():
        if alarm.fired_at is None and moments.get(alarm.kind, alarm.at) != alarm.at:
            alarm.at = moments[alarm.kind]
            found.append(alarm)
    return found
