"""Tasks: those of a case, those of a colleague, and the one that a law put down itself."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Exists, F, OuterRef, Q

from cases.access import visible_to
from cases.contract import local_day
from cases.models import Case, Task, TeamMembership, User
from cases.queries.bring import bring
from cases.queries.clocks import near_day
from cases.reader import reader

LISTED = 30  # beside the work list
TASKS = ("tasks__owner", "tasks__done_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task. `why` says why it stands with a colleague whose task it is not."""

    uuid: UUID
    case: UUID
    household: str
    label: str
    owner: str  # "" = whoever handles the case, or the team
    due_on: date | None
    until: str  # "vandaag", "di 10 nov"
    late: bool
    asks: bool
    done_at: datetime | None
    done_by: str
    answer: str
    version: int
    why: str = ""
    once: UUID = field(default_factory=uuid4)  # for the form of this row


@dataclass(frozen=True, slots=True, kw_only=True)
class MyTasks:
    rows: tuple[TaskRow, ...]
    more: bool
    late: int


def tasks_of(case: Case, at: datetime) -> tuple[TaskRow, ...]:
    """All tasks of a case that passed the gate, the open ones first by their day."""
    bring([case], *TASKS)
    rows = sorted(case.tasks.all(), key=lambda row: (row.due_on is None, row.due_on or date.max, row.pk))
    rows.sort(key=lambda row: (row.done_at is not None, -row.done_at.timestamp() if row.done_at else 0))
    return tuple(_row(row, at) for row in rows)


def open_task(case: Case, key: str) -> Task | None:
    """The open task with this key of a law, if there is one."""
    return Task.objects.filter(case=case, key=key, done_at=None).first()


def my_tasks(user: User, at: datetime) -> MyTasks:
    """What this colleague has to do, by day; one statement.

    Theirs; those of whom they stand in for; those of nobody in the cases they handle; and those of nobody, or of a
    colleague who left, in their teams: a promise to a resident never waits for somebody who is not there.
    """
    today, teams = local_day(at), reader(user).teams
    memberships = TeamMembership.objects.filter(user=OuterRef("owner"), team=OuterRef("case__team"))
    running = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    left = Q(owner__is_active=False) | (Exists(memberships) & ~Exists(memberships.filter(running)))
    nobody = Q(owner=None) & (Q(case__handler=None) | Q(case__handler__is_active=False))
    rows = (
        visible_to(user, Task)
        .filter(done_at=None)
        .filter(
            Q(owner=user)
            | Q(owner__stand_in=user)
            | Q(owner=None, case__handler=user)
            | Q(owner=None, case__handler__stand_in=user)
            | Q(case__team__in=teams) & (left | nobody)
        )
        .select_related("case__household", "owner", "done_by")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    found = [_row(row, at, user) for row in rows[: LISTED + 1]]
    shown = tuple(found[:LISTED])
    return MyTasks(rows=shown, more=len(found) > LISTED, late=sum(row.late for row in shown))


def _row(task: Task, at: datetime, reader_: User | None = None) -> TaskRow:
    open_ = task.done_at is None
    return TaskRow(
        uuid=task.uuid,
        case=task.case.uuid,
        household=task.case.household.name,
        label=task.label,
        owner=task.owner.display_name if task.owner else "",
        due_on=task.due_on,
        until=near_day(task.due_on, at) if task.due_on else "",
        late=open_ and task.due_on is not None and task.due_on < local_day(at),
        asks=task.asks,
        done_at=task.done_at,
        done_by=task.done_by.display_name if task.done_by else "",
        answer=_answer(task, at),
        version=task.version,
        why=_why(task, reader_) if reader_ else "",
    )


def _answer(task: Task, at: datetime) -> str:
    if task.answer is None:
        return ""
    return f"ja, {near_day(task.answered_on, at)}" if task.answered_on else f"nee: {task.because}"


def _why(task: Task, user: User) -> str:
    if task.owner is None:
        return "van niemand" if task.case.handler_id != user.pk else ""
    if task.owner == user:
        return ""
    return f"van {task.owner.display_name}"
