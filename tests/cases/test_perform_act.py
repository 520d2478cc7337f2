"""Acts of a law on something else than a case: a household with a term that repeats, a person, a task, a grant."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission

from cases.actions.transition import perform_act
from cases.contract import CaseError, ConflictError, ContractError, InvalidError, NoAccessError
from cases.models import CaseGrant, Deadline, Event, Household, Task
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.visit", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at)


def do(key, subject, actor, at, *, seen=None, once=None, **data):
    return perform_act(key=key, subject_id=subject.pk, actor=actor, data=data, at=at, seen=seen, once=once or uuid4())


def visits(household):
    found = Deadline.objects.filter(household=household, term="toylaw.next_visit").order_by("pk")
    return [(str(d.starts_on), str(d.due_on), d.outcome) for d in found]


def test_each_visit_meets_the_running_term_and_starts_the_next(fenna, case, at):
    household = case.household
    do("toylaw.visit", household, fenna, at, visited_on=date(2026, 11, 23))
    assert visits(household) == [("2026-11-23", "2027-02-23", "")]
    do("toylaw.visit", household, fenna, at + timedelta(days=90), visited_on=date(2027, 2, 20))
    assert visits(household) == [("2026-11-23", "2027-02-23", "met"), ("2027-02-20", "2027-05-20", "")]
    assert str(Deadline.objects.get(outcome="met").ended_on) == "2027-02-20"


def test_visit_leaves_an_event_of_its_law_on_the_household(fenna, case, at):
    household = do("toylaw.visit", case.household, fenna, at, visited_on=date(2026, 11, 23), report="Geheim")
    assert household.version == 2
    event = Event.objects.get(kind="toylaw.visit")
    assert (event.law, event.subject_kind, event.subject_id) == ("toylaw", "household", household.pk)
    assert event.payload == {"visited_on": "2026-11-23"}


@pytest.mark.parametrize(("kind", "key", "due_on"), [
    ("person", "check_person", "2027-11-24"),
    ("task", "chase_task", "2026-11-30"),  # five days end on Sunday
    ("grant", "review_grant", "2026-12-01"),
])  # fmt: skip
def test_act_starts_the_term_of_its_subject(fenna, case, at, kind, key, due_on):
    subjects = {
        "person": case.person,
        "task": Task.objects.create(case=case, label="Bel terug"),
        "grant": CaseGrant.objects.create(
            content_object=case,
            user=fenna,
            permission=Permission.objects.get(codename="toylaw.work"),
            valid_from=at,
            valid_until=at + timedelta(days=1),
            reason="waarneming",
            granted_by=fenna,
        ),
    }
    do(f"toylaw.{key}", subjects[kind], fenna, at)
    found = Deadline.objects.exclude(**{kind: None}).get()
    assert (found.subject, str(found.due_on)) == (subjects[kind], due_on)
    event = Event.objects.get(kind=f"toylaw.{key}")
    assert (event.law, event.subject_kind, event.subject_id) == ("toylaw", kind, subjects[kind].pk)


def test_second_post_gets_the_first_answer(fenna, case, at):
    once = uuid4()
    for _ in range(2):
        household = do("toylaw.visit", case.household, fenna, at, once=once, seen=1, visited_on=date(2026, 11, 23))
    assert household.version == 2
    assert len(visits(household)) == 1


def test_what_is_refused_changes_nothing(fenna, case, at):
    elsewhere = make_user("elders", "toylaw.work", "toylaw.visit", team=make_team("west", "Wijkteam West"))
    without = make_user("zonder", "toylaw.work", team=make_team())
    household, good = case.household, {"visited_on": date(2026, 11, 23)}
    for error, call in (
        (NoAccessError, lambda: do("toylaw.visit", household, elsewhere, at, **good)),
        (NoAccessError, lambda: do("toylaw.visit", household, without, at, **good)),
        (NoAccessError, lambda: do("toylaw.visit", Household(pk=0), fenna, at, **good)),
        (ConflictError, lambda: do("toylaw.visit", household, fenna, at, seen=9, **good)),
        (InvalidError, lambda: do("toylaw.visit", household, fenna, at, visited_on="gisteren")),
        (CaseError, lambda: do("toylaw.visit", household, fenna, at, visited_on=date(1900, 1, 1))),
        (ContractError, lambda: do("toylaw.fly", household, fenna, at, **good)),
    ):
        with pytest.raises(error):
            call()
    household.refresh_from_db()
    assert household.version == 1
    assert not Event.objects.filter(kind="toylaw.visit").exists()
    assert not Deadline.objects.exclude(household=None).exists()
