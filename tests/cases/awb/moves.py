"""What the tests of the side roads share: a toy aanvraag that waits, days, and the watcher's round."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cases.actions.watch import act_on_due
from cases.models import Case, Deadline, User
from tests.factories.case import act, make_case, make_team, make_user

FILED = date(2026, 9, 24)  # eight weeks later is Thursday 19 November 2026


def noon(day: str | date) -> datetime:
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(found.year, found.month, found.day, 11, 0, tzinfo=UTC)


def pass_time(until: str) -> None:
    """What the watcher did by the end of this day."""
    act_on_due(at=noon(until) + timedelta(hours=13), limit=100)


def term(case: Case, key: str) -> Deadline | None:
    return Deadline.objects.filter(case=case, term=key).order_by("-pk").first()


def due(case: Case, key: str) -> str:
    """The last day of a term, "stil" while it stands still, "" where it does not run."""
    found = term(case, key)
    if found is None or found.ended_at is not None:
        return ""
    return "stil" if found.due_on is None else str(found.due_on)


class Waiting:
    """A toy aanvraag with a colleague; `do` takes a step on a day."""

    def __init__(self, filed: date = FILED) -> None:
        self.user: User = make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())
        data = {"received_on": filed, "wish": "Een fiets"}
        self.case = make_case(self.user, noon(filed), key="file_claim", data=data, handler=self.user)

    def do(self, key: str, day: str, **data: Any) -> Case:
        self.case = act(self.case, key, self.user, noon(day), **data)
        return self.case


@pytest.fixture
def waiting(db: None) -> Waiting:
    return Waiting()
