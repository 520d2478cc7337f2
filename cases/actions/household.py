"""Form a household, move in, move out, live in two homes. Each act: one transaction, one event, no names in it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from cases import access, events
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Household, Membership, Person, Team, User
from cases.rules.address import Address, parse_postcode
from cases.rules.calendar import ONE_DAY
from cases.rules.kinship import household_label

from .once import first_answer, keep
from .person import PERMISSION

Share = Membership.Share
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
    set_address(household, address)
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
    share: str = Share.WHOLE,
    arrangement: str = "",
    actor: User | None,
    at: datetime,
    once: UUID | None = None,
    via: str = "page",
) -> Membership:
    """Let a person belong to this household from `on`.

    Who lives here and nowhere else leaves every other home the day before; where they belong without living there,
    they stay. A second home turns the first into the main one, and a main home the others into "also".
    The same `once` key gives the membership it made before. Raises NoAccessError, ConflictError, CaseError.
    """
    if once and (done := first_answer(once, actor, "cases.person_moved_in")) is not None:
        return Membership.objects.get(pk=done)
    row = locked(household, seen=seen, actor=actor, mover=person)
    access.require_visible(actor, person)
    if person.deceased:
        raise CaseError("Deze persoon is overleden en kan niet bij het huishouden komen.")
    if person.merged_into_id is not None:
        raise CaseError("Deze persoon is samengevoegd met een ander. Zoek de persoon opnieuw op.")
    for other in Membership.objects.open().filter(person=person).exclude(household=row).select_related("household"):
        _follow(other, share, on=on, actor=actor, at=at, via=via)
    membership = begin_stay(row, person, role=role, share=share, arrangement=arrangement, on=on)
    touch(row, kind="cases.person_moved_in", membership=membership, actor=actor, at=at, on=on, via=via)
    if once:
        keep(once, actor, "cases.person_moved_in", membership, at)
    return membership


@transaction.atomic
def move_out(
    *,
    household: UUID,
    seen: int,
    person: Person,
    on: date,
    actor: User | None,
    at: datetime,
    once: UUID | None = None,
    via: str = "page",
) -> Membership:
    """End an open membership; `on` is the last day. Raises NoAccessError, ConflictError, CaseError."""
    if once and (done := first_answer(once, actor, "cases.person_moved_out")) is not None:
        return Membership.objects.get(pk=done)
    row = locked(household, seen=seen, actor=actor)
    membership = open_membership(row, person)
    end_stay(membership, on)
    touch(row, kind="cases.person_moved_out", membership=membership, actor=actor, at=at, on=on, via=via)
    if once:
        keep(once, actor, "cases.person_moved_out", membership, at)
    return membership


def open_membership(household: Household, person: Person) -> Membership:
    """The membership without a last day, also in a row that was linked to this household. Raises CaseError."""
    homes = Household.objects.all().group(household)
    membership = (
        Membership.objects.open().filter(household__in=homes, person=person).select_related("household").first()
    )
    if membership is None:
        raise CaseError("Deze persoon hoort niet (meer) bij het huishouden.")
    return membership


def begin_stay(
    household: Household, person: Person, *, role: str, share: str, arrangement: str = "", on: date
) -> Membership:
    """Write a new membership. Raises CaseError where the person belongs here already, or has another main home."""
    try:
        with transaction.atomic():
            return Membership.objects.create(
                household=household,
                person=person,
                role=role,
                share=share,
                arrangement=arrangement.strip(),
                starts_on=on,
            )
    except IntegrityError as error:
        if "membership_one_main" in str(error):
            raise CaseError("Deze persoon heeft in die tijd al een ander hoofdverblijf.") from None
        raise CaseError("Deze persoon hoort in die tijd al bij het huishouden.") from None


def end_stay(membership: Membership, on: date) -> None:
    """Write the last day. Raises CaseError for a day ahead of the first."""
    if on < membership.starts_on:
        raise CaseError("De laatste dag ligt eerder dan de eerste dag in het huishouden. Kijk de datum na.")
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])


def change_share(membership: Membership, *, share: str, arrangement: str, on: date) -> Membership:
    """Live here in another way from `on`; how it was until then stays. On the first day it is put right instead."""
    if on > membership.starts_on:
        end_stay(membership, on - ONE_DAY)
        return begin_stay(
            membership.household, membership.person,
            role=membership.role, share=share, arrangement=arrangement, on=on,
        )  # fmt: skip
    if on < membership.starts_on:
        raise CaseError("Deze dag ligt eerder dan de eerste dag in het huishouden. Kijk de datum na.")
    membership.share, membership.arrangement = share, arrangement.strip()
    try:
        with transaction.atomic():
            membership.save(update_fields=["share", "arrangement"])
    except IntegrityError:
        raise CaseError("Deze persoon heeft in die tijd al een ander hoofdverblijf.") from None
    return membership


def _follow(other: Membership, share: str, *, on: date, actor: User | None, at: datetime, via: str) -> None:
    """What moving into another home does to a home that somebody had."""
    if Share.ELSEWHERE in (other.share, share):
        return
    home = Household.objects.select_for_update().get(pk=other.household_id)  # `current` holds it already
    if share == Share.WHOLE:
        end_stay(other, max(on - ONE_DAY, other.starts_on))
        touch(home, kind="cases.person_moved_out", membership=other, actor=actor, at=at, on=on - ONE_DAY, via=via)
    elif other.share != (wanted := Share.ALSO if share == Share.MAIN else Share.MAIN) and (
        share == Share.MAIN or other.share == Share.WHOLE
    ):
        changed = change_share(other, share=wanted, arrangement=other.arrangement, on=max(on, other.starts_on))
        touch(home, kind="cases.stay_changed", membership=changed, actor=actor, at=at, on=on, via=via)


def add_address(*, household: Household, address: Address, actor: User | None, at: datetime, via: str = "page") -> None:
    """Fill in an address where we have none: a letter needs one. A known address is never overwritten here.

    Runs in a transaction. Raises CaseError for an impossible postcode.
    """
    if household.address_line or not address.street:
        return
    row = Household.objects.select_for_update().get(pk=household.pk)
    if row.address_line:  # somebody else filled it in meanwhile
        return
    set_address(row, address)
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


def set_address(household: Household, address: Address) -> None:
    try:
        household.postcode = parse_postcode(address.postcode)
    except ValueError as error:
        raise CaseError(str(error)) from None
    household.street, household.house_number = address.street.strip(), address.house_number
    household.house_suffix, household.city = address.house_suffix.strip(), address.city.strip()


def current(household: UUID, *, actor: User | None, mover: Person | None = None) -> Household:
    """Lock the row, then ask whether it is part of the actor's work and still stands by itself.

    Every home of `mover` is locked with it. Rows are locked in one order, household by pk, then person, then case, and
    before the first event, which holds the log's chain: so that two acts that cross never wait for each other.
    """
    homes = Membership.objects.open().filter(person=mover).values("household") if mover else []
    rows = Household.objects.filter(Q(uuid=household) | Q(pk__in=homes)).select_for_update().order_by("pk")
    row = next((found for found in rows if found.uuid == household), None)
    if row is None:
        raise NoAccessError(access.UNKNOWN)
    access.require_own_household(actor, row)
    if row.merged_into_id is not None:
        raise CaseError("Dit huishouden is samengevoegd met een ander. Zoek het huishouden opnieuw op.")
    return row


def locked(household: UUID, *, seen: int, actor: User | None, mover: Person | None = None) -> Household:
    """The `current` row, for who may register; raises ConflictError for a version that is not the one they saw."""
    access.require(actor, PERMISSION)
    row = current(household, actor=actor, mover=mover)
    if row.version != seen:
        raise ConflictError(seen=seen, current=row.version)
    return row


def touch(
    row: Household, *, kind: str, membership: Membership, actor: User | None, at: datetime, on: date, via: str
) -> None:
    """Raise the version and record who moved; `membership` names nobody but by id."""
    row.version += 1
    row.save(update_fields=["version"])
    payload = {"person": membership.person_id, "role": membership.role, "share": membership.share, "on": on}
    events.record(kind=kind, subject=row, actor=actor, at=at, payload=payload, via=via)
