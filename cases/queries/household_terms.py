"""What has to happen when in one household: the open terms that the reader may see, in the order of time left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from cases.contract import Law, Nature, Term, laws
from cases.models import Case, Deadline, Household, Person, User
from cases.queries.clocks import clock_of, up_to_date
from cases.queries.terms import calendar, term_of
from cases.reader import reader
from cases.rules.clock import Clock


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
    """Four statements. A term of the household or of a person shows when its law is one of the reader's own."""
    ids = list(cases)
    of_a_case = Q(case__in=ids) | Q(task__case__in=ids) | Q(grant__content_object__in=ids)
    of_the_home = Q(household__in=[home.pk for home in group]) | Q(person__in=list(persons))
    readable = Q(law__in=reader(user).laws) | ~Q(law__in=[law.key for law in laws])
    rows = (
        Deadline.objects.open()
        .filter(of_a_case | (of_the_home & readable))
        .select_related("task", "grant")
        .prefetch_related("suspensions", "extensions")
    )
    days = calendar()
    found = [_term(up_to_date(row, days, at), cases, persons, clock_of(row, days, at), at) for row in rows]
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
