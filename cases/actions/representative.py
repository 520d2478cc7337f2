"""Who acts for a person: recorded with kind, scope and dates, and ended. Each act: one transaction, one event."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from cases import access, events
from cases.actions.reach import checked_postcode, end, opened
from cases.contract import CaseError, NoAccessError, laws
from cases.models import Case, Person, Representative, User
from cases.rules.address import Address
from cases.rules.addressees import FIXED_SCOPE, Kind, Scope

OVERLAP = "Voor hetzelfde is er in die tijd al iemand. Beëindig die eerst, of kies een andere datum."
NOWHERE = Address()


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody whom we know as a person, or a name with an address and a telephone number."""

    known_as: Person | None = None
    name: str = ""
    phone: str = ""
    care_of: str = ""
    address: Address = NOWHERE


@transaction.atomic
def add_representative(
    *,
    person: UUID,
    seen: int,
    role: str,
    who: Who,
    starts_on: date,
    ends_on: date | None = None,
    scope: str = "",
    law: str = "",
    case: Case | None = None,
    unsafe: bool = False,
    actor: User | None,
    at: datetime,
    via: str = "page",
) -> Representative:
    """Record who acts for a person; the kind sets the scope of all but a gemachtigde.

    Raises NoAccessError, ConflictError, and CaseError for a second one of the same kind, somebody who acts for
    themselves, or what is missing.
    """
    row = opened(person, seen=seen, actor=actor)
    kind = Kind(role)
    fixed = FIXED_SCOPE.get(kind)
    reach = fixed or Scope(scope or Scope.ALL)
    if who.known_as is not None:
        access.require_visible(actor, who.known_as)
        if who.known_as.pk == row.pk:
            raise CaseError("Niemand is de vertegenwoordiger van zichzelf. Kies iemand anders.")
    if case is not None:
        access.require_visible(actor, case)
    if law and law not in {known.key for known in laws}:
        raise CaseError("Kies een wet die hier bestaat.")
    try:
        with transaction.atomic():
            found = Representative.objects.create(
                person=row,
                role=kind.value,
                scope=reach.value,
                law=law if reach is Scope.LAW else "",
                case=case if reach is Scope.CASE else None,
                known_as=who.known_as,
                name="" if who.known_as else who.name.strip(),
                phone=who.phone.strip(),
                starts_on=starts_on,
                ends_on=ends_on,
                unsafe=unsafe,
                **({} if who.known_as else _postal(who)),
            )
    except IntegrityError as error:
        raise CaseError(_why(str(error))) from None
    _touch(row)
    payload = {"representative": found.pk, "role": found.role, "scope": found.scope, "starts_on": starts_on}
    events.record(kind="cases.representative_added", subject=row, actor=actor, at=at, payload=payload, via=via)
    return found


@transaction.atomic
def end_representative(
    *, person: UUID, representative: UUID, seen: int, ends_on: date, actor: User | None, at: datetime, via: str = "page"
) -> Representative:
    """Set the last day. Raises NoAccessError, ConflictError, CaseError for a day before the first, or a second end."""
    row = opened(person, seen=seen, actor=actor)
    found = row.representatives.filter(uuid=representative).first()
    if found is None:
        raise NoAccessError(access.UNKNOWN)
    end(found, ends_on)
    _touch(row)
    payload = {"representative": found.pk, "role": found.role, "ends_on": ends_on}
    events.record(kind="cases.representative_ended", subject=row, actor=actor, at=at, payload=payload, via=via)
    return found


def _postal(who: Who) -> dict[str, object]:
    address = who.address
    return {
        "care_of": who.care_of.strip(),
        "street": address.street.strip(),
        "house_number": address.house_number,
        "house_suffix": address.house_suffix.strip(),
        "postcode": checked_postcode(address),
        "city": address.city.strip(),
    }


def _why(error: str) -> str:
    """Which sentence belongs to the constraint that refused."""
    if "representative_once" in error or "representative_parent_once" in error:
        return OVERLAP
    if "representative_scope_of" in error:
        return "Kies bij deze machtiging om welke wet of welke zaak het gaat."
    if "representative_period" in error:
        return "De laatste dag kan niet voor de eerste dag liggen. Kijk beide datums na."
    return "Vul de naam en het hele adres in: straat of postbus, en plaats."


def _touch(row: Person) -> None:
    row.version += 1
    row.save(update_fields=["version"])
