"""The one-time key: a second post is harmless, and a key serves one act."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cases.actions.transition import Opening, open_case, perform
from cases.contract import CaseError, InvalidError
from cases.models import Alarm, Case, Deadline, Event, Letter, OnceKey, Outbox
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db
ROWS = (Case, Deadline, Alarm, Letter, Event, OnceKey, Outbox)


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ROWS}


def step(case, key, actor, at, *, seen=1, once=None, **data):
    return perform(case_id=case.pk, key=key, actor=actor, data=data, at=at, seen=seen, once=once or uuid4())


def test_second_post_with_the_same_key_gets_the_first_answer(fenna, case, at):
    once = uuid4()
    step(case, "grant", fenna, at, once=once, weeks=4)
    before = rows()
    # The version it carries is old by now, and the step no longer follows: still the first answer.
    again = step(case, "grant", fenna, at + timedelta(minutes=1), once=once, weeks=4)
    assert (again.state, again.version) == ("granted", 2)
    assert rows() == before


def test_opening_twice_with_one_key_gives_one_case(fenna, at):
    person = make_person()
    where = Opening(household=make_household((person, "other")), person=person, team=make_team())
    once = uuid4()
    first, second = (
        open_case(
            law="toylaw", key="request", opening=where, actor=fenna, at=at, once=once, data={"received_on": at.date()}
        )
        for _ in range(2)
    )
    assert first.pk == second.pk
    assert (Case.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize("other", ["step", "case", "actor"])
def test_key_of_another_act_is_refused(fenna, case, at, other):
    once = uuid4()
    step(case, "attempt", fenna, at, once=once)
    actor, target, key = fenna, case, "attempt"
    if other == "step":
        key = "contact"
    elif other == "case":
        target = make_case(fenna, at)
    else:
        actor = make_user("karim", "toylaw.work", team=make_team())
    before = rows()
    with pytest.raises(CaseError, match="al voor iets anders gebruikt"):
        step(target, key, actor, at, seen=None, once=once)
    assert rows() == before


def test_refused_act_leaves_its_key_unused(fenna, case, at):
    once = uuid4()
    with pytest.raises(InvalidError):
        step(case, "grant", fenna, at, once=once, weeks="veel")
    assert step(case, "grant", fenna, at, once=once, weeks=4).state == "granted"
