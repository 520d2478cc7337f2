"""Say that two households, or two persons, are one. They are linked: nothing is copied, and it can be undone."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from cases import access, events
from cases.actions.once import first_answer, keep
from cases.actions.person import PERMISSION
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Household, HouseholdMerger, Person, PersonMerger, User

Row = TypeVar("Row", Household, Person)
LINK = {Household: HouseholdMerger, Person: PersonMerger}
MERGED = {Household: "cases.households_merged", Person: "cases.persons_merged"}
PARTED = {Household: "cases.households_parted", Person: "cases.persons_parted"}
GONE = "Een van de twee is al samengevoegd met een ander. Zoek opnieuw."


@transaction.atomic
def merge_households(
    *,
    double: UUID,
    seen_double: int,
    kept: UUID,
    seen_kept: int,
    reason: str,
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Household:
    """Show `double` as `kept` from now on, with its members, cases and history; returns the one that remains.

    The same `once` key gives it again. Raises NoAccessError, ConflictError, CaseError.
    """
    if (done := first_answer(once, actor, MERGED[Household])) is not None:
        return Household.objects.get(pk=done)
    first, second = _both(Household, (double, seen_double), (kept, seen_kept), actor)
    if first.municipality != second.municipality:
        raise CaseError("Deze huishoudens horen bij twee gemeenten. Samenvoegen kan dan niet.")
    _link(first, second, reason=reason, actor=actor, at=at, once=once, via=via)
    return second


@transaction.atomic
def merge_persons(
    *,
    double: UUID,
    seen_double: int,
    kept: UUID,
    seen_kept: int,
    reason: str,
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> Person:
    """Show `double` as `kept` from now on; who has a BSN remains, for that is how they are found.

    The same `once` key gives the person again. Raises NoAccessError, ConflictError, and CaseError also for two BSNs.
    """
    if (done := first_answer(once, actor, MERGED[Person])) is not None:
        return Person.objects.get(pk=done)
    first, second = _both(Person, (double, seen_double), (kept, seen_kept), actor)
    if first.has_bsn and second.has_bsn:
        raise CaseError("Deze twee hebben elk een eigen BSN. Dat zijn twee mensen.")
    if first.has_bsn:
        raise CaseError("Alleen de ander heeft een BSN. Kies die persoon als degene die blijft.")
    _link(first, second, reason=reason, actor=actor, at=at, once=once, via=via)
    return second


@transaction.atomic
def part_households(
    *, double: UUID, seen: int, actor: User | None, at: datetime, once: UUID, via: str = "page"
) -> Household:
    """Undo the link of `double`; `seen` is the version of the household that remained. Returns the one set free."""
    return _part(Household, double, seen, actor=actor, at=at, once=once, via=via)


@transaction.atomic
def part_persons(*, double: UUID, seen: int, actor: User | None, at: datetime, once: UUID, via: str = "page") -> Person:
    """Undo the link of `double`; `seen` is the version of the person that remained. Returns the one set free."""
    return _part(Person, double, seen, actor=actor, at=at, once=once, via=via)


def _both(model: type[Row], double: tuple[UUID, int], kept: tuple[UUID, int], actor: User | None) -> tuple[Row, Row]:
    """Lock both in one order; may the actor know them, are they still two, were these versions seen?"""
    if double[0] == kept[0]:
        raise CaseError("Dit is twee keer hetzelfde. Kies een ander.")
    rows = _locked_groups(model, double[0], kept[0])
    access.require(actor, PERMISSION)
    for uuid, _ in (double, kept):
        if uuid not in rows:
            raise NoAccessError(access.UNKNOWN)
        _require_known(actor, rows[uuid])
    for uuid, seen in (double, kept):
        if rows[uuid].merged_into_id is not None:
            raise CaseError(GONE)
        if rows[uuid].version != seen:
            raise ConflictError(seen=seen, current=rows[uuid].version)
    return rows[double[0]], rows[kept[0]]


def _locked_groups(model: type[Row], *uuids: UUID) -> dict[UUID, Row]:
    """Lock these rows with all that is linked to the same ones, in one order: a link takes the others along."""
    rows = _rows(model)
    heads = rows.filter(uuid__in=uuids).values(head=Coalesce("merged_into_id", "pk"))
    group = rows.filter(Q(pk__in=heads) | Q(merged_into__in=heads))
    return {row.uuid: row for row in group.select_for_update(of=("self",)).order_by("pk")}


def _rows(model: type[Row]) -> "models.QuerySet[Row]":
    rows: models.QuerySet[Row] = model._default_manager.all()  # noqa: SLF001
    return rows


def _require_known(actor: User | None, row: models.Model) -> None:
    if isinstance(row, Household):
        access.require_own_household(actor, row)
    else:
        access.require_visible(actor, row)


def _link(first: Row, second: Row, *, reason: str, actor: User | None, at: datetime, once: UUID, via: str) -> None:
    if not reason.strip():
        raise CaseError("Schrijf op waaraan je ziet dat deze twee dezelfde zijn.")
    model = type(first)
    link: Any = LINK[model]
    link.objects.create(double=first, kept=second, reason=reason.strip(), merged_at=at, merged_by=actor)
    rows = _rows(model)
    rows.filter(merged_into=first).update(merged_into=second)
    rows.filter(pk=first.pk).update(merged_into=second, version=F("version") + 1)
    rows.filter(pk=second.pk).update(version=F("version") + 1)
    second.refresh_from_db()
    events.record(kind=MERGED[model], subject=second, actor=actor, at=at, payload={"double": first.pk}, via=via)
    keep(once, actor, MERGED[model], second, at)


def _part(model: type[Row], double: UUID, seen: int, *, actor: User | None, at: datetime, once: UUID, via: str) -> Row:
    rows = _rows(model)
    if (done := first_answer(once, actor, PARTED[model])) is not None:
        return rows.get(pk=done)
    group = _locked_groups(model, double)
    free = group.get(double)
    access.require(actor, PERMISSION)
    if free is None:
        raise NoAccessError(access.UNKNOWN)
    _require_known(actor, free)
    kept = next((row for row in group.values() if row.pk == free.merged_into_id), None)
    if kept is None:
        raise CaseError("Deze twee zijn al los van elkaar.")
    if kept.version != seen:
        raise ConflictError(seen=seen, current=kept.version)
    link: Any = LINK[model]
    links = link.objects.filter(undone_at=None)
    links.filter(double=free).update(undone_at=at, undone_by=actor)
    rows.filter(pk__in=_behind(links, free.pk)).update(merged_into=free)
    rows.filter(pk=free.pk).update(merged_into=None, version=F("version") + 1)
    rows.filter(pk=kept.pk).update(version=F("version") + 1)
    free.refresh_from_db()
    events.record(kind=PARTED[model], subject=kept, actor=actor, at=at, payload={"double": free.pk}, via=via)
    keep(once, actor, PARTED[model], free, at)
    return free


def _behind(links: Any, pk: int) -> set[int]:
    """Who was linked to this row, or to one of those: they go along with it."""
    found: set[int] = set()
    step = {pk}
    while step := set(links.filter(kept__in=step).values_list("double", flat=True)):
        found |= step
    return found
