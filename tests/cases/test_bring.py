"""`bring` gives in one statement what Django's own prefetching gives in many: the same rows, the same values."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, prefetch_related_objects

from cases.actions.note import add_note
from cases.actions.task import add_task
from cases.models import Case
from cases.queries.bring import bring, tree_of
from cases.queries.casefile import RELATIONS
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
PATHS = (*RELATIONS, "completions", "objection", "handler")


@pytest.fixture
def case(at: datetime) -> Case:
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    case = make_case(None, at, team=make_team(), handler=fenna)
    act(case, "ask_more", None, at, until=date(2026, 12, 7))
    add_note(case=case, kind="call", happened_on=at.date(), text="Gebeld: “komt goed”", author=fenna, at=at)
    add_task(case=case, label="Bel terug", owner=fenna, due_on=at.date(), actor=fenna, at=at)
    return case


def values(row: Model | None, tree: Any) -> Any:
    """What is loaded of a row and of what hangs on it."""
    if row is None:
        return None
    found = {f.attname: vars(row)[f.attname] for f in row._meta.concrete_fields if f.attname in vars(row)}
    for name, below in tree.items():
        there = getattr(row, name, None)
        if hasattr(there, "all"):
            found[name] = [values(one, below) for one in sorted(there.all(), key=lambda one: one.pk)]
        else:
            found[name] = values(there, below)
    return found


def test_one_statement_brings_what_prefetching_brings(case: Case, django_assert_num_queries: Any) -> None:
    mine, django = Case.objects.get(), Case.objects.get()
    with django_assert_num_queries(1):
        bring([mine], *PATHS)
    prefetch_related_objects([django], *(path for path in PATHS if path != "objection"))
    with django_assert_num_queries(0):
        found = values(mine, tree_of(PATHS))
    assert found["deadlines"][0]["suspensions"]
    assert found["notes"][0]["author"]["first_name"] == "Fenna"
    assert found["objection"] is None
    expected = values(django, tree_of(PATHS))
    for key in ("bsn_cipher",):  # bytes stay behind
        expected["person"].pop(key)
        assert key not in found["person"]
    for letter in expected["letters"]:  # and JSON
        letter.pop("texts")
        letter.pop("content")
    assert found == expected


def test_list_that_was_brought_can_still_be_narrowed(case: Case, at: datetime) -> None:
    other = make_case(None, at)
    bring([case], "deadlines")
    assert {row.case_id for row in case.deadlines.filter(ended_at=None)} == {case.pk}
    assert other.deadlines.exists()


def test_what_is_there_is_not_asked_again(case: Case, django_assert_num_queries: Any) -> None:
    fresh = Case.objects.select_related("person").get()
    person = fresh.person
    bring([fresh], "person__situations", "tasks__owner")
    assert fresh.person is person
    with django_assert_num_queries(0):
        bring([fresh], "tasks", "person__situations")
        bring([], "tasks")
    with django_assert_num_queries(1):
        bring([fresh], "tasks__done_by", "deadlines")


@pytest.mark.parametrize("path", ["nothing", "tasks__nothing"])
def test_relation_that_does_not_exist_is_said(case: Case, path: str) -> None:
    with pytest.raises(FieldDoesNotExist):
        bring([case], path)
