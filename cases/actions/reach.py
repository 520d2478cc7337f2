"""How a person is reached: safe number and time, language and letters, and where post comes safely.

Each act locks the person and raises their version: two colleagues on one page never overwrite each other unseen.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from cases import access, events
from cases.actions.person import locked
from cases.contract import CaseError, NoAccessError
from cases.models import AddressSituation, Person, Representative, User
from cases.rules.address import Address, parse_postcode

FIELDS = (
    "phone", "email", "contact_note", "reads_with_difficulty", "language", "interpreter", "address_secret",
)  # fmt: skip
DAY = timedelta(days=1)
NO_ADDRESS = "Bij deze soort hoort een heel adres: straat of postbus, en plaats. Bij “geen vast adres” juist geen."
OVERLAP = "In die tijd staat er al een. Beëindig die eerst, of kies een andere datum."


@transaction.atomic
def change_reach(
    *, person: UUID, seen: int, fields: Mapping[str, object], actor: User | None, at: datetime, via: str = "page"
) -> Person:
    """Change the given ones of `FIELDS`; the event names which, never what. Raises NoAccessError, ConflictError.

    A CaseError where the database refuses, such as an interpreter without a language.
    """
    row = opened(person, seen=seen, actor=actor)
    changed = []
    for field in FIELDS:
        value = fields.get(field, getattr(row, field))
        value = value.strip() if isinstance(value, str) else value
        if value != getattr(row, field):
            setattr(row, field, value)
            changed.append(field)
    if not changed:
        return row
    _save(row)
    events.record(
        kind="cases.person_reach_changed", subject=row, actor=actor, at=at, payload={"fields": changed}, via=via
    )
    return row


@transaction.atomic
def add_situation(
    *,
    person: UUID,
    seen: int,
    kind: str,
    starts_on: date,
    address: Address,
    care_of: str = "",
    actor: User | None,
    at: datetime,
    via: str = "page",
) -> AddressSituation:
    """Record how somebody lives from a day on; what stood there of the same kind ends the day before.

    Raises NoAccessError, ConflictError, and CaseError for an impossible postcode, a missing address or an overlap.
    """
    row = opened(person, seen=seen, actor=actor)
    open_before = row.situations.filter(kind=kind, ends_on=None, starts_on__lt=starts_on)
    ended = list(open_before.values_list("pk", flat=True))
    open_before.update(ends_on=starts_on - DAY)
    postcode = checked_postcode(address)
    try:
        with transaction.atomic():
            situation = AddressSituation.objects.create(
                person=row,
                kind=kind,
                starts_on=starts_on,
                care_of=care_of.strip(),
                street=address.street.strip(),
                house_number=address.house_number,
                house_suffix=address.house_suffix.strip(),
                postcode=postcode,
                city=address.city.strip(),
            )
    except IntegrityError as error:
        raise CaseError(OVERLAP if "situation_once" in str(error) else NO_ADDRESS) from None
    _save(row)
    payload = {"situation": situation.pk, "kind": kind, "starts_on": starts_on, "ended": ended}
    events.record(kind="cases.address_situation_added", subject=row, actor=actor, at=at, payload=payload, via=via)
    return situation


@transaction.atomic
def end_situation(
    *, person: UUID, situation: UUID, seen: int, ends_on: date, actor: User | None, at: datetime, via: str = "page"
) -> AddressSituation:
    """Set the last day. Raises NoAccessError, ConflictError, CaseError for a day before the first, or a second end."""
    row = opened(person, seen=seen, actor=actor)
    found = row.situations.filter(uuid=situation).first()
    if found is None:
        raise NoAccessError(access.UNKNOWN)
    end(found, ends_on)
    _save(row)
    payload = {"situation": found.pk, "kind": found.kind, "ends_on": ends_on}
    events.record(kind="cases.address_situation_ended", subject=row, actor=actor, at=at, payload=payload, via=via)
    return found


def opened(person: UUID, *, seen: int, actor: User | None) -> Person:
    """As `person.locked`, and only for who works with this person: taking meldingen opens nobody's address."""
    row = locked(person, seen=seen, actor=actor)
    if actor is not None and not access.known_to(actor).filter(pk=row.pk).exists():
        raise NoAccessError(access.UNKNOWN)
    return row


def end(row: AddressSituation | Representative, ends_on: date) -> None:
    """Set the last day of a dated row, once."""
    if row.ends_on is not None:
        raise CaseError(f"Dit is al beëindigd, op {row.ends_on:%d-%m-%Y}.")
    if ends_on < row.starts_on:
        raise CaseError(f"De laatste dag kan niet voor de eerste dag liggen: {row.starts_on:%d-%m-%Y}.")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])


def checked_postcode(address: Address) -> str:
    """`1234 AB`, or a CaseError."""
    try:
        return parse_postcode(address.postcode)
    except ValueError as error:
        raise CaseError(str(error)) from None


def _save(row: Person) -> None:
    row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise CaseError("Deze gegevens kunnen zo niet bewaard worden. Kies bij een tolk ook de taal.") from None
