"""The lines of a proof, worded for the page (`text`) and for a letter (`letter`)."""

from datetime import date, datetime

from cases.rules.atw import named, weakest
from cases.rules.basis import LegalBasis
from cases.rules.calendar import ONE_DAY, ClosedDay
from cases.rules.facts import AWB_4_15, Direction, Extension, Facts, Suspension
from cases.rules.length import Unit
from cases.rules.proof import Step
from cases.rules.wording import days, full_date, full_moment, plain_date, short_date, short_moment


def start_step(facts: Facts, start: date) -> Step:
    """The event that starts the term; `start` is a moment for a term in hours."""
    event = facts.start_text or "Begin van de termijn"
    if isinstance(start, datetime):
        text, since = f"{event}. De klok loopt vanaf dit moment.", full_moment(start)
    else:
        text, since = f"{event}. Deze dag telt niet mee.", plain_date(start)
    how = f", teruggeteld vanaf {since}" if facts.direction is Direction.BACK else f" na {since}"
    return Step(
        kind="start", text=text, day=start, basis=facts.basis, letter=f"De termijn is {facts.length.text}{how}."
    )


def length_step(facts: Facts, end: date, passed_over: tuple[ClosedDay, ...] = ()) -> Step:
    """The bare length, put on the start; `passed_over` did not count as working days."""
    length = facts.length
    spelled = f": {days(7 * length.amount)}" if length.unit is Unit.WEEKS else ""
    back = facts.direction is Direction.BACK
    return Step(
        kind="length",
        text=f"{length.text} {'terug' if back else 'erbij'}{spelled}.",
        day=end,
        shift=f"{'−' if back else '+'} {length.text}",
        basis=_weakest(facts.length_basis, weakest(passed_over) if passed_over else None),
        note=named(passed_over),
    )


def _weakest(*found: LegalBasis | None) -> LegalBasis | None:
    """The first that is not confirmed, else the first there is: one doubt is enough."""
    known = [basis for basis in found if basis]
    return next((basis for basis in known if not basis.confirmed), known[0] if known else None)


def extension_step(extension: Extension, end: date) -> Step:
    """A lawful lengthening."""
    return Step(
        kind="extension",
        text=extension.reason or f"Verlengd op {short_date(extension.on)}.",
        day=end,
        shift=f"+ {extension.length.text}",
        basis=extension.basis,
        letter=f"De termijn is verlengd met {extension.length.text}.",
    )


def suspension_step(suspension: Suspension, back_on: date, count: int, end: date) -> Step:
    """A suspension that is over; `count` are the days no earlier suspension had."""
    last = back_on - ONE_DAY
    span = f"van {plain_date(suspension.invited_on + ONE_DAY)} tot en met {plain_date(last)}"
    return Step(
        kind="suspension",
        text=f"{suspension.reason or f'Gevraagd op {short_date(suspension.invited_on)}'}. "
        f"De klok stond stil vanaf de dag erna; op {short_date(back_on)} liep hij weer.",
        day=end,
        shift=f"+ {days(count)}",
        basis=suspension.basis or AWB_4_15,
        note=f"{short_date(back_on)} − {short_date(suspension.invited_on)} − 1 = {days(count)}",
        letter=f"De termijn stond {days(count)} stil, {span}." if count else "",
    )


def double_step(suspension: Suspension, count: int, end: date) -> Step:
    """A suspension that partly or wholly fell together with another, or began before the start."""
    return Step(
        kind="suspension",
        text=f"{suspension.reason or f'Gevraagd op {short_date(suspension.invited_on)}'}. "
        "De klok stond in deze tijd voor een deel al stil; elke dag telt één keer.",
        day=end,
        shift=f"+ {days(count)}",
        basis=suspension.basis or AWB_4_15,
        letter=f"De termijn stond daarna nog {days(count)} stil." if count else "",
    )


def open_step(suspension: Suspension) -> Step:
    """A suspension that has not ended."""
    until = f" Uiterlijk {full_date(suspension.ends_by)} loopt hij weer." if suspension.ends_by else ""
    return Step(
        kind="suspension",
        text=f"{suspension.reason or f'Gevraagd op {short_date(suspension.invited_on)}'}. "
        f"De klok staat stil vanaf de dag erna.{until}",
        basis=suspension.basis or AWB_4_15,
        letter=f"De termijn staat stil vanaf {plain_date(suspension.invited_on + ONE_DAY)}.",
    )


def too_late_step(suspension: Suspension, end: date) -> Step:
    """A suspension asked for when the term was already over: nothing is left to stop."""
    return Step(
        kind="suspension",
        text=f"{suspension.reason or f'Gevraagd op {short_date(suspension.invited_on)}'}. "
        "De termijn was toen al voorbij en stond niet meer stil.",
        day=end,
        shift="+ 0 dagen",
        basis=suspension.basis or AWB_4_15,
    )


def result_step(facts: Facts, due: date, *, explained: bool) -> Step:
    """The last day; `explained` when a letter already names it in an earlier step."""
    when = full_moment(due) if isinstance(due, datetime) else full_date(due)
    return Step(
        kind="result",
        text=f"{facts.met_text or facts.label}: uiterlijk",
        day=due,
        note=short_moment(due) if isinstance(due, datetime) else "",
        letter="" if explained else f"Dat is uiterlijk {when}.",
    )


def waiting_step(facts: Facts, projected_on: date | None) -> Step:
    """No last day yet: the clock stands still."""
    letter = (
        f"Loopt de termijn pas op de laatste dag weer, dan is het uiterlijk {full_date(projected_on)}."
        if projected_on
        else "De laatste dag is bekend als de termijn weer loopt."
    )
    return Step(
        kind="result",
        text=f"{facts.met_text or facts.label}: de laatste dag is bekend als de klok weer loopt",
        note=f"uiterlijk {full_date(projected_on)} als de klok pas op de laatste dag weer loopt"
        if projected_on
        else "",
        letter=letter,
    )
