"""What a new holiday does to the terms that run: read before it is added, and again while it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from cases.contract import Term, Unit, local_day
from cases.models import Deadline
from cases.queries.recipients import case_of
from cases.queries.terms import facts_of, term_of
from cases.rules.calendar import Calendar
from cases.rules.deadlines import reckon


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One open term that has the day in it. `becomes` is its last day by the new calendar, perhaps the same."""

    deadline: Deadline
    term: Term
    was: date
    becomes: date

    @property
    def moves(self) -> bool:
        return self.was != self.becomes

    @property
    def number(self) -> str:
        """The case's number, for who may not see whose case it is; empty for a term of something else."""
        case = case_of(self.deadline)
        return case.number if case else ""

    def late_at_once(self, at: datetime) -> bool:
        """Whether the term would be late by this day, and is not now: only one that counts back can."""
        return self.becomes < local_day(at) <= self.was


def with_day_in_it(day: date) -> list[int]:
    """The ids of the open terms that run over `day`, in the order in which they are locked.

    A term in hours knows no holidays; one that stands still is reckoned when it runs again.
    """
    forward, back = Q(starts_on__lte=day, due_on__gte=day), Q(due_on__lte=day, starts_on__gte=day)
    rows = Deadline.objects.open().filter(forward | back).exclude(unit=Unit.HOURS)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def touches(deadlines: Iterable[int], calendar: Calendar, at: datetime) -> list[Touch]:
    """How the last days of these terms come out by `calendar`; the number of statements does not grow with them."""
    rows = Deadline.objects.open().filter(pk__in=deadlines).exclude(due_on=None).order_by("pk")
    rows = rows.select_related("case", "task__case", "grant__content_object")
    found = []
    for deadline in rows.prefetch_related("suspensions", "extensions", "alarms"):
        term = term_of(deadline)
        becomes = reckon(facts_of(deadline, term), calendar, local_day(at)).due_on
        assert deadline.due_on is not None
        found.append(Touch(deadline=deadline, term=term, was=deadline.due_on, becomes=becomes or deadline.due_on))
    return found
