"""Somebody comes to belong to a household whom nobody knew yet, such as a baby: registered and moved in, or neither."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases.actions.household import locked, move_in
from cases.actions.intake import NewPerson
from cases.actions.once import first_answer
from cases.actions.person import register_person
from cases.models import Membership, User


@transaction.atomic
def arrive(
    *,
    household: UUID,
    seen: int,
    person: NewPerson,
    role: str,
    on: date,
    share: str,
    arrangement: str = "",
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Membership:
    """Register the person and let them belong here from `on`; the same `once` key gives the membership it made.

    Raises what `register_person` and `move_in` raise; then nothing was written.
    """
    if (done := first_answer(once, actor, "cases.person_moved_in")) is not None:
        return Membership.objects.get(pk=done)
    locked(household, seen=seen, actor=actor)  # before the event of the person: see `current`
    known = register_person(
        name=person.name, birth=person.birth, sex=person.sex, bsn=person.bsn or None, actor=actor, at=at, via=via
    )
    return move_in(
        household=household, seen=seen, person=known, role=role, on=on, share=share, arrangement=arrangement,
        actor=actor, at=at, once=once, via=via,
    )  # fmt: skip
