"""The work list asks the database as often for thirty cases as for one."""

from datetime import date, datetime
from typing import Any

import pytest

from cases.models import User
from cases.queries.worklist import Wanted, worklist
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
TEAM = Wanted(which="team")


@pytest.mark.parametrize("cases", [1, 30])
@pytest.mark.parametrize(("rights", "statements"), [((), 9), (("cases.assign",), 10)])
def test_the_list_takes_as_many_statements_for_30_rows_as_for_1(
    cases: int, rights: tuple[str, ...], statements: int, at: datetime, django_assert_num_queries: Any
) -> None:
    user = make_user("fenna", "toylaw.work", *rights, team=make_team())
    for n in range(cases):
        case = make_case(
            None,
            at,
            key="urgent_request" if n % 3 else "request",
            data={"received_on": date(2026, 11, 2), "wish": "Fiets"},
        )
        if n % 2:
            act(case, "ask_more", None, at, until=date(2026, 12, 7))
    fresh = User.objects.get(pk=user.pk)
    with django_assert_num_queries(statements):
        assert len(worklist(fresh, TEAM, at).rows) == cases
