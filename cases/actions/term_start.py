"""Start the clock of a term, by an act or at the end of another term."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import models

from cases.actions.alarm import write_alarms
from cases.contract import CaseError, Length, Nature, Phase, Term, Unit, laws, local_day
from cases.models import Case, CaseGrant, Deadline
from cases.queries.lengths import length_of
from cases.rules.calendar import AMSTERDAM, Calendar
from cases.rules.deadlines import Facts, reckon
from cases.rules.proof import Proof

Fields = Mapping[str, object]


def start_term(
    term: Term,
    subject: models.Model,
    *,
    law: str,
    start: date | datetime,
    fields: Fields,
    calendar: Calendar,
    follows: Deadline | None = None,
) -> Deadline:
    """Start the clock of `term` for `subject`; `fields` are those of the starting act.

    Raises CaseError for a length or a day that can't be.
    """
    length = length_of(term, subject, local_day(start), fields)
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time(), AMSTERDAM)
    deadline = Deadline(
        **{subject_column(subject): subject},
        law=law,
        term=term.key,
        term_valid_from=term.valid_from,
        urgent=term.urgent,
        starts_on=local_day(start),
        started_at=moment,
        amount=length.amount,
        unit=length.unit.value,
        follows=follows,
    )
    proof = reckon_or_refuse(_fresh_facts(deadline, term), calendar)
    deadline.due_on, deadline.due_at = proof.due_on, proof.due_at
    deadline.save()
    write_alarms(deadline, term, calendar)
    return deadline


def start_followers(
    ended: Deadline,
    term: Term,
    terms: tuple[Term, ...],
    subject: models.Model,
    calendar: Calendar,
    *,
    passed: bool = False,
) -> list[Deadline]:
    """Start what starts at the end of this term, once, on its last day.

    A window keeps its last day when it was used early: the term for a decision on bezwaar counts from the end of the
    bezwaartermijn, whenever the bezwaar came in (Awb 7:10). A term of our own that was met has no such end.
    """
    start = ended.due_on or ended.ended_on
    if is_closed(subject) or start is None or not (passed or term.nature is Nature.WINDOW):
        return []
    already = set(Deadline.objects.filter(follows=ended).values_list("term", flat=True))
    return [
        start_term(other, subject, law=ended.law, start=start, fields={}, calendar=calendar, follows=ended)
        for other in terms
        if other.started_at_end_of == ended.term and other.key not in already and in_force(other, start)
    ]


def in_force(term: Term, day: date) -> bool:
    """The text of a term that counts is the one in force when its clock starts; the oldest text goes back for ever."""
    older = [t for t in _texts(term) if t.valid_from < term.valid_from]
    return (not older or term.valid_from <= day) and (term.valid_until is None or day < term.valid_until)


def _texts(term: Term) -> Iterable[Term]:
    return (other for other in laws.terms() if other.key == term.key)


def reckon_or_refuse(facts: Facts, calendar: Calendar, today: date | None = None) -> Proof:
    """A day that no term can have is an answer to who typed it, not a crash."""
    try:
        return reckon(facts, calendar, today)
    except ValueError as error:
        raise CaseError(str(error)) from None


def subject_column(subject: models.Model) -> str:
    """The column of Deadline that holds this subject."""
    return "grant" if isinstance(subject, CaseGrant) else (subject._meta.model_name or "")  # noqa: SLF001


def is_closed(subject: models.Model) -> bool:
    return isinstance(subject, Case) and subject.phase == Phase.CLOSED


def _fresh_facts(deadline: Deadline, term: Term) -> Facts:
    start: date | datetime = deadline.started_at if deadline.unit == Unit.HOURS else deadline.starts_on
    return Facts(
        term=term.key,
        label=term.label,
        basis=term.basis,
        start=start,
        length=Length(deadline.amount, Unit(deadline.unit)),
        roll=term.roll,
        direction=term.direction,
    )
