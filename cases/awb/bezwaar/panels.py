"""What the page of a bezwaar shows, and what the page of the decision says about it: that it is there, and its term."""

from collections.abc import Mapping

from cases import access
from cases.awb import facts
from cases.awb.bezwaar.guards import windows
from cases.contract import Panel, Slot
from cases.models import Case, User
from cases.queries.signed_in import moment_of
from cases.rules.calendar import local_day

Context = Mapping[str, object]


def panels(handle: str) -> tuple[Panel, ...]:
    """The panel of a bezwaar itself."""
    return (
        Panel(
            key="bezwaar", label="Bezwaar", slot=Slot.CASE, template="cases/awb/bezwaar.html", context=content,
            permission=handle, order=5,
        ),
    )  # fmt: skip


def origin_panel(work: str) -> tuple[Panel, ...]:
    """On the page of the decision: state and term of each bezwaar, and nothing of what is in it."""
    return (
        Panel(
            key="bezwaren", label="Bezwaar", slot=Slot.ASIDE, template="cases/awb/bezwaren.html", context=known,
            permission=work, order=80,
        ),
    )  # fmt: skip


def content(case: Case, user: User) -> Context:
    """The bezwaar with all that was recorded; a link to the case of the decision for who may open it."""
    if case.procedure != "bezwaar" or not hasattr(case, "objection"):
        return {}
    origin = access.visible_to(user, Case).filter(followed_by=case).first()
    return {"found": case.objection, "origin": origin, "today": local_day(moment_of(user))}


def known(case: Case, user: User) -> Context:
    """Nothing is read where bezwaar could never have been made."""
    if facts.newest(case, windows(case)) is None:
        return {}
    found = case.followed_by.filter(procedure="bezwaar").prefetch_related("deadlines").order_by("pk")
    open_to = set(access.visible_to(user, Case).filter(origin=case).values_list("pk", flat=True)) if found else set()
    rows = [
        {"state": row.state_data.label, "clock": facts.decision_clock(row), "case": row if row.pk in open_to else None}
        for row in found
    ]
    return {"rows": rows, "today": local_day(moment_of(user))} if rows else {}
