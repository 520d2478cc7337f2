"""A task on a case: added once, with an event that names no words, and only by and for who may see the case."""

from datetime import date
from uuid import uuid4

import pytest

from cases.actions.task import add_task
from cases.contract import CaseError, NoAccessError
from cases.models import Event, Task
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at)


def test_a_task_is_added_with_one_event_without_its_words(case, fenna, at):
    task = add_task(case=case, label="  Bel mevrouw ", owner=fenna, due_on=DAY, actor=fenna, at=at)
    assert (task.label, task.owner, task.due_on, task.done_at) == ("Bel mevrouw", fenna, DAY, None)
    event = Event.objects.get(kind="cases.add_task")
    assert event.payload == {"task": task.pk, "owner": fenna.pk, "due_on": "2026-12-01"}
    assert (event.case_id, event.actor_id) == (case.pk, fenna.pk)


def test_one_key_adds_one_task(case, fenna, at):
    once = uuid4()
    tasks = [add_task(case=case, label="Bel", owner=None, due_on=None, actor=fenna, at=at, once=once) for _ in range(2)]
    assert tasks[0] == tasks[1]
    assert Task.objects.count() == 1


def test_a_key_of_something_else_adds_no_task(case, fenna, at):
    once = uuid4()
    add_task(case=case, label="Bel", owner=None, due_on=None, actor=fenna, at=at, once=once)
    with pytest.raises(CaseError, match="al voor iets anders"):
        add_task(case=case, label="Bel", owner=None, due_on=None, actor=None, at=at, once=once)


@pytest.mark.parametrize(("label", "says"), [(" \n", "wat er moet gebeuren"), ("x" * 201, "hoogstens 200")])
def test_a_task_says_what_to_do_in_one_line(case, fenna, at, label, says):
    with pytest.raises(CaseError, match=says):
        add_task(case=case, label=label, owner=None, due_on=None, actor=fenna, at=at)
    assert not Task.objects.exists()


def test_an_outsider_adds_no_task_and_gets_none(case, fenna, at):
    outsider = make_user("karim", "toylaw.work", team=make_team("west", "Wijkteam West"))
    with pytest.raises(NoAccessError):
        add_task(case=case, label="Bel", owner=None, due_on=None, actor=outsider, at=at)
    with pytest.raises(CaseError, match="mag de zaak niet zien"):
        add_task(case=case, label="Bel", owner=outsider, due_on=None, actor=fenna, at=at)
    assert not Task.objects.exists()
