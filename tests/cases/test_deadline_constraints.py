"""What must never be true of a term, refused by the database itself."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import IntegrityError, transaction

from cases.models import Deadline, Task
from tests.factories.case import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(at):
    return make_case(None, at)


def a_deadline(at, **changes):
    fields = {
        "law": "toylaw", "term": "toylaw.x", "term_valid_from": date(2020, 1, 1), "starts_on": at.date(),
        "started_at": at, "amount": 1, "unit": "days", "due_on": at.date(), "due_at": at + timedelta(days=1),
    } | changes  # fmt: skip
    return Deadline(**fields)


def refused_by(deadline):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        deadline.save()
    return refused.value.__cause__.diag.constraint_name


def test_term_belongs_to_exactly_one_subject(case, at):
    task = Task.objects.create(case=case, label="Bel terug")
    subjects = {"case": case, "household": case.household, "person": case.person, "task": task}
    assert refused_by(a_deadline(at)) == "deadline_one_subject"
    for one, other in combinations(subjects, 2):
        both = {one: subjects[one], other: subjects[other]}
        assert refused_by(a_deadline(at, **both)) == "deadline_one_subject"
    for name, subject in subjects.items():
        a_deadline(at, **{name: subject}).save()


def test_a_term_runs_once_at_a_time_for_a_subject(case, at):
    first = a_deadline(at, case=case)
    first.save()
    assert refused_by(a_deadline(at, case=case)) == "one_open_case_term"
    a_deadline(at, case=case, term="toylaw.y").save()
    a_deadline(at, household=case.household).save()
    first.ended_at, first.outcome = at, "met"
    first.save()
    a_deadline(at, case=case).save()


@pytest.mark.parametrize(("changes", "name"), [
    ({"suspended": True}, "deadline_suspended_has_no_end"),
    ({"due_at": None}, "deadline_suspended_has_no_end"),
    ({"outcome": "met"}, "deadline_outcome_when_ended"),
    ({"ended_at": "at"}, "deadline_outcome_when_ended"),
    ({"ended_at": "at", "outcome": "gone"}, "deadline_outcome_when_ended"),
])  # fmt: skip
def test_end_outcome_and_suspension_agree(case, at, changes, name):
    changes = {key: at if value == "at" else value for key, value in changes.items()}
    assert refused_by(a_deadline(at, case=case, **changes)) == name


def test_a_term_stands_still_once_at_a_time_and_runs_again_later(case, at):
    deadline = Deadline.objects.get(case=case, term="toylaw.decide")
    deadline.suspensions.create(invited_on=at.date(), by="ask_more")
    with pytest.raises(IntegrityError, match="one_open_suspension"), transaction.atomic():
        deadline.suspensions.create(invited_on=at.date(), by="ask_more")
    with pytest.raises(IntegrityError, match="suspension_order"), transaction.atomic():
        deadline.suspensions.update(completed_on=at.date())
