"""What a new holiday or a new rule of the municipality does to the terms that run, before it is added and while."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from cases.contract import Length, LocalLength, Term, Unit, laws, local_day
from cases.models import Deadline, LocalRule
from cases.models.deadline import windows
from cases.queries.lengths import length_by
from cases.queries.recipients import case_of
from cases.queries.terms import facts_of, term_of
from cases.rules.calendar import AMSTERDAM, Calendar
from cases.rules.deadlines import reckon


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One open term that is touched. `becomes` is its last day after the change, perhaps the same.

    For a term in hours both are Amsterdam moments; `was` is None for one that stands still.
    """

    deadline: Deadline
    term: Term
    was: date | datetime | None
    becomes: date | datetime | None
    length: Length | None = None  # the new one, where it is that which changes

    @property
    def moves(self) -> bool:
        return self.was != self.becomes

    @property
    def number(self) -> str:
        """The case's number, for who may not see whose case it is; empty for a term of something else."""
        case = case_of(self.deadline)
        return case.number if case else ""

    def late_at_once(self, at: datetime) -> bool:
        """Whether the term would be late by this change, and is not now."""
        if self.was is None or self.becomes is None or self.deadline.term in windows():
            return False
        if isinstance(self.was, datetime) and isinstance(self.becomes, datetime):
            return self.becomes <= at < self.was
        return local_day(self.becomes) < local_day(at) <= local_day(self.was)


def with_day_in_it(day: date) -> list[int]:
    """The ids of the open terms that run over `day`, in the order in which they are locked.

    A term in hours knows no holidays; one that stands still is reckoned when it runs again.
    """
    forward, back = Q(starts_on__lte=day, due_on__gte=day), Q(due_on__lte=day, starts_on__gte=day)
    rows = Deadline.objects.open().filter(forward | back).exclude(unit=Unit.HOURS)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def of_rule(rule: LocalRule) -> list[int]:
    """The ids of the open terms that `rule` would govern, in the order in which they are locked.

    A running clock keeps the rule under which it began, so only those that began on its first day or later, in its
    own municipality, with no newer rule between.
    """
    newer = LocalRule.objects.filter(
        municipality=rule.municipality, rule=rule.rule, valid_from__gt=rule.valid_from
    ).order_by("valid_from")
    until = newer.values_list("valid_from", flat=True).first()
    rows = Deadline.objects.open().filter(_works_in(rule.municipality_id), starts_on__gte=rule.valid_from)
    rows = rows.filter(term__in={term.key for term in terms_with(rule.rule)})
    if until is not None:
        rows = rows.filter(starts_on__lt=until)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def terms_with(rule: str) -> tuple[Term, ...]:
    """The terms whose length is this rule of the municipality."""
    return tuple(t for t in laws.terms() if isinstance(t.length, LocalLength) and t.length.rule == rule)


def lengthened(deadlines: Iterable[int], rule: LocalRule, calendar: Calendar, at: datetime) -> list[Touch]:
    """How these terms come out with the length of `rule`; the number of statements does not grow with them."""
    found = []
    for deadline in _rows(deadlines):
        term = term_of(deadline)
        if not isinstance(term.length, LocalLength):
            continue
        length = length_by(term.length, rule, deadline.starts_on)
        new = reckon(replace(facts_of(deadline, term), length=length), calendar, local_day(at))
        was = None if deadline.suspended else _end(deadline.due_on, deadline.due_at, deadline.unit)
        becomes = _end(new.due_on, new.due_at, length.unit)
        found.append(Touch(deadline=deadline, term=term, was=was, becomes=becomes, length=length))
    return found


def _end(due_on: date | None, due_at: datetime | None, unit: str) -> date | datetime | None:
    return due_at.astimezone(AMSTERDAM) if due_at and unit == Unit.HOURS else due_on


def _works_in(municipality: str) -> Q:
    """The terms that this municipality works on, as `lengths.municipality_of` says of one."""
    cases = ("case", "task__case", "grant__content_object")
    found = Q(household__team__municipality=municipality) | Q(
        household__team=None, household__municipality=municipality
    )
    for path in cases:
        found |= Q(**{f"{path}__team__municipality": municipality})
    return found


def _rows(deadlines: Iterable[int]) -> QuerySet[Deadline]:
    rows = Deadline.objects.open().filter(pk__in=deadlines).order_by("pk")
    rows = rows.select_related("case", "task__case", "grant__content_object")
    return rows.prefetch_related("suspensions", "extensions", "alarms")


def touches(deadlines: Iterable[int], calendar: Calendar, at: datetime) -> list[Touch]:
    """How the last days of these terms come out by `calendar`; the number of statements does not grow with them."""
    found = []
    for deadline in _rows(deadlines).exclude(due_on=None):
        term = term_of(deadline)
        becomes = reckon(facts_of(deadline, term), calendar, local_day(at)).due_on
        assert deadline.due_on is not None
        found.append(Touch(deadline=deadline, term=term, was=deadline.due_on, becomes=becomes or deadline.due_on))
    return found
