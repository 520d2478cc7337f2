"""The question whether the help began: a task that stays open until it is answered, or until there is no help."""

from datetime import date, datetime
from uuid import uuid4

from cases.actions.task import add_task, answer_task
from cases.contract import Step
from cases.models import Case, Task, User
from wmo.decide import Input
from wmo.models import Standing, Voorziening

STARTED = "wmo.hulp_gestart."  # key of the task, with the id of the voorziening


def ask_whether_started(
    case: Case, row: Voorziening, ask_on: date, *, actor: User | None, at: datetime, via: str
) -> None:
    """A task that stays open until it is answered: yes since a day, or no and why."""
    add_task(
        case=case,
        label=f"Is de hulp gestart? {row.get_category_display()}, vanaf {row.starts_on:%d-%m-%Y}",
        owner=None,
        due_on=ask_on,
        actor=actor,
        at=at,
        via=via,
        key=f"{STARTED}{row.pk}",
        asks=True,
    )


def answer(step: Step[Input], row: Voorziening, *, yes: bool, day: date | None = None, because: str = "") -> None:
    """Answer the open question about this voorziening; it may have been answered on its own page already."""
    task = Task.objects.filter(case=step.case, key=f"{STARTED}{row.pk}", done_at=None).first()
    if task is None or step.actor is None:
        return
    answer_task(
        task_id=task.pk,
        answer=yes,
        answered_on=day,
        because=because[:500],
        actor=step.actor,
        at=step.at,
        seen=task.version,
        once=uuid4(),
        via=step.via,
    )


def forget(step: Step[Input]) -> None:
    """What never began is asked no longer."""
    gone = Voorziening.objects.filter(case=step.case, standing=Standing.DROPPED)
    for row in gone:
        answer(step, row, yes=False, because="De hulp gaat niet door.")
