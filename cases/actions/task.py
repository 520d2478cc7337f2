"""Tasks of a case: what has to be done, by whom, until which day; done, opened again, or a question answered.

Events name ids, days and the key of a law, never the text.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.actions.deadline import follow_date
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, ConflictError, NoAccessError, NotAllowedHereError, local_day, standards
from cases.models import Case, Task, User

KIND = "cases.add_task"
CHANGE, FINISH, REOPEN, ANSWER = (f"cases.{act}_task" for act in ("change", "finish", "reopen", "answer"))
LONGEST_WHY = 500  # as the column
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
    key: str = "",
    asks: bool = False,
) -> Task:
    """Add a task; `owner` None leaves it to who handles the case or to the team, `due_on` is the last day.

    A law gives a `key` to find its own task again; with `asks` only an answer ends it, and the law hears that from the
    event "cases.answer_task" (a Reaction). A second open task with this key gives the one that is there.

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
    _raise_unless_able(case, owner)
    if key and (there := Task.objects.filter(case=case, key=key, done_at=None).first()) is not None:
        return there
    task = Task.objects.create(case=case, label=text, owner=owner, due_on=due_on, key=key, asks=asks)
    _watch(task, at)
    payload = {"task": task.pk, "owner": owner.pk if owner else None, "due_on": due_on} | _named(task)
    events.record(kind=KIND, subject=case, actor=actor, at=at, via=via, payload=payload)
    if once is not None:
        keep(once, actor, KIND, task, at)
    return task


@transaction.atomic
def change_task(
    *,
    task_id: int,
    owner: User | None,
    due_on: date | None,
    actor: User,
    at: datetime,
    seen: int,
    once: UUID,
    via: str = "page",
) -> Task:
    """Give a task to somebody else, or another day.

    Raises NoAccessError, ConflictError, NotAllowedHereError or CaseError; then nothing was written.
    """
    task, done = _locked(task_id, CHANGE, actor, seen, once)
    if done:
        return task
    if task.done_at is not None:
        raise NotAllowedHereError("Deze taak is al klaar. Er is niets gewijzigd.")
    owner_pk = owner.pk if owner else None
    if owner_pk != task.owner_id:
        _raise_unless_able(task.case, owner)
    changed = {"owner": (task.owner_id, owner_pk), "due_on": (task.due_on, due_on)}
    payload = {name: new for name, (old, new) in changed.items() if old != new}
    if not payload:
        return task
    task.owner, task.due_on = owner, due_on
    _finish(task, CHANGE, actor, at, once=once, via=via, payload=payload)
    return task


@transaction.atomic
def finish_task(*, task_id: int, actor: User, at: datetime, seen: int, once: UUID, via: str = "page") -> Task:
    """Say that a task is done; one that asks something needs its answer. Raises as `change_task()` does."""
    task, done = _locked(task_id, FINISH, actor, seen, once)
    if done or task.done_at is not None:
        return task
    if task.asks:
        raise CaseError("Deze taak is een vraag. Geef het antwoord, dan is hij klaar.")
    task.done_at, task.done_by = at, actor
    _finish(task, FINISH, actor, at, once=once, via=via, payload={})
    return task


@transaction.atomic
def answer_task(
    *,
    task_id: int,
    answer: bool,
    answered_on: date | None,
    because: str,
    actor: User,
    at: datetime,
    seen: int,
    once: UUID,
    via: str = "page",
) -> Task:
    """Answer the question of a task: yes since `answered_on`, or no and `because`. Raises as `change_task()` does."""
    task, done = _locked(task_id, ANSWER, actor, seen, once)
    if done:
        return task
    if not task.asks or task.done_at is not None:
        raise NotAllowedHereError("Deze vraag is al beantwoord. Er is niets gewijzigd.")
    if answer and (answered_on is None or answered_on > local_day(at)):
        raise CaseError("Vul de dag in waarop het gebeurde. Die dag kan niet nog komen.")
    if not answer and not because.strip():
        raise CaseError("Schrijf op waarom het nog niet zo is.")
    if len(because) > LONGEST_WHY:
        raise CaseError(f"Maak de uitleg korter: hoogstens {LONGEST_WHY} tekens.")
    task.answer = answer
    task.answered_on, task.because = (answered_on, "") if answer else (None, because.strip())
    task.done_at, task.done_by = at, actor
    payload = {"answer": answer, "answered_on": task.answered_on}
    _finish(task, ANSWER, actor, at, once=once, via=via, payload=payload)
    return task


@transaction.atomic
def reopen_task(*, task_id: int, actor: User, at: datetime, seen: int, once: UUID, via: str = "page") -> Task:
    """Open a task again that was ended too soon; a question loses its answer. Raises as `change_task()` does."""
    task, done = _locked(task_id, REOPEN, actor, seen, once)
    if done or task.done_at is None:
        return task
    if task.key and Task.objects.filter(case=task.case, key=task.key, done_at=None).exists():
        raise NotAllowedHereError("Dezelfde taak staat al open in deze zaak. Er is niets gewijzigd.")
    task.done_at = task.done_by = task.answer = task.answered_on = None
    task.because = ""
    _finish(task, REOPEN, actor, at, once=once, via=via, payload={})
    return task


def _locked(task_id: int, kind: str, actor: User, seen: int, once: UUID) -> tuple[Task, bool]:
    """The task, locked, and whether this key did its act already."""
    hold(once)
    task = Task.objects.select_for_update(of=("self",)).select_related("case", "owner").filter(pk=task_id).first()
    if task is None:
        raise NoAccessError(access.UNKNOWN)
    access.require_visible(actor, task)
    if answer_to(once, actor, kind, task) is not None:
        return task, True
    if seen != task.version:
        raise ConflictError(seen=seen, current=task.version)
    return task, False


def _raise_unless_able(case: Case, owner: User | None) -> None:
    if owner is not None and not access.visible_to(owner, Case).filter(pk=case.pk).exists():
        raise CaseError("Deze collega mag de zaak niet zien. Kies iemand anders, of laat de taak bij het team.")


def _watch(task: Task, at: datetime) -> None:
    """The day of a task is a clock as any other: the watcher tells who should know."""
    follow_date(
        subject=task, law=task.case.law, term=standards.TASK, due_on=task.due_on, met=task.done_at is not None,
        by=FINISH, at=at,
    )  # fmt: skip


def _named(task: Task) -> dict[str, object]:
    return {"key": task.key} if task.key else {}


def _finish(
    task: Task, kind: str, actor: User, at: datetime, *, once: UUID, via: str, payload: Mapping[str, object]
) -> None:
    task.version += 1
    task.save()
    _watch(task, at)
    about = {"task": task.pk, **_named(task), **payload, "task_version": task.version}
    events.record(kind=kind, subject=task, actor=actor, at=at, via=via, payload=about)
    keep(once, actor, kind, task, at)
