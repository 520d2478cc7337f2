"""Tasks: changed, ended, opened again, answered; their clock; and with whom they stand."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.utils import IntegrityError

from cases.actions.task import add_task, answer_task, change_task, finish_task, reopen_task
from cases.actions.watch import sweep
from cases.contract import CaseError, ConflictError, NoAccessError, NotAllowedHereError
from cases.models import Case, Deadline, Event, MessageItem, Outbox, Task, TeamMembership, User
from cases.queries.messages import inbox
from cases.queries.tasks import my_tasks, open_task
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def osman() -> User:
    return make_user("osman", "toylaw.work", team=make_team())


@pytest.fixture
def case(at: datetime, fenna: User) -> Case:
    return make_case(None, at, team=make_team(), handler=fenna)


def put(case: Case, actor: User, at: datetime, **other: Any) -> Task:
    return add_task(
        **({"case": case, "label": "Bel mevrouw", "owner": actor, "due_on": DAY, "actor": actor, "at": at} | other)
    )


def key(task: Task, actor: User, at: datetime, **other: Any) -> dict[str, Any]:
    task = Task.objects.get(pk=task.pk)
    return {"task_id": task.pk, "actor": actor, "at": at, "seen": task.version, "once": uuid4()} | other


def clocks(task: Task) -> list[tuple[str, date, str]]:
    rows = Deadline.objects.filter(task=task).order_by("pk")
    return [(row.term, row.due_on, row.outcome) for row in rows]


def labels(user: User, at: datetime) -> list[str]:
    return [row.label for row in my_tasks(User.objects.get(pk=user.pk), at).rows]


def test_a_day_is_a_clock_that_moves_ends_and_comes_back(case: Case, fenna: User, at: datetime) -> None:
    task = put(case, fenna, at)
    assert clocks(task) == [("core.task", DAY, "")]
    later = DAY + timedelta(days=2)
    change_task(owner=fenna, due_on=later, **key(task, fenna, at))
    assert clocks(task) == [("core.task", DAY, "lapsed"), ("core.task", later, "")]
    finish_task(**key(task, fenna, at))
    assert clocks(task)[1:] == [("core.task", later, "met")]
    reopen_task(**key(task, fenna, at))
    change_task(owner=fenna, due_on=None, **key(task, fenna, at))
    assert [outcome for _, _, outcome in clocks(task)] == ["lapsed", "met", "lapsed"]


def test_events_name_ids_and_days_and_no_text(case: Case, fenna: User, osman: User, at: datetime) -> None:
    task = put(case, fenna, at, label="Bel Kwartelina")
    change_task(owner=osman, due_on=DAY, **key(task, fenna, at))
    finish_task(**key(task, osman, at))
    reopen_task(**key(task, osman, at))
    events = Event.objects.filter(case_id=case.pk, kind__endswith="_task").order_by("id")
    assert [row.kind for row in events] == [
        "cases.add_task", "cases.change_task", "cases.finish_task", "cases.reopen_task"]  # fmt: skip
    assert events[1].payload == {"task": task.pk, "owner": osman.pk, "task_version": 2}
    assert "Kwartelina" not in str([row.payload for row in events])


def test_a_stale_page_is_a_conflict_and_a_second_post_nothing(case: Case, fenna: User, at: datetime) -> None:
    task = put(case, fenna, at)
    same = key(task, fenna, at)
    for _ in range(2):
        finish_task(**same)
    assert Event.objects.filter(kind="cases.finish_task").count() == 1
    with pytest.raises(ConflictError):
        reopen_task(**key(task, fenna, at, seen=1))
    with pytest.raises(NotAllowedHereError):
        change_task(owner=None, due_on=None, **key(task, fenna, at))


def test_another_team_can_do_nothing_with_it(case: Case, fenna: User, at: datetime) -> None:
    task = put(case, fenna, at)
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    for run in (
        lambda: finish_task(**key(task, stranger, at)),
        lambda: reopen_task(**key(task, stranger, at)),
        lambda: change_task(owner=stranger, due_on=DAY, **key(task, stranger, at)),
        lambda: answer_task(answer=True, answered_on=DAY, because="", **key(task, stranger, at)),
    ):
        with pytest.raises(NoAccessError):
            run()
    with pytest.raises(CaseError, match="mag de zaak niet zien"):
        change_task(owner=stranger, due_on=DAY, **key(task, fenna, at))


def test_a_question_stays_until_it_is_answered(case: Case, fenna: User, at: datetime) -> None:
    task = put(case, fenna, at, label="Is de hulp gestart?", key="toylaw.started", asks=True)
    assert put(case, fenna, at, key="toylaw.started", asks=True) == task  # one open question of a law
    assert open_task(case, "toylaw.started") == task
    with pytest.raises(CaseError, match="antwoord"):
        finish_task(**key(task, fenna, at))
    with pytest.raises(CaseError, match="niet nog komen"):
        answer_task(answer=True, answered_on=DAY, because="", **key(task, fenna, at))
    with pytest.raises(CaseError, match="waarom"):
        answer_task(answer=False, answered_on=None, because=" ", **key(task, fenna, at))
    answer_task(answer=True, answered_on=at.date(), because="", **key(task, fenna, at))
    event = Event.objects.get(kind="cases.answer_task")
    assert event.payload == {
        "task": task.pk, "key": "toylaw.started", "answer": True, "answered_on": at.date().isoformat(),
        "task_version": 2}  # fmt: skip
    assert open_task(case, "toylaw.started") is None


def test_no_and_why_is_an_answer_that_no_event_tells(case: Case, fenna: User, at: datetime) -> None:
    task = put(case, fenna, at, key="toylaw.started", asks=True)
    answer_task(answer=False, answered_on=None, because="De aanbieder is ziek", **key(task, fenna, at))
    task.refresh_from_db()
    assert (task.answer, task.because, task.done_by) == (False, "De aanbieder is ziek", fenna)
    assert "ziek" not in str(Event.objects.get(kind="cases.answer_task").payload)
    reopen_task(**key(task, fenna, at))
    task.refresh_from_db()
    assert (task.answer, task.because, task.done_at) == (None, "", None)


def test_the_database_knows_no_half_answer(case: Case, fenna: User, at: datetime) -> None:
    task = put(case, fenna, at, asks=True)
    with pytest.raises(IntegrityError):
        Task.objects.filter(pk=task.pk).update(answer=True)


def test_a_task_that_is_over_is_told_to_its_owner_in_the_message_of_the_day(
    case: Case, fenna: User, osman: User, at: datetime
) -> None:
    put(case, fenna, at, owner=osman, label="Bel de zus")
    after = at + timedelta(days=8)
    sweep("test", at=after)
    assert not Outbox.objects.filter(sent_at=None, kind="signal").exists()
    told = MessageItem.objects.filter(deadline__term="core.task")
    assert {(item.message.recipient_id, item.message.kind) for item in told} == {(osman.pk, "daily")}
    lines = [line for mail in inbox(osman, after).mails for line in mail.lines]
    assert [(line.label, line.case) for line in lines] == [("Taak “Bel de zus”", case.uuid)] * len(lines)
    assert all("te laat" in line.text for line in lines)


def test_nothing_signals_for_a_task_of_a_closed_case(case: Case, fenna: User, at: datetime) -> None:
    put(case, fenna, at)
    act(case, "withdraw", fenna, at)
    sweep("test", at=at + timedelta(days=8))
    assert not MessageItem.objects.filter(deadline__term="core.task").exists()
    assert labels(fenna, at) == ["Bel mevrouw"]


def test_my_tasks_are_mine_those_i_stand_in_for_and_those_of_nobody(
    case: Case, fenna: User, osman: User, at: datetime
) -> None:
    put(case, fenna, at, label="van fenna")
    put(case, fenna, at, label="van de behandelaar", owner=None)
    assert labels(fenna, at) == ["van fenna", "van de behandelaar"]
    assert labels(osman, at) == []
    fenna.stand_in = osman
    fenna.save()
    assert labels(osman, at) == ["van fenna", "van de behandelaar"]
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    fenna.stand_in = stranger  # who may not see the case gets nothing of it
    fenna.save()
    assert labels(stranger, at) == []


@pytest.mark.parametrize("how", ["inactive", "other team"])
def test_a_task_of_who_left_stands_with_the_team(how: str, case: Case, fenna: User, osman: User, at: datetime) -> None:
    put(case, fenna, at, owner=osman)
    assert labels(fenna, at) == []
    if how == "inactive":
        User.objects.filter(pk=osman.pk).update(is_active=False)
    else:
        TeamMembership.objects.filter(user=osman).update(ends_on=at.date() - timedelta(days=1))
    (row,) = my_tasks(User.objects.get(pk=fenna.pk), at).rows
    assert (row.label, row.why) == ("Bel mevrouw", "van Osman de Boer")


def test_tasks_come_by_day_and_say_what_is_late(case: Case, fenna: User, at: datetime) -> None:
    for label, day in (("ooit", None), ("later", DAY), ("te laat", at.date() - timedelta(days=1)), ("nu", at.date())):
        put(case, fenna, at, label=label, due_on=day)
    found = my_tasks(fenna, at)
    assert [(row.label, row.late) for row in found.rows] == [
        ("te laat", True), ("nu", False), ("later", False), ("ooit", False)]  # fmt: skip
    assert found.late == 1


@pytest.mark.parametrize("tasks", [1, 30])
def test_my_tasks_take_one_statement(
    tasks: int, case: Case, fenna: User, at: datetime, django_assert_num_queries: Any
) -> None:
    for number in range(tasks):
        put(case, fenna, at, label=f"Taak {number}")
    fresh = User.objects.get(pk=fenna.pk)
    with django_assert_num_queries(2):  # with who the reader is, which a page asks once
        assert len(my_tasks(fresh, at).rows) == tasks
