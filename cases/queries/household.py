"""One household with all that its page shows: as many statements for 1 as for 12 members and cases.

The gate and the read line are not here: `access.open_household()` goes first. What the reader may not see is not there:
no row and no count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from cases import access
from cases.contract import Law, Slot, laws
from cases.models import (
    Case,
    Coordinator,
    FormerAddress,
    Household,
    HouseholdMerger,
    Letter,
    LetterState,
    PersonMerger,
    ReadLog,
    User,
)
from cases.queries.casefile import Box
from cases.queries.colleagues import Dividing
from cases.queries.household_members import Family, family_of, memberships_of, one_person
from cases.queries.household_terms import HouseholdTerm, terms_of
from cases.queries.household_timeline import Line, deciding_letters, lines_of
from cases.queries.timeline import Looks, looks, looks_in, names_of
from cases.queries.worklist import by_time_left
from cases.queries.worklist_rows import Row, rows_of
from cases.reader import reader
from cases.rules.calendar import local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case with its deciding term; `row` is empty once it is closed."""

    case: Case
    law: Law
    row: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLetter:
    letter: Letter
    law: Law
    label: str
    decision: bool

    @property
    def sent(self) -> bool:
        return self.letter.state == LetterState.SENT

    @property
    def withdrawn(self) -> bool:
        return self.letter.state == LetterState.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFile:
    """All of one household for one reader at one moment."""

    household: Household
    at: datetime
    family: Family
    coordinators: tuple[Coordinator, ...]  # the newest first
    cases: tuple[CaseRow, ...]
    terms: tuple[HouseholdTerm, ...]
    lines: tuple[Line, ...]
    letters: tuple[HouseholdLetter, ...]
    panels: tuple[Box, ...]
    looks: Looks
    former_addresses: tuple[FormerAddress, ...]
    linked: tuple[HouseholdMerger, ...]
    linked_persons: tuple[PersonMerger, ...]
    related: tuple[Household, ...]  # it was split from, or off

    @property
    def today(self) -> date:
        return local_day(self.at)

    @property
    def coordinator(self) -> Coordinator | None:
        return next((row for row in self.coordinators if row.ends_at is None), None)

    @property
    def first(self) -> HouseholdTerm | None:
        """The term that is over first and that somebody here has to meet."""
        return next((row for row in self.terms if row.due_at and not row.is_window), None)

    @property
    def urgent(self) -> tuple[CaseRow, ...]:
        """The cases with an urgent term that runs."""
        return tuple(row for row in self.cases if row.row and row.row.marks)


def householdfile(user: User, household: Household, at: datetime, *, which: str = "alles") -> HouseholdFile:
    """Read the household for this user; `which` filters the timeline."""
    today = local_day(at)
    group = list(Household.objects.all().group(household))
    memberships = memberships_of(group)
    cases = list(by_time_left(cases_of(user, household), at).select_related("household", "handler", "person", "team"))
    by_id = {case.pk: case for case in cases}
    persons = {row.person_id: one_person(row.person) for row in memberships} | {c.person_id: c.person for c in cases}
    rows = {row.uuid: row for row in rows_of([case for case in cases if case.closed_at is None], at, Dividing())}
    homes = [home.pk for home in group]
    return HouseholdFile(
        household=household,
        at=at,
        family=family_of(user, household, memberships, today=today, asking={c.person_id for c in cases}),
        coordinators=tuple(Coordinator.objects.filter(household__in=homes).select_related("user", "stand_in")),
        cases=tuple(CaseRow(case=case, law=case.law_data, row=rows.get(case.uuid)) for case in cases),
        terms=terms_of(user, group, persons, by_id, at),
        lines=lines_of(user, group, by_id, persons, which),
        letters=_letters(by_id),
        panels=_panels(user, household, cases),
        looks=_looks(user, homes, list(by_id)),
        former_addresses=tuple(FormerAddress.objects.filter(household=household)),
        linked=tuple(
            HouseholdMerger.objects.filter(double__in=homes, undone_at=None).select_related("double", "merged_by")
        ),
        linked_persons=tuple(
            PersonMerger.objects.filter(kept__in={one_person(row.person).pk for row in memberships}, undone_at=None)
            .select_related("double", "kept", "merged_by")
        ),
        related=tuple(
            access.own_households(user)
            .filter(Q(split_from__in=homes) | Q(pk__in=[home.split_from_id for home in group if home.split_from_id]))
            .exclude(pk__in=homes)
        ),
    )  # fmt: skip


def cases_of(user: User, household: Household) -> QuerySet[Case]:
    """The cases of a household that this reader may see: for a law's panel on the household page."""
    return access.visible_to(user, Case).filter(household__in=Household.objects.all().group(household))


def _letters(cases: Mapping[int, Case]) -> tuple[HouseholdLetter, ...]:
    found = []
    for letter in Letter.objects.filter(case__in=list(cases)).order_by("-drafted_at", "-pk"):
        case = cases[letter.case_id]
        letter.case = case
        law = case.law_data
        decides = letter.kind in deciding_letters(case.procedure_data)
        label = law.letter(letter.kind).label
        found.append(HouseholdLetter(letter=letter, law=law, label=label, decision=decides))
    return tuple(found)


def _panels(user: User, household: Household, cases: list[Case]) -> tuple[Box, ...]:
    """Of the laws of which the reader may see a case here; a panel reads its cases through `cases_of`."""
    permissions = reader(user).permissions
    here = {case.law for case in cases}
    wanted = [
        panel
        for law in laws
        if law.key in here
        for panel in law.panels
        if panel.slot is Slot.HOUSEHOLD and panel.permission in permissions
    ]
    boxes = (Box(panel=p, context=p.context(household, user)) for p in sorted(wanted, key=lambda p: p.order))
    return tuple(box for box in boxes if box.context)


def _looks(user: User, homes: list[int], cases: list[int]) -> Looks:
    """Who looked at what the reader may see. A colleague of another team on the page itself would tell that they have a
    case here: those lines are for who may read the log (ADR 0006).
    """
    of_home = Q(case_id=None, household_id__in=homes)
    whole_log = "cases.read_log" in reader(user).permissions
    if not whole_log:
        of_home &= Q(ground="team") | Q(actor_id=user.pk, outcome="ok")
    lines = ReadLog.objects.filter(Q(case_id__in=cases) | of_home)
    grouped, newest = looks_in(lines, whole_log=whole_log)
    names = names_of([row["actor_id"] for row in grouped] + [row.actor_id for row in newest or []])
    return looks(grouped, newest, names)
