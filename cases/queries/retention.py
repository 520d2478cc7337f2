"""Until when a closed case is kept, and which cases may be destroyed. Shown only: nothing here destroys anything.

Per case, which is one law's part of a household: never the household at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.contract import CountsFrom, Law, LegalBasis, Phase, Retention, laws
from cases.models import Case, Deadline, Event
from cases.queries.terms import confirmed_references
from cases.rules.calendar import SHIPPED, end_of_day, local_day, plus
from cases.rules.length import Length

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How long one closed case is kept. `waits`: something of it still runs, so it is not destroyed on that day."""

    case: Case
    retention: Retention
    basis: LegalBasis  # as sure as the lawyer's word makes it
    since: date
    waits: bool

    @property
    def until(self) -> date:
        return self.retention.until(self.since)


def kept_as(case: Case) -> str:
    """The key of the retention of a case that is at its end: what the end says, its procedure, or its law."""
    named = case.state_data.kept_as
    found = named(case) if callable(named) else named
    return found or case.procedure_data.kept_as or case.law_data.retentions[0].key


def retention_of(case: Case) -> Retention:
    """The text that was in force when the case closed."""
    assert case.closed_at is not None
    law = case.law_data
    return law.retention(case.kept_as or law.retentions[0].key, local_day(case.closed_at))


def kept(case: Case, events: Iterable[Event]) -> Kept | None:
    """Until when this case is kept; None while it is open. `events` are its newest; its relations were brought."""
    if case.phase != Phase.CLOSED or case.closed_at is None:
        return None
    retention = retention_of(case)
    acts = (row.at for row in events if row.actor_id is not None)
    last = max(acts, default=case.closed_at) if retention.counts_from is CountsFrom.LAST_CHANGE else case.closed_at
    return Kept(
        case=case,
        retention=retention,
        basis=confirmed_references().on(retention.reference, retention.basis),
        since=local_day(max(last, case.closed_at)),
        waits=any(row.ended_at is None for row in case.deadlines.all())
        or any(row.phase != Phase.CLOSED for row in case.followed_by.all()),
    )


def destroyable(today: date) -> tuple[Kept, ...]:
    """The closed cases whose period is over, whatever their law; who closed longest ago first. Three statements.

    What still runs, or led to a case that is open, stays out. A change after the closing counts where the law says so.
    """
    found = list(_over(today).order_by("closed_at", "pk")[:SHOWN])
    changed = _last_acts([case.pk for case in found])
    word = confirmed_references()
    rows = []
    for case in found:
        retention = retention_of(case)
        assert case.closed_at is not None
        since = local_day(case.closed_at)
        if retention.counts_from is CountsFrom.LAST_CHANGE:
            since = max(since, changed.get(case.pk, since))
        basis = word.on(retention.reference, retention.basis)
        rows.append(Kept(case=case, retention=retention, basis=basis, since=since, waits=False))
    return tuple(row for row in rows if row.until < today)


def _over(today: date) -> QuerySet[Case]:
    """Closed long enough ago for their own period, and nothing that runs or was done since."""
    groups = [group for law in laws for group in _groups(law, today)]
    runs = Deadline.objects.filter(case=OuterRef("pk"), ended_at=None)
    open_after = Case.objects.filter(origin=OuterRef("pk"), closed_at=None)
    return Case.objects.filter(reduce(or_, groups, Q(pk=None)), ~Exists(runs), ~Exists(open_after))


def _groups(law: Law, today: date) -> Iterable[Q]:
    """The cases that were closed under each text of each period, and long enough ago."""
    first = law.retentions[0].key
    for row in law.retentions:
        newest = closed_until(today, row.period)
        texts = sorted((r for r in law.retentions if r.key == row.key), key=lambda r: r.basis.valid_from)
        under = Q(law=law.key, closed_at__lt=end_of_day(newest))
        under &= Q(kept_as__in=[row.key, ""] if row.key == first else [row.key])
        if row is not texts[0]:
            under &= Q(closed_at__gte=end_of_day(row.basis.valid_from - timedelta(days=1)))
        if row is not texts[-1]:
            later = texts[texts.index(row) + 1]
            under &= Q(closed_at__lt=end_of_day(later.basis.valid_from - timedelta(days=1)))
        if row.counts_from is CountsFrom.LAST_CHANGE:
            later_act = Event.objects.filter(case_id=OuterRef("pk"), actor_id__isnull=False, at__gte=end_of_day(newest))
            under &= ~Q(Exists(later_act))
        yield under


def closed_until(today: date, period: Length) -> date:
    """The last day of closing whose period is over today; never too late a day, also in a month that lacks it."""
    return plus(today, period, SHIPPED, -1) - timedelta(days=1)


def _last_acts(cases: list[int]) -> dict[int, date]:
    """The day of the last act of a colleague in each case; one statement."""
    rows = Event.objects.filter(case_id__in=cases, actor_id__isnull=False).order_by("case_id", "-at")
    found = rows.distinct("case_id").values_list("case_id", "at")
    return {pk: local_day(at) for pk, at in found if pk is not None}
