"""Take in a melding: find or register the person, find or form the household, open a case under each law that the
conversation is about. All or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from cases import access
from cases.actions.household import add_address, form_household, look_after
from cases.actions.once import answer_to, hold
from cases.actions.person import register_person
from cases.actions.transition import Data, Opening, open_case
from cases.contract import CaseError, local_day
from cases.models import Case, Household, Membership, Person, Team, User
from cases.queries.persons import households_on
from cases.rules.address import Address
from cases.rules.names import Name
from cases.rules.partial_date import PartialDate

NO_ADDRESS = Address()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody whom nobody knew yet; the BSN may follow later."""

    name: Name
    birth: PartialDate
    sex: str = ""
    bsn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One law that a conversation is about: its opening step, and the team that takes it up."""

    law: str
    key: str
    team: Team


def take_in(
    *,
    law: str,
    key: str,
    person: Person | NewPerson,
    own_household: bool,
    address: Address = NO_ADDRESS,
    team: Team,
    data: Data,
    actor: User,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Case:
    """Open one case and return it, as `take_in_together()` does."""
    (case,) = take_in_together(
        doors=[Door(law=law, key=key, team=team)], person=person, own_household=own_household, address=address,
        data=data, actor=actor, at=at, once=once, via=via,
    )  # fmt: skip
    return case


@transaction.atomic
def take_in_together(
    *,
    doors: Sequence[Door],
    person: Person | NewPerson,
    own_household: bool,
    address: Address = NO_ADDRESS,
    data: Data,
    actor: User,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> tuple[Case, ...]:
    """Open a case through each door for a known or new person, out of one conversation; returns them in that order.

    `data` is what was typed, once: each law's form takes what it asks. `own_household` puts the person in a household
    of their own; otherwise it is the one where they live now, if there is one. `address` is for a household of which
    none is known. The same `once` key gives the cases it opened before. Raises CaseError; then nothing was written.
    """
    hold(once)
    keys = [once, *(uuid5(once, f"{door.law}.{door.key}") for door in doors[1:])]
    if (done := answer_to(once, actor, f"{doors[0].law}.{doors[0].key}")) is not None:
        rest = (answer_to(one, actor, f"{door.law}.{door.key}") for one, door in zip(keys[1:], doors[1:], strict=True))
        return tuple(Case.objects.get(pk=pk) for pk in (done, *rest) if pk is not None)
    team = doors[0].team
    if isinstance(person, NewPerson):
        person = register_person(
            name=person.name, birth=person.birth, sex=person.sex, bsn=person.bsn or None, actor=actor, at=at, via=via
        )
    else:
        access.require_visible(actor, person)
        if person.deceased:
            raise CaseError("Deze persoon is overleden. Over wie gaat de vraag nu? Kies die persoon.")
    household = None if own_household else home_of(person, at)
    if household is None:
        household = form_household(
            members=((person, Membership.Role.OTHER),),
            municipality=team.municipality_id,
            address=address,
            team=team,
            on=local_day(at),
            actor=actor,
            at=at,
            via=via,
        )
    add_address(household=household, address=address, actor=actor, at=at, via=via)
    look_after(household=household, team=team, actor=actor, at=at, via=via)
    return tuple(
        open_case(
            law=door.law, key=door.key, opening=Opening(household=household, person=person, team=door.team),
            actor=actor, data=data, at=at, once=key, via=via,
        )
        for door, key in zip(doors, keys, strict=True)
    )  # fmt: skip


def home_of(person: Person, at: datetime) -> Household | None:
    """Where the person lives now; for who lives in two households the one they joined last."""
    return households_on([person], local_day(at)).get(person.pk)
