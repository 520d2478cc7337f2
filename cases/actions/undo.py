"""Take back a wrong step before it was sent. What was sent is corrected by a new besluit, never undone.

The step's terms go back to what they were: those it ended run again, those it started lapse. Its event stays, and the
undoing is an event of its own: history is never rewritten.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from cases import access, events
from cases.actions.alarm import drop_alarms, write_alarms
from cases.actions.deadline import REASON_CLOSED, recompute
from cases.actions.note import add_note
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, ConflictError, NotAllowedHereError, Phase, Step, local_day
from cases.models import Case, Deadline, Letter, LetterState, NoteKind, Outcome, User
from cases.queries.retention import kept_as
from cases.queries.terms import calendar, term_of
from cases.queries.undoable import KIND, Undoable, undoable_of


@transaction.atomic
def undo_step(
    *, case_id: int, event: int, reason: str, actor: User, at: datetime, seen: int, once: UUID, via: str = "page"
) -> Case:
    """Take back the step that this event recorded, and return the case.

    Asks the permission of the step itself. The reason goes into the journal. Raises NoAccessError, ConflictError,
    NotAllowedHereError for a step that can't be taken back (any more), or a CaseError of the law.
    """
    hold(once)
    case = Case.objects.select_for_update(of=("self",)).select_related("household", "person").get(pk=case_id)
    if answer_to(once, actor, KIND, case) is not None:
        return case
    access.require_visible(actor, case)
    if seen != case.version:
        raise ConflictError(seen=seen, current=case.version)
    step = next((choice for choice in undoable_of(case) if choice.event == event), None)
    if step is None:
        raise NotAllowedHereError(
            "Deze stap kan niet (meer) terug. Wat verstuurd is, herstel je met een nieuw besluit."
        )
    access.require(actor, step.transition.permission, case)
    _undo_effect(case, step, actor, at, via)
    _undo_letter(case, step)
    case.state, case.phase = step.state, case.procedure_data.state(step.state).phase
    case.closed_at = case.closed_at if case.phase == Phase.CLOSED else None
    case.kept_as = kept_as(case) if case.closed_at else ""
    case.version += 1
    case.save()
    _undo_terms(case, step, at)
    label = step.transition.done or step.transition.label
    today = local_day(at)
    add_note(
        case=case,
        kind=NoteKind.MEETING,
        text=f"Teruggedraaid: {label}. {reason}",
        happened_on=today,
        author=actor,
        at=at,
        via=via,
    )
    payload = {"undone": event, "step": step.transition.key, "state": case.state, "version": case.version}
    events.record(kind=KIND, subject=case, actor=actor, at=at, payload=payload, via=via)
    keep(once, actor, KIND, case, at)
    return case


def _undo_effect(case: Case, step: Undoable, actor: User, at: datetime, via: str) -> None:
    assert step.transition.undo is not None
    try:
        with transaction.atomic():
            step.transition.undo(Step(subject=case, actor=actor, at=at, act={}, via=via))
    except IntegrityError:
        raise CaseError("Deze stap kan niet terug: er rust al iets anders op.") from None


def _undo_letter(case: Case, step: Undoable) -> None:
    if step.transition.letter:
        drafts = Letter.objects.filter(case=case, kind=step.transition.letter, state=LetterState.DRAFT)
        drafts.update(state=LetterState.WITHDRAWN)


def _undo_terms(case: Case, step: Undoable, at: datetime) -> None:
    """What the step started lapses first: a case has each term once."""
    key, days = step.transition.key, calendar()
    locked = Deadline.objects.filter(case=case).select_for_update(of=("self",)).order_by("pk")
    for deadline in locked.filter(opened_at=step.at, opened_by=key, ended_at=None):
        deadline.ended_at, deadline.ended_on = at, local_day(at)
        deadline.outcome, deadline.ended_by = Outcome.LAPSED, KIND
        deadline.save(update_fields=["ended_at", "ended_on", "outcome", "ended_by"])
        drop_alarms(deadline)
    for deadline in locked.filter(ended_at=step.at, ended_by__in=(key, REASON_CLOSED)):
        deadline.ended_at, deadline.ended_on, deadline.outcome, deadline.ended_by = None, None, "", ""
        deadline.due_version += 1  # its warnings go off again
        deadline.save(update_fields=["ended_at", "ended_on", "outcome", "ended_by", "due_version"])
        term = term_of(deadline)
        if not recompute(deadline, term, days, at):
            write_alarms(deadline, term, days)
