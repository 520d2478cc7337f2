"""The besluiten on the page of a case, newest first: what, from when, why, who decided, whether it went out."""

# ruff: noqa: ARG001 - every panel gets the case and the reader

from collections.abc import Mapping

from cases.contract import Panel, Slot
from cases.models import Besluit, Case, User
from cases.queries import besluiten as facts
from cases.queries.bring import bring

RELATIONS = ("besluiten__decider", "besluiten__drafted_by")


def besluit_panel(permission: str, *, order: int = 40) -> Panel:
    return Panel(
        key="besluiten", label="Besluit", slot=Slot.CASE, template="cases/besluit/besluiten.html", context=_context,
        permission=permission, order=order,
    )  # fmt: skip


def _context(case: Case, user: User) -> Mapping[str, object]:
    bring([case], *RELATIONS)
    rows = [_row(besluit) for besluit in reversed(facts.besluiten(case))]
    return {"rows": rows} if rows else {}


def _row(besluit: Besluit) -> Mapping[str, object]:
    kind = besluit.kind_data
    said = tuple(row for row in (kind.facts(besluit) if kind.facts else ()) if row[1])
    return {"besluit": besluit, "label": kind.label, "ground": besluit.ground_label, "facts": said}
