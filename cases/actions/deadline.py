"""Store what an act does to the terms: open, meet, end, pause, resume, extend. The dates come from `rules`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F

from cases import events
from cases.actions.alarm import CLOSES, RESUMES, drop_alarms, write_alarms
from cases.actions.term_start import about, is_closed, reckon_or_refuse, start_followers, start_term, subject_column
from cases.contract import CaseError, Extend, Length, Nature, Pause, Term, laws, local_day
from cases.models import Case, Deadline, Outcome
from cases.queries.lengths import act_length
from cases.queries.terms import calendar as read_calendar
from cases.queries.terms import facts_of, in_force, term_of
from cases.rules.calendar import Calendar

__all__ = [
    "CLOSES",
    "REASON_CLOSED",
    "RESUMES",
    "close_window",
    "follow",
    "follow_date",
    "lapse",
    "let_suspension_run_out",
    "recompute",
    "subject_column",
    "terms_of",
]

Fields = Mapping[str, object]
REASON_CLOSED = "case_closed"


def follow(
    *, subject: models.Model, law: str, terms: tuple[Term, ...], key: str, fields: Fields, at: datetime
) -> list[Deadline]:
    """Carry the effect of act `key` over to the subject's terms; returns the terms it touched.

    `fields` is the cleaned form. Runs in the act's transaction, with the subject locked. Raises CaseError where the
    act brings a length or a day that can't be.
    """
    if not terms:
        return []
    calendar = read_calendar()
    texts = {term.reference: term for term in terms}
    touched: list[Deadline] = []
    started: list[Deadline] = []
    standing = list(_open_of(subject, law))
    for deadline in standing:
        # The subject's own procedure goes first: another law may use the same term of the Awb with other acts.
        term = texts.get(deadline.reference) or term_of(deadline)
        if about(term, fields) not in ("", deadline.about):
            continue  # the act is about another besluit than this clock
        if key in term.met_by:
            # Contact at 23.50, recorded at 0.10: a term in hours is met when it happened.
            met_at = _moment(fields, term.met_on)
            met_at = met_at if isinstance(met_at, datetime) else at
            _end(deadline, Outcome.MET, key, _day(fields, term.met_on) or local_day(at), met_at)
            followers = start_followers(deadline, term, terms, subject, calendar, passed=deadline.was_late)
            started += followers
            # Met too late, and the watcher did not come by: what runs since its end runs, and may be met by this act.
            standing += followers
            if term.repeats and key not in term.started_by and not is_closed(subject):
                assert deadline.ended_on is not None
                start = deadline.ended_on
                started.append(
                    start_term(term, subject, law=law, start=start, fields=fields, calendar=calendar, follows=deadline)
                )
        elif key in term.ended_by or (is_closed(subject) and not term.outlives):
            _end(deadline, Outcome.LAPSED, key if key in term.ended_by else REASON_CLOSED, local_day(at), at)
        elif _change(deadline, term, key, fields, at):
            recompute(deadline, term, calendar, at)
        else:
            continue
        touched.append(deadline)
    starting = [term for term in terms if key in term.started_by and (term.outlives or not is_closed(subject))]
    started += _start_by_act(subject, law, starting, fields, calendar=calendar, at=at)
    # By this a step that is taken back finds the terms it started.
    Deadline.objects.filter(pk__in=[row.pk for row in started]).update(opened_at=at, opened_by=key)
    return touched + started


def _start_by_act(
    subject: models.Model, law: str, terms: list[Term], fields: Fields, *, calendar: Calendar, at: datetime
) -> list[Deadline]:
    """Start each term whose condition holds and that does not run yet about the same thing."""
    started = []
    for term in filter(lambda term: _applies(term, fields), terms):
        start = _moment(fields, term.counts_from) or at
        same = _open_of(subject, law).filter(term=term.key, about=about(term, fields))
        if in_force(term, local_day(start)) and not same.exists():
            started.append(start_term(term, subject, law=law, start=start, fields=fields, calendar=calendar))
    return started


def follow_date(
    *, subject: models.Model, law: str, term: Term, due_on: date | None, met: bool, by: str, at: datetime
) -> None:
    """Carry a day that people chose themselves over to its clock; `term` has an ActLength on "due_on".

    Another day ends the clock and starts one; no day, or `met`, only ends it. Runs in the act's transaction.
    """
    for deadline in _open_of(subject, law).filter(term=term.key):
        if not met and deadline.due_on == due_on:
            return
        _end(deadline, Outcome.MET if met else Outcome.LAPSED, by, local_day(at), at)
    if due_on is not None and not met:
        start = min(local_day(at), due_on - timedelta(days=1))  # a day that is over already still tells once
        start_term(term, subject, law=law, start=start, fields={"due_on": due_on}, calendar=read_calendar())


def recompute(deadline: Deadline, term: Term, calendar: Calendar, at: datetime) -> bool:
    """Reckon the end again from the facts; whether it moved. A moved term signals again: its version goes up."""
    facts = facts_of(Deadline.objects.prefetch_related("suspensions", "extensions").get(pk=deadline.pk), term)
    proof = reckon_or_refuse(facts, calendar, local_day(at))
    if (deadline.due_on, deadline.due_at, deadline.suspended) == (proof.due_on, proof.due_at, proof.suspended):
        return False
    deadline.due_on, deadline.due_at, deadline.suspended = proof.due_on, proof.due_at, proof.suspended
    deadline.due_version += 1
    deadline.save(update_fields=["due_on", "due_at", "suspended", "due_version"])
    write_alarms(deadline, term, calendar)
    return True


def close_window(*, deadline_id: int, at: datetime) -> bool:
    """The end of a term has passed: a window ends without anybody being late, and what starts at its end starts.

    A statutory term stays open, because it still has to be met, but what follows its end starts too (Awb 4:17 lid 1:
    the dwangsom runs once the two weeks are over). Whether anything was done. Runs in a transaction.
    """
    deadline, subject = _locked(deadline_id)
    if deadline.ended_at is not None or deadline.due_at is None or deadline.due_on is None or deadline.due_at > at:
        return False
    term = term_of(deadline)
    window = term.nature is Nature.WINDOW
    if window:
        _end(deadline, Outcome.PASSED, CLOSES, deadline.due_on, at)
    started = start_followers(deadline, term, terms_of(subject, deadline.law), subject, read_calendar(), passed=True)
    if not window and not started:
        return False
    _record("cases.window_closed" if window else "cases.term_passed", deadline, subject, at)
    return True


def let_suspension_run_out(*, deadline_id: int, at: datetime) -> bool:
    """The last day of a hersteltermijn has passed unused: the clock runs again from that day (Awb 4:15 lid 1)."""
    deadline, subject = _locked(deadline_id)
    if deadline.ended_at is not None or not _let_run_out(deadline, local_day(at) - timedelta(days=1)):
        return False
    recompute(deadline, term_of(deadline), read_calendar(), at)
    _record("cases.suspension_ran_out", deadline, subject, at)
    return True


def lapse(*, case: Case, term: str, about: str, by: str, at: datetime) -> bool:
    """Let the clock about one thing lapse because that was replaced; whether it still ran. In a transaction.

    `by` is the key of the act that a reader sees as the reason. For a law's own effect, where `Term.ended_by` would end
    more than this one.
    """
    found = _open_of(case, case.law).filter(term=term, about=about).first()
    if found is None:
        return False
    _end(found, Outcome.LAPSED, by, local_day(at), at)
    return True


def terms_of(subject: models.Model, law: str) -> tuple[Term, ...]:
    """Every term that can run for this subject."""
    if isinstance(subject, Case):
        return subject.procedure_data.terms
    name = subject_column(subject)
    return tuple(term for term in laws[law].standing_terms if term.subject.value == name)


def _locked(deadline_id: int) -> tuple[Deadline, models.Model]:
    """Lock the subject first, then the term: the order of every act, so that neither misses what the other starts."""
    found = Deadline.objects.get(pk=deadline_id).subject
    subject = type(found)._default_manager.select_for_update(of=("self",)).get(pk=found.pk)  # noqa: SLF001
    deadline = Deadline.objects.select_for_update(of=("self",)).get(pk=deadline_id)
    setattr(deadline, subject_column(subject), subject)
    return deadline, subject


def _open_of(subject: models.Model, law: str) -> "models.QuerySet[Deadline]":
    return (
        Deadline.objects.open()
        .filter(law=law, **{subject_column(subject): subject})
        .select_for_update(of=("self",))
        .order_by("pk")
    )


def _applies(term: Term, fields: Fields) -> bool:
    return term.only_if is None or fields.get(term.only_if[0]) == term.only_if[1]


def _change(deadline: Deadline, term: Term, key: str, fields: Fields, at: datetime) -> bool:
    """Pause, resume or extend; whether a fact changed."""
    pause = next((pause for pause in term.pauses if pause.by == key), None)
    if pause is not None:
        return _pause(deadline, pause, fields, at)
    if key in term.resumed_by:
        # The clock runs again from the day of completion (Awb 4:15 lid 1), which may lie before the day of the click.
        day = _resumed_on(deadline, _day(fields, term.resumed_on) or local_day(at))
        return bool(deadline.suspensions.filter(completed_on=None).update(completed_on=day))
    extend = next((extend for extend in term.extensions if extend.by == key), None)
    if extend is not None:
        return _extend(deadline, extend, fields, at)
    return False


def _pause(deadline: Deadline, pause: Pause, fields: Fields, at: datetime) -> bool:
    _let_run_out(deadline, local_day(at))
    if deadline.suspensions.filter(completed_on=None).exists():
        raise CaseError("Deze termijn staat al stil. Leg eerst vast wanneer hij weer ging lopen.")
    invited_on = _day(fields, pause.since) or local_day(at)
    ends_by = _day(fields, pause.until) if pause.until else None
    if ends_by is not None and ends_by <= invited_on:
        raise CaseError("De laatste dag om aan te vullen ligt niet na de dag van de brief. Kies een latere dag.")
    deadline.suspensions.create(invited_on=invited_on, ends_by=ends_by, by=pause.by)
    return True


def _let_run_out(deadline: Deadline, day: date) -> bool:
    """Complete a suspension whose last day is `day` or earlier, also where the watcher did not come by yet."""
    return bool(deadline.suspensions.filter(completed_on=None, ends_by__lte=day).update(completed_on=F("ends_by")))


def _resumed_on(deadline: Deadline, day: date) -> date:
    """`day`, but at the earliest the day after the invitation."""
    open_one = deadline.suspensions.filter(completed_on=None).first()
    return max(day, open_one.invited_on + timedelta(days=1)) if open_one else day


def _extend(deadline: Deadline, extend: Extend, fields: Fields, at: datetime) -> bool:
    last_day = deadline.due_on or deadline.starts_on
    length = extend.length if isinstance(extend.length, Length) else act_length(extend.length, fields, last_day)
    deadline.extensions.create(on=local_day(at), amount=length.amount, unit=length.unit.value, by=extend.by)
    return True


def _end(deadline: Deadline, outcome: Outcome, by: str, on: date, at: datetime) -> None:
    """End a term; a standing suspension stays as it was, and nothing signals afterwards."""
    deadline.ended_at, deadline.ended_on, deadline.outcome, deadline.ended_by = at, on, outcome, by
    deadline.save(update_fields=["ended_at", "ended_on", "outcome", "ended_by"])
    drop_alarms(deadline)


def _record(kind: str, deadline: Deadline, subject: models.Model, at: datetime) -> None:
    """The watcher's own acts are events too."""
    payload = {"term": deadline.term, "due_on": deadline.due_on}
    events.record(kind=kind, subject=subject, actor=None, at=at, via="watcher", payload=payload, law=deadline.law)


def _day(fields: Fields, name: str | None) -> date | None:
    value = fields.get(name) if name else None
    return local_day(value) if isinstance(value, datetime) else value if isinstance(value, date) else None


def _moment(fields: Fields, name: str | None) -> date | datetime | None:
    value = fields.get(name) if name else None
    return value if isinstance(value, (date, datetime)) else None
