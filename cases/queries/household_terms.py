"""What has to happen when in one household: the open terms that the reader may see, in the order of time left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.contract import Law, Nature, Term, laws
from cases.models import Case, Deadline, Household, Person, User
from cases.queries.clocks import clock_of, up_to_date
from cases.queries.terms import calendar, term_of
from cases.reader import reader
from cases.rules.clock import Clock

TERMS = ("deadlines__suspensions", "deadlines__extensions")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdTerm:
    """`case` is where it is met; None for a term of the household or of a person."""

    term: Term
    clock: Clock
    law: Law | None
    case: Case | None
    person: Person | None
    until: date | datetime | None
    due_at: datetime | None
    late: bool

    @property
    def is_norm(self) -> bool:
        return self.term.nature is Nature.NORM

    @property
    def is_window(self) -> bool:
        return self.term.nature is Nature.WINDOW


def terms_of(
    user: User, group: Iterable[Household], persons: Mapping[int, Person], cases: Mapping[int, Case], at: datetime
) -> tuple[HouseholdTerm, ...]:
    """The open terms of these households, persons and cases, which brought theirs along (`TERMS`). A term of the
    household or of a person shows when its law is one of the reader's own.
    """
    readable = reader(user).laws
    parts: list[Any] = [part for case in cases.values() for part in (case, *case.tasks.all(), *case.grants.all())]
    ours: list[Any] = [
        *group,
        *(row.person for home in group for row in home.memberships.all()),
        *(c.person for c in cases.values()),
    ]
    rows = {row.pk: row for part in parts for row in part.deadlines.all()}
    rows |= {row.pk: row for one in ours for row in one.deadlines.all() if row.law in readable or row.law not in laws}
    days = calendar()
    found = [
        _term(up_to_date(row, days, at), cases, persons, clock_of(row, days, at), at)
        for row in rows.values()
        if row.ended_at is None
    ]
    last = max((row.due_at for row in found if row.due_at), default=at)
    return tuple(sorted(found, key=lambda row: (row.due_at is None, row.due_at or last, row.term.key)))


def _term(
    row: Deadline, cases: Mapping[int, Case], persons: Mapping[int, Person], clock: Clock, at: datetime
) -> HouseholdTerm:
    case_id = row.case_id or (row.task and row.task.case_id) or (row.grant and row.grant.content_object_id)
    case = cases.get(case_id) if case_id else None
    return HouseholdTerm(
        term=term_of(row),
        clock=clock,
        law=next((law for law in laws if law.key == row.law), None),
        case=case,
        person=persons.get(row.person_id) if row.person_id else (case.person if case else None),
        until=row.due_at if row.urgent else row.due_on,
        due_at=row.due_at,
        late=row.is_overdue(at),
    )
