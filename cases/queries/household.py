"""One household with all that its page shows: as many statements for 1 as for 12 members and cases.

The gate and the read line are not here: `access.open_household()` goes first. What the reader may not see is not there:
no row and no count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.contract import Law, Panel, Slot, laws
from cases.models import (
    Case,
    Coordinator,
    FormerAddress,
    Household,
    HouseholdMerger,
    Letter,
    LetterState,
    Membership,
    PersonMerger,
    ReadLog,
    User,
)
from cases.queries.bring import bring
from cases.queries.casefile import Box
from cases.queries.colleagues import Dividing
from cases.queries.coordinators import OF_ONE
from cases.queries.household_members import Family, family_of, memberships_of, one_person
from cases.queries.household_terms import TERMS, HouseholdTerm, terms_of
from cases.queries.household_timeline import Line, actors, deciding_letters, events_of, lines_of
from cases.queries.timeline import Looks, looks, looks_in, names_of
from cases.queries.worklist import by_time_left
from cases.queries.worklist_rows import Row, rows_of
from cases.reader import reader
from cases.rules.calendar import local_day

OF_HOME = (
    "memberships__person__situations",
    "memberships__person__merged_into__linked__double",
    "memberships__person__merged_into__linked__merged_by",
    "memberships__person__linked__double",
    "memberships__person__linked__merged_by",
    "memberships__person__memberships",
    "memberships__person__merged_from__memberships",
    "memberships__person__merged_into__memberships",
    "memberships__person__merged_into__merged_from__memberships",
    *(f"memberships__person__{path}" for path in TERMS),
    *TERMS,
    *OF_ONE,
    "mergers__double",
    "mergers__merged_by",
    "split_off",
)
RELATIONS = (*OF_HOME, *(f"merged_from__{path}" for path in OF_HOME), "former_addresses")
OF_CASES = (
    *TERMS,
    *(f"{part}__{path}" for part in ("person", "tasks", "grants") for path in TERMS),
    "letters",
)


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


def householdfile(
    user: User, household: Household, at: datetime, *, which: str = "alles", to_change: bool = False
) -> HouseholdFile:
    """Read the household for this user; `which` filters the timeline. `to_change` leaves out who looked and the boxes
    of laws, which the pages that change a household do not show.
    """
    today = local_day(at)
    bring([household], *RELATIONS)
    group = [household, *household.merged_from.all()]
    memberships = memberships_of(group)
    cases = list(by_time_left(cases_of(user, household), at).select_related("household", "handler", "person", "team"))
    panels = () if to_change else _panels_for(user, cases)
    bring(cases, *OF_CASES, *(path for _, panel in panels for path in panel.relations))
    by_id = {case.pk: case for case in cases}
    persons = {row.person_id: one_person(row.person) for row in memberships} | {c.person_id: c.person for c in cases}
    running = [case for case in cases if case.closed_at is None]
    rows = {row.uuid: row for row in rows_of(running, at, Dividing(), loaded=True)}
    homes = [home.pk for home in group]
    happened = events_of(user, homes, by_id, which)
    grouped, newest = ([], None) if to_change else _looked(user, homes, list(by_id))
    names = names_of(
        [*actors(happened), *(row["actor_id"] for row in grouped), *(row.actor_id for row in newest or [])]
    )
    return HouseholdFile(
        household=household,
        at=at,
        family=family_of(user, household, memberships, today=today, asking={c.person_id for c in cases}),
        coordinators=tuple(row for home in group for row in home.coordinators.all()),
        cases=tuple(CaseRow(case=case, law=case.law_data, row=rows.get(case.uuid)) for case in cases),
        terms=terms_of(user, group, persons, by_id, at),
        lines=lines_of(happened, by_id, persons, names, which),
        letters=_letters(by_id),
        panels=_boxes(panels, user, cases),
        looks=looks(grouped, newest, names),
        former_addresses=tuple(household.former_addresses.all()),
        linked=tuple(row for home in group for row in home.mergers.all() if row.undone_at is None),
        linked_persons=_linked_persons(memberships),
        related=_related(user, group),
    )


def _linked_persons(memberships: Iterable[Membership]) -> tuple[PersonMerger, ...]:
    """Which persons here were two before, each once; the last one linked first."""
    persons = {one_person(row.person).pk: one_person(row.person) for row in memberships}
    rows = [row for person in persons.values() for row in person.linked.all() if row.undone_at is None]
    return tuple(sorted(rows, key=lambda row: (row.merged_at, row.pk), reverse=True))


def _related(user: User, group: list[Household]) -> tuple[Household, ...]:
    """The households of the reader's own work that these were split from, or off; one statement where there are any."""
    homes = {home.pk for home in group}
    off = {one.pk for home in group for one in home.split_off.all()}
    wanted = (off | {home.split_from_id for home in group if home.split_from_id is not None}) - homes
    return tuple(access.own_households(user).filter(pk__in=wanted)) if wanted else ()


def cases_of(user: User, household: Household) -> QuerySet[Case]:
    """The cases of a household that this reader may see."""
    return access.visible_to(user, Case).filter(household__in=Household.objects.all().group(household))


def _letters(cases: Mapping[int, Case]) -> tuple[HouseholdLetter, ...]:
    found = []
    letters = [letter for case in cases.values() for letter in case.letters.all()]
    for letter in sorted(letters, key=lambda row: (row.drafted_at, row.pk), reverse=True):
        case = cases[letter.case_id]
        law = case.law_data
        decides = letter.kind in deciding_letters(case.procedure_data)
        label = law.letter(letter.kind).label
        found.append(HouseholdLetter(letter=letter, law=law, label=label, decision=decides))
    return tuple(found)


def _panels_for(user: User, cases: list[Case]) -> tuple[tuple[Law, Panel], ...]:
    """Those of the laws of which the reader sees a case here."""
    permissions = reader(user).permissions
    here = {case.law for case in cases}
    wanted = [
        (law, panel)
        for law in laws
        if law.key in here
        for panel in law.panels
        if panel.slot is Slot.HOUSEHOLD and panel.permission in permissions
    ]
    return tuple(sorted(wanted, key=lambda pair: pair[1].order))


def _boxes(panels: tuple[tuple[Law, Panel], ...], user: User, cases: list[Case]) -> tuple[Box, ...]:
    """What each has to show of the cases of its own law."""
    boxes = (
        Box(panel=panel, context=panel.context(tuple(case for case in cases if case.law == law.key), user))
        for law, panel in panels
    )
    return tuple(box for box in boxes if box.context)


def _looked(user: User, homes: list[int], cases: list[int]) -> tuple[list[dict[str, Any]], list[ReadLog] | None]:
    """Who looked at what the reader may see. A colleague of another team on the page itself would tell that they have a
    case here: those lines are for who may read the log (ADR 0006).
    """
    of_home = Q(case_id=None, household_id__in=homes)
    whole_log = "cases.read_log" in reader(user).permissions
    if not whole_log:
        of_home &= Q(ground="team") | Q(actor_id=user.pk, outcome="ok")
    return looks_in(ReadLog.objects.filter(Q(case_id__in=cases) | of_home), whole_log=whole_log)
