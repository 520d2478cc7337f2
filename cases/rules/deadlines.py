"""Reckon a term: from the facts of one term to its last day, with the proof.

Pure. Nothing is stored here and no date is ever edited: a changed fact is reckoned again.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cases.rules import atw, steps
from cases.rules.calendar import AMSTERDAM, ONE_DAY, Calendar, ClosedDay, end_of_day, in_calendar, local_day, plus
from cases.rules.facts import AWB_4_15, Direction, Extension, Facts, Roll, Suspension
from cases.rules.length import Unit
from cases.rules.proof import Proof, Step

__all__ = ["AWB_4_15", "Direction", "Extension", "Facts", "Roll", "Suspension", "reckon"]


def reckon(facts: Facts, calendar: Calendar, today: date | None = None) -> Proof:
    """The last day of a term and why.

    `today` decides only whether an unanswered hersteltermijn has run out; without it a
    suspension that was never completed counts as open. Raises ValueError (a Dutch sentence)
    for facts that cannot be: hours without a moment or with a suspension, a negative length,
    a day outside the calendar.
    """
    if facts.length.amount < 0:
        raise ValueError("Een termijn kan niet korter zijn dan nul.")
    if facts.length.unit is Unit.HOURS:
        return _in_hours(facts)
    start = in_calendar(local_day(facts.start))
    end = plus(start, facts.length, calendar, facts.sign)
    lines = [steps.start_step(facts, start), steps.length_step(facts, end, _passed_over(facts, calendar, start, end))]
    for extension in facts.extensions:
        end = plus(end, extension.length, calendar, facts.sign)
        lines.append(steps.extension_step(extension, end))
    if facts.direction is Direction.FORWARD:
        return _forward(facts, calendar, today, start=start, end=end, lines=lines)
    if facts.suspensions:
        raise ValueError("Een termijn die terugtelt vanaf een dag kan niet stilstaan.")
    return _proof(facts, start, end, end, lines)  # Atw art. 1 lid 2: no roll when counted back


def _forward(
    facts: Facts, calendar: Calendar, today: date | None, *, start: date, end: date, lines: list[Step]
) -> Proof:
    still: set[date] = set()  # each real day once, however many suspensions hold it
    is_open = False
    for suspension in sorted(facts.suspensions, key=lambda s: s.invited_on):
        first = max(suspension.invited_on, start) + ONE_DAY
        due, moved = _last_day(facts, calendar, start, end)
        if first > due:
            lines.append(steps.too_late_step(suspension, end))
            continue
        if first > end:  # asked within the days the Atw added: those were part of the term
            lines += moved
            end = due
        back_on = suspension.runs_again_on(today)
        if back_on is None:
            is_open = True
            lines.append(steps.open_step(suspension))
            continue
        new = {first + timedelta(n) for n in range((back_on - first).days)} - still
        still |= new
        end = in_calendar(end + timedelta(len(new)))
        whole = len(new) == max(0, (back_on - suspension.invited_on).days - 1)
        lines.append(
            steps.suspension_step(suspension, back_on, len(new), end)
            if whole
            else steps.double_step(suspension, len(new), end)
        )
    if is_open:
        return _proof(facts, start, end, None, lines, projected_on=_projection(facts, calendar))
    due, moved = _last_day(facts, calendar, start, end)
    return _proof(facts, start, end, due, [*lines, *moved])


def _passed_over(facts: Facts, calendar: Calendar, start: date, end: date) -> tuple[ClosedDay, ...]:
    """The closed days that a term in working days did not count; nothing for other units."""
    if facts.length.unit is not Unit.WORKING_DAYS:
        return ()
    first, last = min(start, end), max(start, end)
    found = (calendar.closed(first + timedelta(n)) for n in range(1, (last - first).days))
    return tuple(filter(None, found))


def _last_day(facts: Facts, calendar: Calendar, start: date, end: date) -> tuple[date, tuple[Step, ...]]:
    """The end after the Algemene termijnenwet, or the reason why it stays where it is."""
    lengths = (facts.length, *(extension.length for extension in facts.extensions))
    exempt = next(filter(None, map(atw.exempt, lengths)), "")
    if facts.length.unit is Unit.WORKING_DAYS or (facts.roll is Roll.ATW and not exempt):
        due, moved = atw.last_day(start, end, facts.length, calendar)
        in_calendar(due)
        return due, moved
    closed = calendar.closed(end)
    return end, (atw.untouched(end, exempt if facts.roll is Roll.ATW else "", closed),) if closed else ()


def _projection(facts: Facts, calendar: Calendar) -> date | None:
    """The last day if each open suspension runs out unused; None if one has no such day."""
    closed = []
    for suspension in facts.suspensions:
        end = suspension.completed_on or suspension.ends_by
        if end is None:
            return None
        closed.append(replace(suspension, completed_on=end))
    return reckon(replace(facts, suspensions=tuple(closed)), calendar).due_on


def _in_hours(facts: Facts) -> Proof:
    """Hours run on in UTC, through nights, weekends and clock changes (no Atw: article 4)."""
    if not isinstance(facts.start, datetime) or facts.start.tzinfo is None:
        raise ValueError("Een termijn in uren begint op een moment: geef dag, tijd en tijdzone.")
    if facts.suspensions:
        raise ValueError("Een termijn in uren kan niet stilstaan.")
    if any(extension.length.unit is not Unit.HOURS for extension in facts.extensions):
        raise ValueError("Een termijn in uren verleng je met uren.")
    start = facts.start.astimezone(AMSTERDAM)
    in_calendar(start.date())
    end = _hours_on(facts.start, facts.sign * facts.length.amount)
    lines = [steps.start_step(facts, start), steps.length_step(facts, end)]
    for extension in facts.extensions:
        end = _hours_on(end, facts.sign * extension.length.amount)
        lines.append(steps.extension_step(extension, end))
    last_instant = (end.astimezone(UTC) - timedelta(microseconds=1)).astimezone(AMSTERDAM)
    return Proof(
        term=facts.term,
        label=facts.label,
        basis=facts.basis,
        start=start,
        raw_end=end,
        due_on=last_instant.date(),
        due_at=end.astimezone(UTC),
        steps=(*lines, steps.result_step(facts, end, explained=False)),
    )


def _hours_on(moment: datetime, amount: int) -> datetime:
    """The Amsterdam moment exactly `amount` hours later; never adding to local wall time."""
    try:
        end = (moment.astimezone(UTC) + timedelta(hours=amount)).astimezone(AMSTERDAM)
    except OverflowError:
        raise ValueError("Deze termijn is te lang voor de kalender.") from None
    in_calendar(end.date())
    return end


def _proof(
    facts: Facts, start: date, raw_end: date, due: date | None, lines: list[Step], *, projected_on: date | None = None
) -> Proof:
    if due is None:
        result = steps.waiting_step(facts, projected_on)
    else:
        explained = any(line.kind in {"minimum", "roll"} and line.letter and line.day == due for line in lines)
        result = steps.result_step(facts, due, explained=explained)
    return Proof(
        term=facts.term,
        label=facts.label,
        basis=facts.basis,
        start=start,
        raw_end=raw_end,
        due_on=due,
        due_at=end_of_day(due) if due else None,
        steps=(*lines, result),
        suspended=due is None,
        projected_on=projected_on,
    )
