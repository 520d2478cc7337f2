"""Register a person, correct what we know, record a death. Each act: one transaction, one event, no names in it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from cases import access, events
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError
from cases.models import Membership, Person, User
from cases.rules.names import Name
from cases.rules.partial_date import PartialDate

PERMISSION = "cases.register"
TAKEN = "Dit BSN hoort al bij iemand anders. Zoek die persoon op, of kijk het nummer na."
CONTACT = frozenset({"phone", "email", "contact_note"})


@transaction.atomic
def register_person(
    *,
    name: Name,
    birth: PartialDate,
    sex: str = "",
    bsn: str | None = None,
    contact: Mapping[str, str] | None = None,
    actor: User | None,
    at: datetime,
    via: str = "page",
) -> Person:
    """Register somebody whom a melding names; the BSN may follow later (Wmo 5.2.9).

    Raises NoAccessError, and InvalidError at field `bsn` when it fails the 11-test or is somebody else's.
    """
    access.require(actor, PERMISSION)
    person = Person(source=Person.Source.MELDING, sex=sex)
    person.set_name(name)
    person.set_birth(birth)
    _set_contact(person, contact or {})
    if bsn:
        _set_bsn(person, bsn)
    _save(person)
    events.record(
        kind="cases.person_registered",
        subject=person,
        actor=actor,
        at=at,
        payload={"source": person.source, "with_bsn": person.has_bsn},
        via=via,
    )
    return person


@transaction.atomic
def correct_person(
    *,
    person: UUID,
    seen: int,
    actor: User | None,
    at: datetime,
    name: Name | None = None,
    birth: PartialDate | None = None,
    sex: str | None = None,
    bsn: str | None = None,
    contact: Mapping[str, str] | None = None,
    via: str = "page",
) -> Person:
    """Correct what is given and leave the rest; `seen` is the version the user saw.

    Raises NoAccessError, ConflictError, and InvalidError at field `bsn`.
    """
    row = locked(person, seen=seen, actor=actor)
    changed: list[str] = []
    if name is not None and name != row.name:
        row.set_name(name)
        changed.append("name")
    if birth is not None and birth != row.birth:
        row.set_birth(birth)
        changed.append("birth")
    if sex is not None and sex != row.sex:
        row.sex = sex
        changed.append("sex")
    if bsn and not (row.has_bsn and Person.objects.with_bsn(_digits(bsn)).filter(pk=row.pk).exists()):
        _set_bsn(row, bsn)
        changed.append("bsn")
    if contact is not None and _set_contact(row, contact):
        changed.append("contact")
    if not changed:
        return row
    row.version += 1
    _save(row)
    events.record(kind="cases.person_corrected", subject=row, actor=actor, at=at, payload={"fields": changed}, via=via)
    return row


@transaction.atomic
def mark_deceased(
    *, person: UUID, seen: int, died: PartialDate, actor: User | None, at: datetime, on: date, via: str = "page"
) -> Person:
    """Record a death; who died leaves the household that day, or on `on` when the day is unknown.

    Raises NoAccessError, ConflictError, and CaseError when the death was recorded already or lies before the birth.
    """
    row = locked(person, seen=seen, actor=actor)
    if row.deceased:
        raise CaseError("Het overlijden is al vastgelegd. Klopt de datum niet? Vraag functioneel beheer.")
    if died.earliest and died.earliest > on:
        raise CaseError("De datum van overlijden ligt in de toekomst. Kijk de datum na.")
    if died.latest and row.birth_earliest and died.latest < row.birth_earliest:
        raise CaseError("De datum van overlijden ligt eerder dan de geboortedatum. Kijk beide datums na.")
    row.set_died(died)
    row.version += 1
    _save(row)
    end_memberships([row], fallback=on)
    events.record(
        kind="cases.person_deceased", subject=row, actor=actor, at=at, payload={"day_known": bool(died.day)}, via=via
    )
    return row


def end_memberships(persons: Iterable[Person], *, fallback: date) -> int:
    """End the open memberships of the dead on the last day they can have lived; returns how many."""
    died = {person.pk: person.died_latest or fallback for person in persons}
    rows = list(Membership.objects.open().filter(person__in=died))
    for membership in rows:
        # A membership can have begun after the death, when nobody knew: it then has that one day.
        membership.ends_on = max(membership.starts_on, min(died[membership.person_id], fallback))
    return Membership.objects.bulk_update(rows, ["ends_on"], batch_size=200)


def locked(person: UUID, *, seen: int, actor: User | None) -> Person:
    """Lock the row, then ask whether the actor may know and change it, then whether they saw this version."""
    row = Person.objects.select_for_update().filter(uuid=person).first()
    if row is None:
        raise NoAccessError(access.UNKNOWN)
    access.require(actor, PERMISSION)
    access.require_visible(actor, row)
    if row.merged_into_id is not None:
        raise CaseError("Deze persoon is samengevoegd met een ander. Zoek de persoon opnieuw op.")
    if row.version != seen:
        raise ConflictError(seen=seen, current=row.version)
    return row


def _digits(bsn: str) -> str:
    """Return nine digits, or raise InvalidError at the field."""
    probe = Person()
    try:
        probe.set_bsn(bsn)
    except ValueError as error:
        raise InvalidError({"bsn": [str(error)]}) from None
    digits = probe.bsn
    assert digits is not None
    return digits


def _set_bsn(person: Person, bsn: str) -> None:
    """Set it unless it is somebody else's under any index key; the unique constraint only sees the current key."""
    digits = _digits(bsn)
    if Person.objects.with_bsn(digits).exclude(pk=person.pk).exists():
        raise InvalidError({"bsn": [TAKEN]})
    person.set_bsn(digits)


def _set_contact(person: Person, contact: Mapping[str, str]) -> bool:
    """Set the given contact fields; returns whether one changed."""
    before: list[Any] = [getattr(person, field) for field in sorted(CONTACT)]
    for field in CONTACT & contact.keys():
        setattr(person, field, contact[field].strip())
    return before != [getattr(person, field) for field in sorted(CONTACT)]


def _save(person: Person) -> None:
    """Save; two at once with one BSN end in a sentence, without the blind index that PostgreSQL would show."""
    try:
        with transaction.atomic():
            person.save()
    except (IntegrityError, DataError) as error:
        if "person_bsn_unique" in str(error):
            raise InvalidError({"bsn": [TAKEN]}) from None
        raise CaseError("Deze gegevens kunnen zo niet bewaard worden. Kijk ze na.") from None
