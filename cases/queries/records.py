"""What a law keeps with a case and lets people edit beside its steps."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from cases.contract import Phase, Record, Refusal
from cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One thing to edit or to add, with the address of its page."""

    label: str
    url: str
    hint: str


def rows_of(record: Record, case: Case) -> list[Any]:
    """The rows of this record on the case, oldest first; one statement, none where they are there."""
    rows = record.model._default_manager.filter(case=case)  # noqa: SLF001
    back = record.model._meta.get_field("case").remote_field  # noqa: SLF001
    if back.one_to_one and back.is_cached(case):
        rows = filter(None, [back.get_cached_value(case)])
    elif back.one_to_many and back.cache_name in getattr(case, "_prefetched_objects_cache", {}):
        rows = getattr(case, back.get_accessor_name()).all()
    return sorted(rows, key=lambda row: row.pk)


def find_row(record: Record, case: Case, uuid: UUID | None, *, lock: bool = False) -> Any:
    """The row with this id, or the only one of its kind; None for a new one or one that is not there."""
    rows = record.model._default_manager.filter(case=case)  # noqa: SLF001
    rows = rows.select_for_update(of=("self",)) if lock else rows
    if record.many:
        return rows.filter(uuid=uuid).first() if uuid else None
    return rows.first()


def why_fixed(record: Record, case: Case, row: Any) -> Refusal | None:
    """Why this record can't be edited now; None when it can."""
    if case.phase == Phase.CLOSED or case.state not in record.states:
        return Refusal(reason=f"“{record.label}” past niet bij deze zaak: die staat nu op “{case.state_data.label}”.")
    return record.editable(row) if row is not None else None


def editables_of(case: Case, permissions: frozenset[str]) -> tuple[RecordRow, ...]:
    """What this reader may edit now: each row, and for several of a kind a new one."""
    found = []
    for record in case.law_data.records:
        if record.permission not in permissions or case.phase == Phase.CLOSED or case.state not in record.states:
            continue
        known = rows_of(record, case)
        rows = [row for row in known if record.editable(row) is None]
        fixed = not record.many and not rows and bool(known)
        for row in rows:
            args = [case.uuid, record.key, row.uuid] if record.many else [case.uuid, record.key]
            name = f": {record.title(row)}" if record.title else ""
            url = reverse("record_row" if record.many else "record", args=args)
            found.append(RecordRow(label=f"{record.label} bewerken{name}", url=url, hint=record.hint))
        if (record.many or not rows) and not fixed:
            verb = "toevoegen" if record.many else "schrijven"
            url = reverse("record", args=[case.uuid, record.key])
            found.append(RecordRow(label=f"{record.label} {verb}", url=url, hint=record.hint))
    return tuple(found)
