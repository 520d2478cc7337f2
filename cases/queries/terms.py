"""From a stored term to its proof: the same for the page, for a letter and for the watcher."""

from dataclasses import replace
from datetime import date, datetime

from cases.contract import Certainty, LegalBasis, Length, Term, Unit, laws
from cases.models import Confirmation, Deadline, EquatedDay
from cases.rules.calendar import SHIPPED, Calendar, ClosedDay, local_day
from cases.rules.deadlines import AWB_4_15, Extension, Facts, Suspension, reckon
from cases.rules.proof import Proof


def calendar() -> Calendar:
    """The shipped days and those that a functional administrator added; one query."""
    rows = EquatedDay.objects.order_by("day").values_list("day", "name", "source")
    return SHIPPED.with_days(ClosedDay(day, name, source) for day, name, source in rows)


def term_of(deadline: Deadline) -> Term:
    """The text of the term that was in force when this clock started, as its own law declares it.

    Two laws may use the same term of the Awb, each with its own acts.
    """
    own = laws[deadline.law].terms() if deadline.law in laws else ()
    for term in (*own, *laws.terms()):
        if term.reference == deadline.reference:
            return term
    return laws.term(deadline.term)


def in_force(term: Term, day: date) -> bool:
    """The text of a term that counts is the one in force when its clock starts; the oldest text goes back for ever."""
    older = any(other.key == term.key and other.valid_from < term.valid_from for other in laws.terms())
    return (not older or term.valid_from <= day) and (term.valid_until is None or day < term.valid_until)


def facts_from(term: Term, start: date | datetime, length: Length) -> Facts:
    """A term that starts here, not stopped or lengthened yet; hours count from a moment, all else from a day."""
    return Facts(
        term=term.key,
        label=term.label,
        basis=term.basis,
        start=start if length.unit is Unit.HOURS else local_day(start),
        length=length,
        roll=term.roll,
        direction=term.direction,
        start_text=term.start_text,
        met_text=term.met_text,
    )


def facts_of(deadline: Deadline, term: Term) -> Facts:
    """All that the date depends on; uses the prefetched suspensions and extensions where they are."""
    by_act = {pause.by: (pause.reason, pause.basis) for pause in term.pauses}
    by_act |= {extend.by: (extend.reason, extend.basis) for extend in term.extensions}
    unknown: tuple[str, LegalBasis | None] = ("", None)
    start: date | datetime = deadline.started_at if deadline.unit == Unit.HOURS else deadline.starts_on
    return replace(
        facts_from(term, start, Length(deadline.amount, Unit(deadline.unit))),
        suspensions=tuple(
            Suspension(
                invited_on=row.invited_on,
                completed_on=row.completed_on,
                ends_by=row.ends_by,
                reason=by_act.get(row.by, unknown)[0],
                basis=by_act.get(row.by, unknown)[1],
            )
            for row in sorted(deadline.suspensions.all(), key=lambda row: row.invited_on)
        ),
        extensions=tuple(
            Extension(
                length=Length(row.amount, Unit(row.unit)),
                on=row.on,
                reason=by_act.get(row.by, unknown)[0],
                basis=by_act.get(row.by, unknown)[1],
            )
            for row in sorted(deadline.extensions.all(), key=lambda row: (row.on, row.pk))
        ),
    )


def proof_of(
    deadline: Deadline, calendar: Calendar, at: datetime | None = None, confirmed: frozenset[str] = frozenset()
) -> Proof:
    """The proof of one stored term. `at` lets an unanswered hersteltermijn run out."""
    term = term_of(deadline)
    facts = facts_of(deadline, term)
    return reckon(vouched(facts, term, confirmed), calendar, local_day(at) if at else None)


def proof_from(
    key: str, start: date, calendar: Calendar, confirmed: frozenset[str] = frozenset(), *, length: Length | None = None
) -> Proof:
    """The proof of a term that would start on `start`: for a preview and for a letter that starts the term itself."""
    term = (
        laws.term(key, on=start)
        if any(t.key == key and t.valid_from <= start for t in laws.terms())
        else laws.term(key)
    )
    found = length or (term.length if isinstance(term.length, Length) else None)
    assert found is not None, key
    return reckon(vouched(facts_from(term, start, found), term, confirmed), calendar)


def vouched(facts: Facts, term: Term, confirmed: frozenset[str]) -> Facts:
    """The same facts, with the rules that a lawyer of the municipality confirmed counted as seen."""
    if term.reference not in confirmed:
        return facts
    return replace(
        facts,
        basis=replace(facts.basis, certainty=Certainty.SEEN),
        suspensions=tuple(replace(row, basis=_seen(row.basis or AWB_4_15)) for row in facts.suspensions),
        extensions=tuple(replace(row, basis=_seen(row.basis)) for row in facts.extensions),
    )


def _seen(basis: LegalBasis | None) -> LegalBasis | None:
    return replace(basis, certainty=Certainty.SEEN) if basis else None


def confirmed_references() -> frozenset[str]:
    """The rules that a named lawyer of the municipality confirmed."""
    return frozenset(Confirmation.objects.values_list("reference", flat=True))
