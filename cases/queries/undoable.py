"""Which steps of a case can still be taken back: not sent yet, and nothing that followed from them was.

A step of the main road only when it was the last one; a step beside it as long as its letter did not go out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.contract import Procedure, Transition
from cases.models import Case, Event, Letter, LetterState

KIND = "cases.undo_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """`event` is the step as it was recorded, `state` where the case goes back to."""

    event: int
    at: datetime
    transition: Transition
    state: str


def undone(rows: Iterable[Event]) -> frozenset[int]:
    """The ids of the events that were taken back."""
    return frozenset(int(row.payload["undone"]) for row in rows if row.kind == KIND)


def undoable(case: Case, rows: Iterable[Event], letters: Iterable[Letter]) -> tuple[Undoable, ...]:
    """The steps that can be taken back now, newest first; `rows` are the events of the case in any order."""
    events = sorted(rows, key=lambda row: row.id, reverse=True)
    gone, sent = undone(events), [letter for letter in letters if letter.state != LetterState.DRAFT]
    steps = [(row, step) for row in events if row.id not in gone and (step := _step(case.procedure_data, row))]
    found: list[Undoable] = []
    road_is_open = True
    for index, (row, step) in enumerate(steps):
        if step.target is None:
            state = case.state
        elif road_is_open:
            road_is_open = False  # only the last step of the road
            before = next((other for other, _ in steps[index + 1 :]), None)
            state = str(before.payload["state"]) if before else ""
        else:
            continue
        if state and step.undo is not None and not _went_out(step, row.at, sent):
            found.append(Undoable(event=row.id, at=row.at, transition=step, state=state))
    return tuple(found)


def undoable_of(case: Case) -> tuple[Undoable, ...]:
    """The same for a case that the reader has opened; two statements."""
    rows = Event.objects.filter(case_id=case.pk, payload__has_any_keys=["state", "undone"])
    return undoable(case, rows, Letter.objects.filter(case=case))


def _step(procedure: Procedure, row: Event) -> Transition | None:
    law, _, key = row.kind.partition(".")
    if law != row.law or "state" not in row.payload or row.kind == KIND:
        return None
    return next((step for step in procedure.transitions if step.key == key), None)


def _went_out(step: Transition, at: datetime, sent: list[Letter]) -> bool:
    """Whether the letter of this step was sent, or belongs to another draft by now."""
    return any(letter.kind == step.letter and letter.drafted_at >= at and letter.sha256 for letter in sent)
