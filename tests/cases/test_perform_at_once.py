"""Several people, or one impatient finger: posts at the same moment, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from cases.actions.transition import Opening, open_case, perform
from cases.contract import CaseError, ConflictError
from cases.models import Case, Deadline, Event, OnceKey
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db(transaction=True)
POSTS = 4


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


def at_once(*calls):
    """Run all calls at one moment; give each result or the CaseError it raised."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=30)
            return call()
        except CaseError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def grant(case, actor, at, once):
    return lambda: perform(case_id=case.pk, key="grant", actor=actor, data={"weeks": 4}, at=at, seen=1, once=once)


def test_four_posts_with_one_key_give_one_event_and_four_times_the_answer(fenna, at):
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})
    once = uuid4()
    answers = at_once(*[grant(case, fenna, at, once)] * POSTS)
    assert [(answer.pk, answer.state, answer.version) for answer in answers] == [(case.pk, "granted", 2)] * POSTS
    assert Event.objects.filter(kind="toylaw.grant").count() == 1
    assert Deadline.objects.filter(case=case, term="toylaw.pay").count() == 1
    assert OnceKey.objects.filter(key=once).count() == 1


def test_four_people_at_once_give_one_event_and_three_conflicts(fenna, at):
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})
    answers = at_once(*(grant(case, fenna, at, uuid4()) for _ in range(POSTS)))
    done = [answer for answer in answers if isinstance(answer, Case)]
    conflicts = [answer for answer in answers if isinstance(answer, ConflictError)]
    assert (len(done), len(conflicts)) == (1, POSTS - 1)
    assert {(conflict.seen, conflict.current) for conflict in conflicts} == {(1, 2)}
    assert Event.objects.filter(kind="toylaw.grant").count() == 1
    assert Case.objects.get().version == 2


def test_opening_at_once_with_one_key_gives_one_case(fenna, at):
    person = make_person()
    where = Opening(household=make_household((person, "other")), person=person, team=make_team())
    once = uuid4()

    def opening():
        return open_case(
            law="toylaw", key="request", opening=where, actor=fenna, at=at, once=once, data={"received_on": at.date()}
        )

    answers = at_once(*[opening] * POSTS)
    assert {answer.pk for answer in answers} == {Case.objects.get().pk}
    assert Event.objects.count() == 1
    assert Deadline.objects.filter(term="toylaw.decide").count() == 1


def test_one_key_for_two_cases_at_once_serves_one(fenna, at):
    """No row is shared here: the key itself makes the second wait, and then refuses it in words."""
    cases = [make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"}) for _ in range(2)]
    once = uuid4()
    answers = at_once(*(grant(case, fenna, at, once) for case in cases))
    assert sorted(type(answer).__name__ for answer in answers) == ["Case", "CaseError"]
    assert Event.objects.filter(kind="toylaw.grant").count() == 1


def test_events_written_at_once_form_one_chain(fenna, at):
    cases = [make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"}) for _ in range(POSTS)]
    at_once(*(grant(case, fenna, at, uuid4()) for case in cases))
    lines = list(Event.objects.order_by("id"))
    assert [line.id for line in lines] == list(range(1, 2 * POSTS + 1))
    assert [line.previous for line in lines] == ["", *(line.hash for line in lines[:-1])]
