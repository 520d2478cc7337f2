"""Give each group of a BRP file its household; who has a fitting one keeps it, with whatever a colleague changed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import F

from cases import events
from cases.actions.household import next_numbers
from cases.models import Household, Membership, Person, User
from cases.rules.brp import Plan
from cases.rules.kinship import Group

from .persons import Written
from .store import BATCH, Progress, Report, batches, store

Place = tuple[Person, str]  # a person and their role
Join = tuple[Household, list[Place]]


def place(
    plan: Plan,
    persons: Written,
    *,
    on: date,
    report: Report,
    progress: Progress,
    actor: User | None,
    at: datetime,
) -> None:
    """Form the households that are missing and let newcomers join those that exist; one event for each."""
    lives = _where_they_live(persons)
    new: list[tuple[int, Join]] = []
    joins: list[tuple[int, Join]] = []
    for group in plan.groups:
        places = [(persons.by_bsn[m.person.bsn], m.role) for m in group.members if m.person.bsn in persons.by_bsn]
        homes = {person.pk: _settled(lives.get(person.pk, ()), group.address) for person, _ in places}
        newcomers = [(person, role) for person, role in places if homes[person.pk] is None]
        if not newcomers:
            continue
        row = group.members[0].person.row
        if household := _most_common([home for home in homes.values() if home]):
            joins.append((row, (household, newcomers)))
        else:
            new.append((row, (_household(group), newcomers)))
    refused: set[int] = set()
    for start, batch in enumerate(batches(new)):
        for number, (_, (household, _)) in zip(next_numbers(len(batch), on.year), batch, strict=True):
            household.number = number
        problems = store(batch, lambda part: _form(part, lives, on))
        report.problems += problems
        refused |= {row for problem in problems for row in problem.rows}
        progress("huishoudens", min((start + 1) * BATCH, len(new)), len(new))
    for batch in batches(joins):
        problems = store(batch, lambda part: _join(part, lives, on))
        report.problems += problems
        refused |= {row for problem in problems for row in problem.rows}
    for kind, work in (("cases.household_formed", new), ("cases.household_joined", joins)):
        for row, (household, places) in work:
            if row not in refused:
                payload = {"persons": sorted(person.pk for person, _ in places), "on": on}
                events.record(kind=kind, subject=household, actor=actor, at=at, payload=payload, via="command")
    report.households_new = sum(row not in refused for row, _ in new)
    report.households_changed = sum(row not in refused for row, _ in joins)


def _where_they_live(persons: Written) -> dict[int, list[Membership]]:
    """Return the open memberships of everyone in the file, by person."""
    lives: dict[int, list[Membership]] = {}
    ids = [person.pk for person in persons.by_bsn.values()]
    for batch in batches(ids, 1000):
        for membership in Membership.objects.open().filter(person__in=batch).select_related("household"):
            lives.setdefault(membership.person_id, []).append(membership)
    return lives


def _settled(memberships: Sequence[Membership], address: str) -> Household | None:
    """Return the household in which a person may stay: at this BRP address, or one that a colleague gave an address."""
    for membership in memberships:
        home = membership.household
        if home.brp_address == address or (not home.brp_address and (home.street or home.postcode)):
            return home
    return None


def _most_common(homes: Sequence[Household]) -> Household | None:
    """Return the household where most of the group already are; the oldest of equals."""
    counts = Counter(home.pk for home in homes)
    return max(homes, key=lambda home: (counts[home.pk], -home.pk), default=None)


def _household(group: Group) -> Household:
    household = Household(municipality=group.members[0].person.municipality, brp_address=group.address)
    household.set_name(group.label)
    return household


def _form(parts: list[Join], lives: dict[int, list[Membership]], on: date) -> None:
    Household.objects.bulk_create([household for household, _ in parts])
    _move(parts, lives, on)


def _join(parts: list[Join], lives: dict[int, list[Membership]], on: date) -> None:
    Household.objects.filter(pk__in=[household.pk for household, _ in parts]).update(version=F("version") + 1)
    _move(parts, lives, on)


def _move(parts: list[Join], lives: dict[int, list[Membership]], on: date) -> None:
    """End where they lived the day before, and begin here."""
    left = [membership for _, places in parts for person, _ in places for membership in lives.get(person.pk, ())]
    for membership in left:
        membership.ends_on = max(membership.starts_on, on - timedelta(days=1))
    Membership.objects.bulk_update(left, ["ends_on"])
    Membership.objects.bulk_create(
        Membership(household=household, person=person, role=role, starts_on=on)
        for household, places in parts
        for person, role in places
    )
