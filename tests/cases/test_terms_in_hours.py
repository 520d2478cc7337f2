"""A term in hours starts at a moment and runs through night, weekend and clock changes; a norm is the municipality's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.contract import Length, Unit
from cases.models import Deadline
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.rules import set_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


def term(case, key):
    return Deadline.objects.get(case=case, term=key)


def test_hours_run_on_from_the_moment_over_night_and_weekend(fenna):
    friday_night = datetime(2026, 11, 27, 22, 50, tzinfo=UTC)
    found = term(make_case(fenna, friday_night, key="urgent_request"), "toylaw.urgent")
    assert found.due_at == datetime(2026, 11, 29, 22, 50, tzinfo=UTC)
    assert (found.urgent, str(found.due_on)) == (True, "2026-11-29")
    assert set(found.alarms.values_list("kind", "at")) == {
        ("begun", found.started_at),
        ("nearing", found.due_at - timedelta(hours=6)),
        ("breach", found.due_at),
    }


@pytest.mark.parametrize("start", [datetime(2027, 3, 27, 10, tzinfo=UTC), datetime(2026, 10, 24, 10, tzinfo=UTC)])
def test_hours_are_real_hours_when_the_clock_changes(fenna, start):
    found = term(make_case(fenna, start, key="urgent_request", data={"received_on": start.date()}), "toylaw.urgent")
    assert found.due_at - found.started_at == timedelta(hours=48)


def test_attempts_and_assignment_do_not_stop_the_urgent_clock(fenna, at):
    case = make_case(fenna, at, key="urgent_request")
    act(case, "attempt", fenna, at + timedelta(hours=1))
    assert term(case, "toylaw.urgent").ended_at is None
    act(case, "contact", fenna, at + timedelta(hours=2))
    found = term(case, "toylaw.urgent")
    assert (found.outcome, found.ended_at) == ("met", at + timedelta(hours=2))
    assert not found.alarms.exists()


def test_municipality_sets_its_own_norm_from_a_day(fenna, at):
    for hours, day in ((24, date(2026, 1, 1)), (12, date(2026, 11, 25))):
        set_rule("toylaw.urgent", Length(hours, Unit.HOURS), day, at)
    lengths = {}
    for day in ("2025-12-31", "2026-11-24", "2026-11-25"):
        found = term(
            make_case(fenna, datetime.fromisoformat(f"{day}T09:00:00+00:00"), key="urgent_request"), "toylaw.urgent"
        )
        lengths[day] = (found.due_at - found.started_at) / timedelta(hours=1)
    assert lengths == {"2025-12-31": 48, "2026-11-24": 24, "2026-11-25": 12}
