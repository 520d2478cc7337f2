"""Add a task to a case: what has to be done, by whom, and until which day."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError
from cases.models import Case, Task, User

KIND = "cases.add_task"
LONGEST = 200  # as the column


@transaction.atomic
def add_task(
    *,
    case: Case,
    label: str,
    owner: User | None,
    due_on: date | None,
    actor: User | None,
    at: datetime,
    via: str = "page",
    once: UUID | None = None,
) -> Task:
    """Add a task; `owner` None leaves it to who handles the case or to the team, `due_on` is the last day.

    Raises NoAccessError, and CaseError for an empty or too long text, or an owner who may not see the case. The same
    `once` key gives the task it made before. The event names ids and the day, never the text.
    """
    access.require_visible(actor, case)
    if once is not None:
        hold(once)
        if (done := answer_to(once, actor, KIND)) is not None:
            return Task.objects.get(pk=done)
    text = label.strip()
    if not text:
        raise CaseError("Schrijf op wat er moet gebeuren.")
    if len(text) > LONGEST:
        raise CaseError(f"Maak de taak korter: hoogstens {LONGEST} tekens. De rest kan in een notitie.")
    if owner is not None and not access.visible_to(owner, Case).filter(pk=case.pk).exists():
        raise CaseError("Deze collega mag de zaak niet zien. Kies iemand anders, of laat de taak bij het team.")
    task = Task.objects.create(case=case, label=text, owner=owner, due_on=due_on)
    payload = {"task": task.pk, "owner": owner.pk if owner else None, "due_on": due_on}
    events.record(kind=KIND, subject=case, actor=actor, at=at, via=via, payload=payload)
    if once is not None:
        keep(once, actor, KIND, task, at)
    return task
