"""Part of a household goes on in a new one: memberships end and begin, and cases may move with their person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.actions.household import (
    begin_stay,
    change_share,
    end_stay,
    locked,
    next_numbers,
    open_membership,
    set_address,
)
from cases.actions.once import first_answer, keep
from cases.contract import CaseError, NoAccessError
from cases.models import Case, Household, Membership, Person, User
from cases.rules.address import Address
from cases.rules.calendar import ONE_DAY
from cases.rules.kinship import household_label

KIND = "cases.household_split"
Share = Membership.Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Who goes along. `both`: lives in both homes from then on, and the old one stays the main one."""

    person: Person
    both: bool = False
    arrangement: str = ""


@transaction.atomic
def split_household(
    *,
    household: UUID,
    seen: int,
    leavers: Sequence[Leaver],
    address: Address,
    on: date,
    cases: Collection[UUID] = (),
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Household:
    """Form a household of `leavers` from `on` at `address` and return it; the day before is their last in the old one.

    `cases` name those that go along with their person; every other case stays where it is, its terms run on either
    way. The new household has the same team and no coordinator yet. The same `once` key gives the household it formed.
    Raises NoAccessError, ConflictError, and CaseError when nobody or everybody leaves, a day does not fit, or a case is
    of somebody who stays.
    """
    if (done := first_answer(once, actor, KIND)) is not None:
        return Household.objects.get(pk=done)
    row = locked(household, seen=seen, actor=actor)
    staying = [(open_membership(row, leaver.person), leaver) for leaver in leavers]
    _raise_unless_some_stay(row, [leaver for leaver in leavers if not leaver.both], staying)
    new = Household(number=next_numbers(1, on.year)[0], municipality=row.municipality, team=row.team, split_from=row)
    set_address(new, address)
    new.set_name(household_label([(membership.person.name, membership.role) for membership, _ in staying]))
    new.save()
    for membership, leaver in staying:
        _part(membership, leaver, new, on)
    moved = _move_cases(row, new, leavers, cases, actor=actor, at=at, via=via)
    row.version += 1
    row.save(update_fields=["version"])
    persons = sorted(leaver.person.pk for leaver in leavers)
    payload = {"into": new.pk, "persons": persons, "cases": moved, "on": on}
    events.record(kind=KIND, subject=row, actor=actor, at=at, payload=payload, via=via)
    keep(once, actor, KIND, new, at)
    return new


def _raise_unless_some_stay(
    row: Household, gone: Sequence[Leaver], staying: Sequence[tuple[Membership, Leaver]]
) -> None:
    if not staying or len({membership.person_id for membership, _ in staying}) != len(staying):
        raise CaseError("Kies wie er weggaat, en iedereen één keer.")
    homes = Household.objects.all().group(row)
    left = Membership.objects.open().filter(household__in=homes).exclude(person__in=[one.person for one in gone])
    if not left.exists():
        raise CaseError(
            "Er blijft niemand over. Gaat iedereen mee? Leg dan een verhuizing van het hele huishouden vast."
        )


def _part(membership: Membership, leaver: Leaver, new: Household, on: date) -> None:
    role, person = membership.role, membership.person
    if on <= membership.starts_on:
        raise CaseError(
            "De eerste dag in het nieuwe huishouden ligt niet na de eerste dag in het oude. Kijk de datum na."
        )
    if leaver.both:
        if membership.share not in (Share.MAIN, Share.ALSO):
            change_share(membership, share=Share.MAIN, arrangement=leaver.arrangement, on=on)
        begin_stay(new, person, role=role, share=Share.ALSO, arrangement=leaver.arrangement, on=on)
        return
    end_stay(membership, on - ONE_DAY)
    share = Share.WHOLE if membership.share == Share.ELSEWHERE else membership.share
    begin_stay(new, person, role=role, share=share, arrangement=membership.arrangement, on=on)


def _move_cases(
    row: Household,
    new: Household,
    leavers: Sequence[Leaver],
    wanted: Collection[UUID],
    *,
    actor: User | None,
    at: datetime,
    via: str,
) -> list[int]:
    """Only cases that the actor may see, of who leaves; each gets a line in its own timeline."""
    visible = Case.objects.all() if actor is None else access.visible_to(actor, Case)
    homes = Household.objects.all().group(row)
    found = list(visible.filter(uuid__in=wanted, household__in=homes).select_for_update(of=("self",)).order_by("pk"))
    if len(found) != len(set(wanted)):
        raise NoAccessError(access.UNKNOWN)
    persons = {leaver.person.pk for leaver in leavers}
    for case in found:
        if case.person_id not in persons:
            raise CaseError(f"Zaak {case.number} is van iemand die blijft. Die zaak kan niet mee.")
        case.household = new
        case.version += 1
        case.save(update_fields=["household", "version"])
        payload = {"household": new.pk, "before": row.pk, "version": case.version}
        events.record(kind="cases.case_moved", subject=case, actor=actor, at=at, payload=payload, via=via)
    return [case.pk for case in found]
