"""From a stored term to its proof: the same for the page, for a letter and for the watcher."""

from dataclasses import replace
from datetime import date, datetime

from cases.contract import Certainty, LegalBasis, Length, Term, Unit, laws
from cases.models import Confirmation, Deadline, EquatedDay, Verdict
from cases.models.rulebook import local_reference
from cases.queries.remembered import remembered
from cases.rules.basis import SILENCE, Word
from cases.rules.calendar import SHIPPED, Calendar, ClosedDay, local_day
from cases.rules.deadlines import Extension, Facts, Suspension, reckon
from cases.rules.proof import Proof


@remembered
def calendar() -> Calendar:
    """The shipped days and those that a functional administrator added; one query."""
    rows = EquatedDay.objects.order_by("day").values_list("day", "name", "source")
    return SHIPPED.with_days(ClosedDay(day, name, source) for day, name, source in rows)


def term_of(deadline: Deadline) -> Term:
    """The text of the term that was in force when this clock started, as its own law declares it.

    Two laws may use the same term of the Awb, each with its own acts.
    """
    own = laws[deadline.law].terms() if deadline.law in laws else ()
    if Deadline.case.is_cached(deadline) and deadline.case:  # two procedures of a law may share a term too
        own = (*deadline.case.procedure_data.terms, *own)
    for term in (*own, *laws.terms()):
        if term.reference == deadline.reference:
            return term
    return laws.term(deadline.term)


def in_force(term: Term, day: date) -> bool:
    """The text of a term that counts is the one in force when its clock starts; the oldest text goes back for ever."""
    older = any(other.key == term.key and other.valid_from < term.valid_from for other in laws.terms())
    return (not older or term.valid_from <= day) and (term.valid_until is None or day < term.valid_until)


def facts_from(term: Term, start: date | datetime, length: Length, confirmed: Word = SILENCE) -> Facts:
    """A term that starts here, not stopped or lengthened yet; hours count from a moment, all else from a day."""
    return Facts(
        term=term.key,
        label=term.label,
        basis=confirmed.on(term.reference, term.basis),
        start=start if length.unit is Unit.HOURS else local_day(start),
        length=length,
        roll=term.roll,
        direction=term.direction,
        start_text=term.start_text,
        met_text=term.met_text,
    )


def facts_of(deadline: Deadline, term: Term, confirmed: Word = SILENCE) -> Facts:
    """All that the date depends on; uses the prefetched suspensions and extensions where they are.

    Each pause and each extension is as sure as the lawyer's word on it, apart from the term.
    """
    by_act = {row.by: (row.reason, confirmed.on(term.part(row.by), row.basis)) for row in term.pauses}
    by_act |= {row.by: (row.reason, confirmed.on(term.part(row.by), row.basis)) for row in term.extensions}
    unknown: tuple[str, LegalBasis | None] = ("", None)
    start: date | datetime = deadline.started_at if deadline.unit == Unit.HOURS else deadline.starts_on
    return replace(
        facts_from(term, start, Length(deadline.amount, Unit(deadline.unit)), confirmed),
        length_basis=_own_rule(deadline, confirmed),
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


def proof_of(deadline: Deadline, calendar: Calendar, at: datetime | None = None, confirmed: Word = SILENCE) -> Proof:
    """The proof of one stored term. `at` lets an unanswered hersteltermijn run out."""
    term = term_of(deadline)
    return reckon(facts_of(deadline, term, confirmed), calendar, local_day(at) if at else None)


def proof_from(
    key: str, start: date, calendar: Calendar, confirmed: Word = SILENCE, *, length: Length | None = None
) -> Proof:
    """The proof of a term that would start on `start`: for a preview and for a letter that starts the term itself."""
    term = (
        laws.term(key, on=start)
        if any(t.key == key and t.valid_from <= start for t in laws.terms())
        else laws.term(key)
    )
    found = length or (term.length if isinstance(term.length, Length) else None)
    assert found is not None, key
    return reckon(facts_from(term, start, found, confirmed), calendar)


def _own_rule(deadline: Deadline, confirmed: Word) -> LegalBasis | None:
    """Where the municipality decided on the length of this term; as sure as its lawyer's word."""
    if deadline.local_rule_id is None:
        return None
    entered = LegalBasis(
        text=deadline.source,
        url="",
        checked_on=deadline.starts_on,
        certainty=Certainty.ENTERED,
        valid_from=deadline.starts_on,
    )
    return confirmed.on(local_reference(deadline.local_rule_id), entered)


@remembered
def confirmed_references() -> Word:
    """What the lawyers of the municipality last said of each rule; one statement."""
    answered = Confirmation.objects.exclude(verdict="").order_by("answered_at", "pk")
    last = dict(answered.values_list("reference", "verdict"))
    return Word(
        confirmed=frozenset(key for key, verdict in last.items() if verdict == Verdict.RIGHT),
        disputed=frozenset(key for key, verdict in last.items() if verdict == Verdict.WRONG),
    )
