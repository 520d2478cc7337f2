"""The work list of a colleague: which cases, in which order, and what a list counts.

The order of a case comes from its deciding term: an urgent one; else one that presses, such as the two weeks after an
ingebrekestelling; else what runs and we can be late for, by the time left, but never a late norm before a late term of
the law; else what stands still; else a window of somebody else. The number of statements does not grow with the rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case as Choice
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Extract

from cases.access import visible_to
from cases.contract import PHASE_LABELS, Nature, Phase, laws, local_day
from cases.models import Case, Deadline, Suspension, Team, User
from cases.models.deadline import keys_of, pressing, windows
from cases.queries.colleagues import Dividing, dividing
from cases.queries.worklist_groups import Group, grouped
from cases.queries.worklist_rows import Row, own_words, rows_of
from cases.reader import reader

STEP, MOST = 50, 500  # rows shown at first and with each "meer"; a longer list asks for a filter
URGENT, PRESSES, RUNS, STILL, WINDOW = range(5)  # the lane of a term: which of a case decides
FIRST, PRESSING, MIDDLE, NO_TERM, LAST = range(5)  # the place of a case by its deciding term
PLACES = {URGENT: FIRST, PRESSES: PRESSING, STILL: LAST}  # of a lane; the others come in between
PHASES = tuple(phase for phase in PHASE_LABELS if phase is not Phase.CLOSED)
DIVIDED = ("team", "vrij")  # the lists in which work is divided
GROUPINGS = {"tijd": "Tijd die rest", "wet": "Wet", "fase": "Fase"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which list, filtered and grouped how, and how many rows of it."""

    which: str = "mij"  # mij, team, vrij, mee
    team: str = ""  # key of one of my teams
    law: str = ""
    phase: str = ""
    group: str = "tijd"
    shown: int = STEP

    @property
    def filtered(self) -> bool:
        return bool(self.law or self.phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One list: "Van mij (14)"."""

    which: str
    label: str
    cases: Q
    team: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """A page of work. `households`, `urgent` and `late` count the whole list, whatever the filter shows of it."""

    wanted: Wanted
    tabs: tuple[Tab, ...]
    current: Tab
    groups: tuple[Group, ...] = ()
    shown: int = 0
    next_number: str = ""  # of the first case that is not shown; "" = all are
    households: int = 0
    urgent: int = 0
    late: int = 0
    laws: tuple[tuple[str, str], ...] = ()  # what the filter offers: key and name
    teams: tuple[Team, ...] = field(default_factory=tuple)

    @property
    def free(self) -> Tab:
        return next(tab for tab in self.tabs if tab.which == "vrij")

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)


def worklist(user: User, wanted: Wanted, at: datetime) -> Worklist:
    """The list that `wanted` asks for, of open cases this user may see."""
    who = reader(user)
    teams = who.own_teams
    visible = visible_to(user, Case).filter(closed_at=None)
    tabs = _counted(_tabs(user, teams), visible)
    current = next((t for t in tabs if (t.which, t.team) == (wanted.which, wanted.team)), None)
    current = current or next((t for t in tabs if t.which == wanted.which), tabs[0])
    in_list = visible.filter(current.cases)
    chosen = in_list
    if wanted.law:
        chosen = chosen.filter(law=wanted.law)
    if wanted.phase:
        chosen = chosen.filter(phase=wanted.phase)
    limit = min(wanted.shown, MOST)
    cases = list(_in_order(chosen, wanted.group, at)[: limit + 1])
    rows = rows_of(cases[:limit], at, dividing(user, teams) if current.which in DIVIDED else Dividing())
    return Worklist(
        wanted=wanted,
        tabs=tuple(tab for tab in tabs if tab.which != "mee" or tab.count or tab is current),
        current=current,
        groups=grouped(rows, wanted.group),
        shown=len(rows),
        next_number=cases[limit].number if len(cases) > limit else "",
        laws=tuple((law.key, law.short_name) for law in laws if law.key in who.laws),
        teams=teams,
        **_figures(in_list, at),
    )


def _tabs(user: User, teams: Iterable[Team]) -> tuple[Tab, ...]:
    mine, of_my_teams = Q(handler=user), Q(team__in=[team.pk for team in teams])
    others = Q(pk__in=reader(user).grants) & ~mine & ~of_my_teams
    return (
        Tab(which="mij", label="Van mij", cases=mine),
        *(Tab(which="team", team=team.key, label=team.name, cases=Q(team=team)) for team in teams),
        Tab(which="vrij", label="Nog niet verdeeld", cases=of_my_teams & Q(handler=None)),
        Tab(which="mee", label="Ik kijk mee", cases=others),
    )


def _counted(tabs: tuple[Tab, ...], visible: QuerySet[Case]) -> tuple[Tab, ...]:
    """Every count in one statement, and each by its own index: together they would look at all that is open."""
    lists = [visible.filter(tab.cases).order_by().annotate(tab=Value(n)).values("tab") for n, tab in enumerate(tabs)]
    first, *others = (cases.annotate(found=Count("pk")).values_list("tab", "found") for cases in lists)
    found = dict(first.union(*others))
    return tuple(replace(tab, count=found.get(n, 0)) for n, tab in enumerate(tabs))


def _figures(in_list: QuerySet[Case], at: datetime) -> dict[str, int]:
    """How many households, urgent cases and late cases; a late urgent case is both."""
    of_case = Deadline.objects.filter(case=OuterRef("pk"))
    return in_list.aggregate(
        households=Count("household", distinct=True),
        urgent=Count("pk", filter=Exists(of_case.open().filter(urgent=True))),
        late=Count("pk", filter=Exists(of_case.overdue(at))),
    )


def _in_order(cases: QuerySet[Case], group: str, at: datetime) -> QuerySet[Case]:
    """Urgent first whatever the grouping, so that no cap ever hides it; then by group, lane and time left."""
    urgent = Deadline.objects.open().filter(case=OuterRef("pk"), urgent=True)
    urgent_first = Choice(When(Exists(urgent), then=Value(0)), default=Value(1)).asc()
    by_group = {
        "wet": [urgent_first, F("law").asc()],
        "fase": [
            urgent_first,
            Choice(*(When(phase=p, then=Value(n)) for n, p in enumerate(PHASES)), default=Value(99)).asc(),
        ],
    }
    return (
        cases.annotate(deciding=_deciding_term(at), said=own_words())
        .select_related("household", "handler")
        .order_by(*by_group.get(group, []), "deciding", "pk")
    )


def by_time_left(cases: QuerySet[Case], at: datetime) -> QuerySet[Case]:
    """These cases in the order of their deciding terms, ready for `rows_of`."""
    return _in_order(cases, "tijd", at)


def _deciding_term(at: datetime) -> Combinable:
    """Of the open term that decides: the place it gives its case, until when (seconds), and its id.

    One array, because each value apart would be a subquery of its own for every case of a long list; PostgreSQL
    compares arrays from left to right.
    """
    terms = (
        Deadline.objects.open()
        .filter(case=OuterRef("pk"))
        .annotate(
            still_until=Subquery(
                Suspension.objects.filter(deadline=OuterRef("pk"), completed_on=None).values("ends_by")[:1]
            )
        )
        .annotate(
            lane=Choice(
                When(urgent=True, then=Value(URGENT)),
                When(term__in=pressing(), then=Value(PRESSES)),
                When(term__in=windows(), then=Value(WINDOW)),
                When(suspended=False, then=Value(RUNS)),
                # The watcher has not seen yet that this one ran out: it counts as running, so it stands on top.
                When(still_until__lt=local_day(at), then=Value(RUNS)),
                default=Value(STILL),
                output_field=IntegerField(),
            ),
            broken=Choice(When(~Q(term__in=keys_of(Nature.NORM)), due_at__lte=at, then=Value(0)), default=Value(1)),
            moment=Coalesce("due_at", Cast("still_until", DateTimeField())),
        )
        .annotate(place=Choice(*(When(lane=n, then=Value(PLACES[n])) for n in PLACES), default=Value(MIDDLE)))
        .annotate(until=Coalesce(Extract("moment", "epoch"), Value(inf)))
        .order_by("lane", "broken", "until", "pk")
    )
    found = Subquery(terms.annotate(numbers=_numbers("place", "until", "pk")).values("numbers")[:1])
    return Coalesce(found, _numbers(Value(NO_TERM), Value(inf), Value(0)))


def _numbers(*parts: str | Value) -> Func:
    each = (Cast(part, FloatField()) for part in parts)
    return Func(
        *each, function="ARRAY", template="%(function)s[%(expressions)s]", output_field=ArrayField(FloatField())
    )
