"""Appoint who coordinates the help to a household, hand it over, or stop. It gives access to nothing (law.md 6.4)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.actions.household import current
from cases.actions.once import first_answer, keep
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Coordinator, Household, User
from cases.reader import reader

KIND = "cases.coordinator_appointed"
ASSIGN = "cases.assign"


@transaction.atomic
def appoint_coordinator(
    *,
    household: UUID,
    seen: int,
    coordinator: User | None,
    stand_in: User | None = None,
    reason: str,
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Coordinator | None:
    """Make `coordinator` the one who coordinates from now on; None ends it. Who did before stays in the history.

    For who divides the work ("cases.assign") or is of the household's team. Raises NoAccessError, ConflictError, and
    CaseError without a reason, where nothing changes, or for a colleague who can't open this household.
    """
    if (done := first_answer(once, actor, KIND)) is not None:
        return Coordinator.objects.filter(household=done, ends_at=None).first()
    row = current(household, actor=actor)
    if actor is not None and not may_appoint(actor, row):
        raise NoAccessError(access.UNKNOWN)
    if row.version != seen:
        raise ConflictError(seen=seen, current=row.version)
    _raise_unless_fit(row, coordinator, stand_in, reason)
    before = Coordinator.objects.filter(household=row, ends_at=None).first()
    if (before and (before.user, before.stand_in)) == ((coordinator, stand_in) if coordinator else None):
        raise CaseError("Er verandert niets: dit is nu al zo.")
    if before:
        if at <= before.starts_at:
            raise CaseError("De vorige wisseling is van later. Probeer het opnieuw.")
        before.ends_at = at
        before.save(update_fields=["ends_at"])
    made: Coordinator | None = None
    if coordinator:
        made = Coordinator.objects.create(
            household=row, user=coordinator, stand_in=stand_in, starts_at=at, reason=reason.strip(), appointed_by=actor
        )
    row.version += 1
    row.save(update_fields=["version"])
    payload = {
        "coordinator": coordinator and coordinator.pk,
        "stand_in": stand_in and stand_in.pk,
        "before": before and before.user_id,
    }
    events.record(kind=KIND, subject=row, actor=actor, at=at, payload=payload, via=via)
    keep(once, actor, KIND, row, at)
    return made


def may_appoint(actor: User, household: Household) -> bool:
    """Whoever divides the work, or is of the team that looks after the household."""
    return access.can(actor, ASSIGN) or household.team_id in reader(actor).teams


def _raise_unless_fit(household: Household, coordinator: User | None, stand_in: User | None, reason: str) -> None:
    """Coordinating opens no door, so it asks for somebody for whom this one is open already."""
    if not reason.strip():
        raise CaseError("Schrijf op waarom: het gezin mag weten wie het aanspreekpunt is en waarom dat wisselt.")
    if coordinator is None and stand_in is not None:
        raise CaseError("Kies eerst een regisseur. Een vervanger alleen kan niet.")
    if coordinator is not None and stand_in == coordinator:
        raise CaseError("Kies een ander als vervanger: iemand kan zichzelf niet vervangen.")
    for colleague in filter(None, (coordinator, stand_in)):
        if not access.own_households(colleague).filter(pk=household.pk).exists():
            raise CaseError(
                f"{colleague.display_name} kan dit huishouden niet openen. Kies iemand van het team, of die een zaak "
                "van dit huishouden behandelt."
            )
