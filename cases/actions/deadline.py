"""Store what an act does to the terms: open, meet, end, pause, resume, extend. The dates come from `rules`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import models

from cases import events
from cases.contract import CaseError, Extend, Length, Nature, Pause, Phase, Term, Unit, laws, local_day
from cases.models import Alarm, Case, CaseGrant, Deadline, Outcome
from cases.queries.lengths import act_length, length_of
from cases.queries.terms import calendar as read_calendar
from cases.queries.terms import facts_of, term_of
from cases.rules.calendar import AMSTERDAM, Calendar, end_of_day, plus
from cases.rules.deadlines import Facts, reckon

Fields = Mapping[str, object]
CLOSES, RESUMES = "closes", "resumes"  # alarms on which the watcher acts instead of signalling
REASON_CLOSED = "case_closed"


def follow(
    *, subject: models.Model, law: str, terms: tuple[Term, ...], key: str, fields: Fields, at: datetime
) -> list[Deadline]:
    """Carry the effect of act `key` over to the subject's terms; returns the terms it touched.

    `fields` is the cleaned form. Runs in the act's transaction, with the subject locked.
    """
    if not terms:
        return []
    calendar = read_calendar()
    touched: list[Deadline] = []
    for deadline in _open_of(subject):
        term = term_of(deadline)
        if key in term.met_by:
            _end(deadline, Outcome.MET, key, _day(fields, term.met_on) or local_day(at), at)
            _start_successors(deadline, terms, subject, law, calendar, at)
            if term.repeats and key not in term.started_by:
                assert deadline.ended_on is not None
                _start(term, subject, law, deadline.ended_on, at, fields, calendar, follows=deadline)
        elif key in term.ended_by or _closed(subject):
            _end(deadline, Outcome.LAPSED, key if key in term.ended_by else REASON_CLOSED, local_day(at), at)
        elif _change(deadline, term, key, fields, at):
            recompute(deadline, term, calendar, at)
        else:
            continue
        touched.append(deadline)
    for term in terms:
        if key in term.started_by and not _closed(subject) and _applies(term, fields):
            start = _moment(fields, term.counts_from) or at
            if _in_force(term, local_day(start)) and not _open_of(subject).filter(term=term.key).exists():
                touched.append(_start(term, subject, law, start, at, fields, calendar))
    return touched


def recompute(deadline: Deadline, term: Term, calendar: Calendar, at: datetime) -> bool:
    """Reckon the end again from the facts; whether it moved. A moved term signals again: its version goes up."""
    facts = facts_of(Deadline.objects.prefetch_related("suspensions", "extensions").get(pk=deadline.pk), term)
    proof = reckon(facts, calendar, local_day(at))
    if (deadline.due_on, deadline.due_at, deadline.suspended) == (proof.due_on, proof.due_at, proof.suspended):
        return False
    deadline.due_on, deadline.due_at, deadline.suspended = proof.due_on, proof.due_at, proof.suspended
    deadline.due_version += 1
    deadline.save(update_fields=["due_on", "due_at", "suspended", "due_version"])
    _write_alarms(deadline, term, calendar, at)
    return True


def close_window(*, deadline_id: int, at: datetime) -> bool:
    """A window is over: it ends without anybody being late, and what starts at its end starts now."""
    deadline = Deadline.objects.select_for_update(of=("self",)).get(pk=deadline_id)
    if deadline.ended_at is not None or deadline.due_at is None or deadline.due_at > at:
        return False
    term, subject = term_of(deadline), deadline.subject
    if term.nature is not Nature.WINDOW or deadline.due_on is None:
        return False
    _end(deadline, Outcome.PASSED, CLOSES, deadline.due_on, at)
    terms = terms_of(subject, deadline.law)
    _start_successors(deadline, terms, subject, deadline.law, read_calendar(), at)
    events.record(
        kind="cases.window_closed",
        subject=subject,
        actor=None,
        at=at,
        via="watcher",
        payload={"term": deadline.term, "due_on": deadline.due_on},
    )
    return True


def let_suspension_run_out(*, deadline_id: int, at: datetime) -> bool:
    """The last day of a hersteltermijn has passed unused: the clock runs again from that day (Awb 4:15 lid 1)."""
    deadline = Deadline.objects.select_for_update(of=("self",)).get(pk=deadline_id)
    open_one = deadline.suspensions.filter(completed_on=None, ends_by__lt=local_day(at)).first()
    if deadline.ended_at is not None or open_one is None or open_one.ends_by is None:
        return False
    open_one.completed_on = open_one.ends_by
    open_one.save(update_fields=["completed_on"])
    recompute(deadline, term_of(deadline), read_calendar(), at)
    events.record(
        kind="cases.suspension_ran_out",
        subject=deadline.subject,
        actor=None,
        at=at,
        via="watcher",
        payload={"term": deadline.term, "due_on": deadline.due_on},
    )
    return True


def terms_of(subject: models.Model, law: str) -> tuple[Term, ...]:
    """Every term that can run for this subject."""
    if isinstance(subject, Case):
        return subject.procedure_data.terms
    name = subject_column(subject)
    return tuple(term for term in laws[law].standing_terms if term.subject.value == name)


def subject_column(subject: models.Model) -> str:
    """The column of Deadline that holds this subject."""
    return "grant" if isinstance(subject, CaseGrant) else (subject._meta.model_name or "")  # noqa: SLF001


def _open_of(subject: models.Model) -> "models.QuerySet[Deadline]":
    return (
        Deadline.objects.open()
        .filter(**{subject_column(subject): subject})
        .select_for_update(of=("self",))
        .order_by("pk")
    )


def _closed(subject: models.Model) -> bool:
    return isinstance(subject, Case) and subject.phase == Phase.CLOSED


def _applies(term: Term, fields: Fields) -> bool:
    return term.only_if is None or fields.get(term.only_if[0]) == term.only_if[1]


def _in_force(term: Term, day: date) -> bool:
    """The text of a term that counts is the one in force when its clock starts; the oldest text goes back for ever."""
    older = [t for t in _texts(term) if t.valid_from < term.valid_from]
    return (not older or term.valid_from <= day) and (term.valid_until is None or day < term.valid_until)


def _texts(term: Term) -> Iterable[Term]:
    return (other for other in laws.terms() if other.key == term.key)


def _start(
    term: Term,
    subject: models.Model,
    law: str,
    start: date | datetime,
    at: datetime,
    fields: Fields,
    calendar: Calendar,
    follows: Deadline | None = None,
) -> Deadline:
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
    proof = reckon(_fresh_facts(deadline, term), calendar)
    deadline.due_on, deadline.due_at = proof.due_on, proof.due_at
    deadline.save()
    _write_alarms(deadline, term, calendar, at)
    return deadline


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


def _start_successors(
    ended: Deadline, terms: tuple[Term, ...], subject: models.Model, law: str, calendar: Calendar, at: datetime
) -> None:
    """A term that starts at another's end starts on that one's last day, or on the day it was met."""
    start = ended.due_on if ended.outcome == Outcome.PASSED else ended.ended_on
    assert start is not None
    for term in terms:
        if term.started_at_end_of == ended.term and _in_force(term, start):
            _start(term, subject, law, start, at, {}, calendar, follows=ended)


def _change(deadline: Deadline, term: Term, key: str, fields: Fields, at: datetime) -> bool:
    """Pause, resume or extend; whether a fact changed."""
    pause = next((pause for pause in term.pauses if pause.by == key), None)
    if pause is not None:
        return _pause(deadline, pause, fields, at)
    if key in term.resumed_by:
        return bool(deadline.suspensions.filter(completed_on=None).update(completed_on=_resumed_on(deadline, at)))
    extend = next((extend for extend in term.extensions if extend.by == key), None)
    if extend is not None:
        return _extend(deadline, extend, fields, at)
    return False


def _pause(deadline: Deadline, pause: Pause, fields: Fields, at: datetime) -> bool:
    if deadline.suspensions.filter(completed_on=None).exists():
        raise CaseError("Deze termijn staat al stil. Leg eerst vast wanneer hij weer ging lopen.")
    invited_on = _day(fields, "sent_on") or local_day(at)
    ends_by = _day(fields, pause.until) if pause.until else None
    if ends_by is not None and ends_by <= invited_on:
        raise CaseError("De laatste dag om aan te vullen ligt niet na de dag van de brief. Kies een latere dag.")
    deadline.suspensions.create(invited_on=invited_on, ends_by=ends_by, by=pause.by)
    return True


def _resumed_on(deadline: Deadline, at: datetime) -> date:
    open_one = deadline.suspensions.filter(completed_on=None).first()
    earliest = open_one.invited_on + timedelta(days=1) if open_one else local_day(at)
    return max(local_day(at), earliest)


def _extend(deadline: Deadline, extend: Extend, fields: Fields, at: datetime) -> bool:
    last_day = deadline.due_on or deadline.starts_on
    length = extend.length if isinstance(extend.length, Length) else act_length(extend.length, fields, last_day)
    deadline.extensions.create(on=local_day(at), amount=length.amount, unit=length.unit.value, by=extend.by)
    return True


def _end(deadline: Deadline, outcome: Outcome, by: str, on: date, at: datetime) -> None:
    """End a term; a standing suspension ends with it, and nothing signals afterwards."""
    deadline.ended_at, deadline.ended_on, deadline.outcome, deadline.ended_by = at, on, outcome, by
    deadline.save(update_fields=["ended_at", "ended_on", "outcome", "ended_by"])
    deadline.alarms.filter(fired_at=None).delete()


def _write_alarms(deadline: Deadline, term: Term, calendar: Calendar, at: datetime) -> None:
    """Write each warning moment as its own row; those of an earlier end go."""
    deadline.alarms.filter(fired_at=None).delete()
    moments: dict[str, datetime] = {}
    if deadline.suspended:
        ends_by = deadline.suspensions.filter(completed_on=None).values_list("ends_by", flat=True).first()
        if ends_by:
            moments[RESUMES] = end_of_day(ends_by)
    elif deadline.due_at is not None and deadline.due_on is not None:
        for warning in term.warnings:
            moment = _warn_at(deadline.due_on, deadline.due_at, warning.before, calendar)
            if moment > deadline.started_at:
                moments[warning.kind] = moment
        if term.nature is Nature.WINDOW:
            moments[CLOSES] = deadline.due_at
    Alarm.objects.bulk_create(
        Alarm(deadline=deadline, kind=kind, at=moment, due_version=deadline.due_version)
        for kind, moment in moments.items()
    )


def _warn_at(due_on: date, due_at: datetime, before: Length, calendar: Calendar) -> datetime:
    """Hours before the end, or the morning of the day that lies `before` the last day."""
    if before.unit is Unit.HOURS:
        return due_at - timedelta(hours=before.amount)
    if before.amount == 0:
        return due_at
    day = plus(due_on, Length(abs(before.amount), before.unit), calendar, -1 if before.amount > 0 else 1)
    return datetime.combine(day, datetime.min.time(), AMSTERDAM)


def _day(fields: Fields, name: str | None) -> date | None:
    value = fields.get(name) if name else None
    return local_day(value) if isinstance(value, datetime) else value if isinstance(value, date) else None


def _moment(fields: Fields, name: str | None) -> date | datetime | None:
    value = fields.get(name) if name else None
    return value if isinstance(value, (date, datetime)) else None
