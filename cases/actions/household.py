"""Form a household, move in, move out. Each act: one transaction, one event, no names in it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from cases import access, events
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Household, Membership, Person, Team, User
from cases.rules.address import Address, parse_postcode
from cases.rules.kinship import household_label

from .person import PERMISSION

SEQUENCE = "cases_household_number"  # made by a migration; gaps are allowed


def next_numbers(count: int, year: int) -> list[str]:
    """Take `count` new numbers, `H-2026-00417`: for people to say aloud, never a key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [SEQUENCE, count])
        return [f"H-{year}-{value:05d}" for (value,) in cursor.fetchall()]


@transaction.atomic
def form_household(
    *,
    members: Sequence[tuple[Person, str]],
    municipality: str,
    address: Address = Address(),  # noqa: B008 - frozen
    team: Team | None = None,
    label: str = "",
    on: date,
    actor: User | None,
    at: datetime,
    via: str = "page",
) -> Household:
    """Form a household of (person, role) pairs from `on`; without a label it is named after its adults.

    Raises NoAccessError, and CaseError for no members, a person twice, the dead, or an impossible postcode.
    """
    access.require(actor, PERMISSION)
    if not members or len({person.pk for person, _ in members}) != len(members):
        raise CaseError("Kies minstens één persoon voor het huishouden, en iedereen één keer.")
    if any(person.deceased for person, _ in members):
        raise CaseError("Iemand die overleden is, kan niet in een nieuw huishouden. Kies wie er nu woont.")
    household = Household(number=next_numbers(1, on.year)[0], municipality=municipality, team=team)
    _set_address(household, address)
    household.set_name(label or household_label([(person.name, role) for person, role in members]))
    household.save()
    Membership.objects.bulk_create(
        Membership(household=household, person=person, role=role, starts_on=on) for person, role in members
    )
    events.record(
        kind="cases.household_formed",
        subject=household,
        actor=actor,
        at=at,
        payload={"persons": sorted(person.pk for person, _ in members), "on": on},
        via=via,
    )
    return household


@transaction.atomic
def move_in(
    *,
    household: UUID,
    seen: int,
    person: Person,
    role: str,
    on: date,
    actor: User | None,
    at: datetime,
    via: str = "page",
) -> Membership:
    """Let a person belong to this household from `on`. Raises NoAccessError, ConflictError, CaseError."""
    row = locked(household, seen=seen, actor=actor)
    if person.deceased:
        raise CaseError("Deze persoon is overleden en kan niet bij het huishouden komen.")
    try:
        with transaction.atomic():
            membership = Membership.objects.create(household=row, person=person, role=role, starts_on=on)
    except IntegrityError:
        raise CaseError("Deze persoon hoort in die tijd al bij het huishouden.") from None
    _touch(row, kind="cases.person_moved_in", membership=membership, actor=actor, at=at, on=on, via=via)
    return membership


@transaction.atomic
def move_out(
    *, household: UUID, seen: int, person: Person, on: date, actor: User | None, at: datetime, via: str = "page"
) -> Membership:
    """End an open membership; `on` is the last day. Raises NoAccessError, ConflictError, CaseError."""
    row = locked(household, seen=seen, actor=actor)
    membership = Membership.objects.open().filter(household=row, person=person).first()
    if membership is None:
        raise CaseError("Deze persoon hoort niet (meer) bij het huishouden.")
    if on < membership.starts_on:
        raise CaseError("De laatste dag ligt eerder dan de eerste dag in het huishouden. Kijk de datum na.")
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    _touch(row, kind="cases.person_moved_out", membership=membership, actor=actor, at=at, on=on, via=via)
    return membership


def add_address(*, household: Household, address: Address, actor: User | None, at: datetime, via: str = "page") -> None:
    """Fill in an address where we have none: a letter needs one. A known address is never overwritten here.

    Runs in a transaction. Raises CaseError for an impossible postcode.
    """
    if household.address_line or not address.street:
        return
    row = Household.objects.select_for_update().get(pk=household.pk)
    if row.address_line:  # somebody else filled it in meanwhile
        return
    _set_address(row, address)
    row.version += 1
    row.save()
    events.record(kind="cases.household_address_added", subject=row, actor=actor, at=at, via=via)


def look_after(*, household: Household, team: Team, actor: User | None, at: datetime, via: str = "page") -> None:
    """Let `team` look after a household that no team has yet, for instance from the BRP. Runs in a transaction."""
    if not Household.objects.filter(pk=household.pk, team=None).update(team=team, version=F("version") + 1):
        return
    household.refresh_from_db(fields=["team", "version"])
    payload = {"team": team.pk}
    events.record(kind="cases.household_taken_up", subject=household, actor=actor, at=at, payload=payload, via=via)


def _set_address(household: Household, address: Address) -> None:
    try:
        household.postcode = parse_postcode(address.postcode)
    except ValueError as error:
        raise CaseError(str(error)) from None
    household.street, household.house_number = address.street.strip(), address.house_number
    household.house_suffix, household.city = address.house_suffix.strip(), address.city.strip()


def locked(household: UUID, *, seen: int, actor: User | None) -> Household:
    """Lock the row, then ask whether the actor may know and change it, then whether they saw this version."""
    row = Household.objects.select_for_update().filter(uuid=household).first()
    if row is None:
        raise NoAccessError(access.UNKNOWN)
    access.require(actor, PERMISSION)
    access.require_visible(actor, row)
    if row.merged_into_id is not None:
        raise CaseError("Dit huishouden is samengevoegd met een ander. Zoek het huishouden opnieuw op.")
    if row.version != seen:
        raise ConflictError(seen=seen, current=row.version)
    return row


def _touch(
    row: Household, *, kind: str, membership: Membership, actor: User | None, at: datetime, on: date, via: str
) -> None:
    row.version += 1
    row.save(update_fields=["version"])
    payload = {"person": membership.person_id, "role": membership.role, "on": on}
    events.record(kind=kind, subject=row, actor=actor, at=at, payload=payload, via=via)
