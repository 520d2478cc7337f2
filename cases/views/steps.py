"""The steps of a case for who looks at it: which can be taken, which can't now and why."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.urls import reverse

from cases.actions.transition import refusal_of
from cases.contract import EmptyForm, LegalBasis, Refusal, Transition
from cases.models import Case, User
from cases.queries.terms import term_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step. `hidden` is filled where the button itself takes the step: there is nothing to fill in."""

    key: str
    label: str
    url: str
    hint: str
    basis: LegalBasis | None
    primary: bool
    urgent: bool
    side: bool
    refusal: Refusal | None
    hidden: dict[str, str]


def steps_of(case: Case, *, user: User, permissions: frozenset[str], at: datetime, urgent: bool) -> tuple[StepRow, ...]:
    """The steps from the present state that this user may take: the ordinary next one first, the refused ones last.

    `urgent` says whether an urgent term runs: only then the steps of that lane are there.
    """
    wanted = [
        t
        for t in case.procedure_data.transitions
        if case.state in t.sources and t.by_people and t.permission in permissions and (urgent or not t.urgent)
    ]
    fitting = [t for t in wanted if not any(guard(case, user, at) for guard in t.applies)]
    rows = [_row(case, t, refusal_of(t, case, user, at)) for t in fitting]
    main = _ordinary_next(case, rows)
    rows = [replace(row, primary=row.key == main) for row in rows]
    return tuple(sorted(rows, key=lambda row: (row.refusal is not None, not row.primary)))  # else the law's own order


def step_named(case: Case, key: str, permissions: frozenset[str]) -> Transition | None:
    """The step with this key, if this user may know it: another's step does not exist for them."""
    for transition in case.procedure_data.transitions:
        if transition.key == key and transition.by_people and not transition.opens:
            return transition if transition.permission in permissions else None
    return None


def effects_of(case: Case, transition: Transition) -> tuple[tuple[str, str], ...]:
    """What a step does to the terms that run now, in words: ("Gehaald", "Onderzoek na een melding")."""
    procedure, key = case.procedure_data, transition.key
    closes = transition.target is not None and procedure.state(transition.target).final
    found = []
    running = [row for row in case.deadlines.all() if row.ended_at is None]
    for deadline in sorted(running, key=lambda row: (row.due_at is None, row.due_at or row.started_at, row.pk)):
        term = term_of(deadline)
        if key in term.met_by:
            found.append(("Gehaald", term.label))
        elif key in term.ended_by or closes:
            found.append(("Vervalt", term.label))
        elif key in {pause.by for pause in term.pauses}:
            found.append(("Staat stil", term.label))
        elif key in term.resumed_by:
            found.append(("Loopt weer", term.label))
        elif key in {extend.by for extend in term.extensions}:
            found.append(("Wordt langer", term.label))
    return tuple(found)


def _ordinary_next(case: Case, rows: list[StepRow]) -> str:
    """The one primary button: a possible step of the main road, and rather one that brings the case further."""
    possible = [row.key for row in rows if row.primary and row.refusal is None]
    further = [key for key in possible if case.procedure_data.transition(key).target]
    return next(iter([*further, *possible]), "")


def _row(case: Case, transition: Transition, refusal: Refusal | None) -> StepRow:
    direct = transition.form is EmptyForm and refusal is None
    return StepRow(
        key=transition.key,
        label=transition.label,
        url=reverse("step", args=[case.uuid, transition.key]),
        hint=transition.hint,
        basis=transition.basis,
        primary=transition.primary,
        urgent=transition.urgent,
        side=transition.side,
        refusal=refusal,
        hidden={"seen": str(case.version), "once": str(uuid4())} if direct else {},
    )
