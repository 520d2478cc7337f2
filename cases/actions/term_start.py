"""Start the clock of a term, by an act or at the end of another term."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import models

from cases.actions.alarm import write_alarms
from cases.contract import After, CaseError, LocalLength, Nature, Phase, Term, local_day
from cases.models import Case, CaseGrant, Deadline, Outcome
from cases.queries.lengths import length_by, length_of, local_rule, municipality_of
from cases.queries.terms import facts_from, in_force
from cases.rules.calendar import AMSTERDAM, ONE_DAY, Calendar
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
    """Start the clock of `term` for `subject`; `fields` are those of the starting act. What follows is about the same.

    Raises CaseError for a length or a day that can't be.
    """
    rule = None
    if isinstance(term.length, LocalLength):
        rule = local_rule(term.length, municipality_of(subject), local_day(start))
        length = length_by(term.length, rule, local_day(start))
    else:
        length = length_of(term, subject, local_day(start), fields)
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time(), AMSTERDAM)
    deadline = Deadline(
        **{subject_column(subject): subject},
        law=law,
        term=term.key,
        term_valid_from=term.valid_from,
        about=follows.about if follows else about(term, fields),
        urgent=term.urgent,
        starts_on=local_day(start),
        started_at=moment,
        amount=length.amount,
        unit=length.unit.value,
        local_rule=rule,
        source=rule.source if rule else "",
        follows=follows,
    )
    proof = reckon_or_refuse(facts_from(term, moment, length), calendar)
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
    waiting = [other for other in terms if other.started_at_end_of == ended.term]
    if is_closed(subject) or not waiting:
        return []
    already = set(Deadline.objects.filter(follows=ended).values_list("term", flat=True))
    starts = [(other, _starts_on(other, ended, passed=passed or term.nature is Nature.WINDOW)) for other in waiting]
    return [
        start_term(other, subject, law=ended.law, start=start, fields={}, calendar=calendar, follows=ended)
        for other, start in starts
        if start is not None and other.key not in already and in_force(other, start)
    ]


def _starts_on(other: Term, ended: Deadline, *, passed: bool) -> date | None:
    """The day from which `other` counts; None: it does not start after such an end."""
    met = ended.outcome == Outcome.MET
    if met and other.after is After.UNMET:
        return None
    if met and other.after is After.STOP:
        assert ended.ended_on is not None
        last = min(ended.ended_on - ONE_DAY, ended.due_on or date.max)
        return last if last > ended.starts_on else None  # it was met ahead of its first day: it never ran
    return (ended.due_on or ended.ended_on) if passed else None


def about(term: Term, fields: Fields) -> str:
    """What the act names as what this term is about; nothing where the term or the act knows no such thing."""
    return str(fields.get(term.about) or "") if term.about else ""


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
