"""Edit a record of a law: one act for a verslag, a voorziening and whatever a law keeps beside its steps.

The event names the fields that changed, never what stands in them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict

from cases import access, events
from cases.actions.once import answer_to, hold, keep
from cases.contract import (
    CaseError,
    ConflictError,
    InvalidError,
    NoAccessError,
    NotAllowedHereError,
    Record,
    RefusedError,
)
from cases.models import Case, User
from cases.queries.records import find_row, why_fixed

CONTRADICTS = "Dit kan niet bewaard worden: het spreekt iets tegen dat al vastligt."


@transaction.atomic
def edit_record(
    *,
    case_id: int,
    key: str,
    record: UUID | None,
    data: Mapping[str, object],
    actor: User,
    at: datetime,
    seen: int | None,
    once: UUID,
    via: str = "page",
) -> Case:
    """Write a new row (`record` None, or the only one) or change the one with this id; returns the case.

    `seen` is the row's version the user looked at: 0 for a new one, None where nobody looked. Raises NoAccessError,
    ConflictError (versions of the row), NotAllowedHereError, RefusedError, InvalidError, CaseError; then nothing was
    written.
    """
    hold(once)
    case, kind = _locked(case_id, key, actor)
    event = f"{case.law}.edit_{key}"
    if answer_to(once, actor, event, case) is not None:
        return case
    row = find_row(kind, case, record, lock=True)
    if record is not None and row is None:
        raise NoAccessError(access.UNKNOWN)
    _raise_if_fixed(kind, case, row)
    version = row.version if row is not None else 0
    if seen is not None and seen != version:
        raise ConflictError(seen=seen, current=version)
    form = kind.form(data=data, files=MultiValueDict(), subject=case, actor=actor, at=at, record=row)
    if not form.is_valid():
        raise InvalidError({name: [str(error) for error in errors] for name, errors in form.errors.items()}, form)
    changed = _write(kind, case, row, form.act())
    if changed:
        events.record(kind=event, subject=case, actor=actor, at=at, payload=changed, via=via)
    keep(once, actor, event, case, at)
    return case


@transaction.atomic
def remove_record(
    *, case_id: int, key: str, record: UUID, actor: User, at: datetime, seen: int, once: UUID, via: str = "page"
) -> Case:
    """Remove one of several rows that is still editable; raises as `edit_record()`."""
    hold(once)
    case, kind = _locked(case_id, key, actor)
    event = f"{case.law}.remove_{key}"
    if answer_to(once, actor, event, case) is not None:
        return case
    row = find_row(kind, case, record, lock=True) if kind.many else None
    if row is None:
        raise NoAccessError(access.UNKNOWN)
    _raise_if_fixed(kind, case, row)
    if seen != row.version:
        raise ConflictError(seen=seen, current=row.version)
    payload = {"record": row.pk}
    row.delete()
    events.record(kind=event, subject=case, actor=actor, at=at, payload=payload, via=via)
    keep(once, actor, event, case, at)
    return case


def _locked(case_id: int, key: str, actor: User) -> tuple[Case, Record]:
    """The case stays in its state while one of its records is edited."""
    case = Case.objects.select_for_update(of=("self",)).select_related("household", "person", "team").get(pk=case_id)
    access.require_visible(actor, case)
    kind = case.law_data.record(key)
    if kind is None:
        raise NotAllowedHereError("Dit onderdeel bestaat niet in deze zaak.")
    access.require(actor, kind.permission, case)
    return case, kind


def _raise_if_fixed(kind: Record, case: Case, row: Any) -> None:
    if refusal := why_fixed(kind, case, row):
        raise RefusedError(refusal)


def _write(kind: Record, case: Case, row: Any, values: Mapping[str, Any]) -> dict[str, object]:
    """Save what differs; what to say of it in the event, empty when nothing did."""
    columns = {field.name for field in kind.model._meta.concrete_fields}  # noqa: SLF001
    row, new = (row, False) if row is not None else (kind.start(case), True)
    changed = sorted(name for name in columns & values.keys() if new or getattr(row, name) != values[name])
    if not changed:
        return {}
    for name in changed:
        setattr(row, name, values[name])
    row.version = 1 if new else row.version + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise CaseError(CONTRADICTS) from None
    return {"record": row.pk, "fields": changed, "record_version": row.version}
