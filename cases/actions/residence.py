"""A household moves house, or a member lives there in another way. What was, stays known with its days."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import events
from cases.actions.household import change_share, locked, open_membership, set_address, touch
from cases.actions.once import first_answer, keep
from cases.contract import CaseError, local_day
from cases.models import FormerAddress, Household, Membership, Person, User
from cases.rules.address import Address
from cases.rules.calendar import ONE_DAY

MOVED = "cases.household_moved"
STAY = "cases.stay_changed"


@transaction.atomic
def change_stay(
    *,
    household: UUID,
    seen: int,
    person: Person,
    share: str,
    arrangement: str,
    on: date,
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Membership:
    """Live here in another way from `on`: hoofdverblijf, also here, or belonging here and living elsewhere.

    Raises NoAccessError, ConflictError, and CaseError for who does not belong here, nothing new, or two main homes.
    """
    if (done := first_answer(once, actor, STAY)) is not None:
        return Membership.objects.get(pk=done)
    row = locked(household, seen=seen, actor=actor)
    membership = open_membership(row, person)
    if (membership.share, membership.arrangement) == (share, arrangement.strip()):
        raise CaseError("Er is niets veranderd. Kies een ander verblijf of een andere afspraak.")
    membership = change_share(membership, share=share, arrangement=arrangement, on=on)
    touch(row, kind=STAY, membership=membership, actor=actor, at=at, on=on, via=via)
    keep(once, actor, STAY, membership, at)
    return membership


@transaction.atomic
def move_house(
    *,
    household: UUID,
    seen: int,
    address: Address,
    on: date,
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Household:
    """Let the household live at `address` from `on`; letters that are sent from now on go there.

    Raises NoAccessError, ConflictError, and CaseError for the same address, an impossible postcode, a day to come, or
    a day on which they had not come to the old address yet.
    """
    if (done := first_answer(once, actor, MOVED)) is not None:
        return Household.objects.get(pk=done)
    row = locked(household, seen=seen, actor=actor)
    if on > local_day(at):
        raise CaseError(
            "Deze dag moet nog komen. Leg de verhuizing vast als het zover is: brieven gaan tot dan naar hier."
        )
    before, brp_address = row.address, row.brp_address
    set_address(row, address)
    if row.address == before:
        raise CaseError("Dit adres staat er al. Vul het nieuwe adres in.")
    _remember(row, before, brp_address, last_day=on - ONE_DAY)
    row.brp_address = ""  # the register's id was of the old address
    row.version += 1
    row.save()
    events.record(kind=MOVED, subject=row, actor=actor, at=at, payload={"on": on}, via=via)
    keep(once, actor, MOVED, row, at)
    return row


def _remember(row: Household, address: Address, brp_address: str, *, last_day: date) -> None:
    """Keep the old address; nothing to keep where none was known."""
    if address == Address() and not brp_address:
        return
    previous = row.former_addresses.order_by("-ends_on").first()
    starts_on = previous.ends_on + ONE_DAY if previous else None
    if starts_on and last_day < starts_on:
        raise CaseError(f"Het huishouden woont hier sinds {starts_on:%d-%m-%Y}. Vul een latere dag in.")
    FormerAddress.objects.create(
        household=row, brp_address=brp_address, starts_on=starts_on, ends_on=last_day,
        street=address.street, house_number=address.house_number, house_suffix=address.house_suffix,
        postcode=address.postcode, city=address.city,
    )  # fmt: skip
