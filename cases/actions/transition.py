"""`perform()`: the one door for every legal act. It and `open_case()` are the only writers of `Case.state`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.datastructures import MultiValueDict

from cases import access, events
from cases.actions import deadline, letter
from cases.actions.once import answer_to, hold, keep
from cases.contract import (
    ActForm,
    CaseError,
    ConflictError,
    InvalidError,
    NotAllowedHereError,
    Phase,
    Procedure,
    Refusal,
    RefusedError,
    Step,
    Subject,
    Transition,
    laws,
)
from cases.models import Case, CaseGrant, Household, Person, Task, Team, User
from cases.models.numbers import next_case_number

Data = Mapping[str, object]
MODELS: dict[Subject, type[models.Model]] = {
    Subject.CASE: Case,
    Subject.HOUSEHOLD: Household,
    Subject.PERSON: Person,
    Subject.TASK: Task,
    Subject.GRANT: CaseGrant,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where a new case belongs."""

    household: Household
    person: Person
    team: Team
    handler: User | None = None
    origin: Case | None = None


@transaction.atomic
def open_case(
    *, law: str, key: str, opening: Opening, actor: User | None, data: Data, at: datetime, once: UUID, via: str = "page"
) -> Case:
    """Open a case by an opening transition of a current procedure; returns it with its terms running.

    The same `once` key gives the case it opened before. Raises CaseError; then nothing was written.
    """
    hold(once)
    if (done := answer_to(once, actor, f"{law}.{key}")) is not None:
        return Case.objects.get(pk=done)
    procedure, transition = next(((p, t) for p, t in laws[law].opening() if t.key == key), (None, None))
    if procedure is None or transition is None:
        raise NotAllowedHereError("Met deze stap begint geen zaak.")
    access.require(actor, transition.permission)
    case = Case(
        number=next_case_number(at),
        household=opening.household,
        person=opening.person,
        team=opening.team,
        handler=opening.handler,
        origin=opening.origin,
        law=law,
        procedure=procedure.key,
        procedure_version=procedure.version,
        opened_at=at,
    )
    act, form = _clean(transition, case, actor, at, data)
    _raise_first_refusal(transition, case, actor, at)
    _move(case, procedure, transition, at)
    case.save()
    _effect(transition, case, actor, at, act)
    case.save(update_fields=["handler", "title", "contact_on"])
    _finish(case, transition, procedure.terms, form, actor, at, once, via)
    return case


def opened_before(once: UUID, actor: User | None, kind: str) -> Case | None:
    """The case that this key opened, for an act around `open_case()` that writes more; holds the key until commit."""
    hold(once)
    done = answer_to(once, actor, kind)
    return Case.objects.get(pk=done) if done is not None else None


@transaction.atomic
def perform(
    *,
    case_id: int,
    key: str,
    actor: User | None,
    data: Data,
    at: datetime,
    seen: int | None,
    once: UUID,
    via: str = "page",
    files: Any = None,
) -> Case:
    """Carry out one transition on a case and return the case.

    `seen` is the version the user looked at (None only for the system itself), `once` a key that makes a second
    post harmless. Raises NoAccessError, ConflictError, NotAllowedHereError, RefusedError or InvalidError; then nothing
    was written.
    """
    hold(once)
    case = Case.objects.select_for_update(of=("self",)).select_related("household", "person", "handler").get(pk=case_id)
    if answer_to(once, actor, f"{case.law}.{key}", case) is not None:
        return case
    procedure = case.procedure_data
    transition = next((t for t in procedure.transitions if t.key == key), None)
    if transition is None:
        raise NotAllowedHereError("Deze stap bestaat niet in deze zaak.")
    access.require(actor, transition.permission, case)
    if seen is not None and seen != case.version:
        raise ConflictError(seen=seen, current=case.version)
    raise_if_elsewhere(case, transition)
    _raise_first_refusal(transition, case, actor, at)
    act, form = _clean(transition, case, actor, at, data, files)
    _effect(transition, case, actor, at, act)
    _move(case, procedure, transition, at)
    case.version += 1
    case.save()
    _finish(case, transition, procedure.terms, form, actor, at, once, via)
    return case


@transaction.atomic
def perform_act(
    *,
    key: str,
    subject_id: int,
    actor: User | None,
    data: Data,
    at: datetime,
    seen: int | None,
    once: UUID,
    via: str = "page",
) -> models.Model:
    """Carry out an act of a law on something else than a case ("toylaw.visit" on a household); returns the subject."""
    hold(once)
    law, transition = laws.act(key)
    model = MODELS[transition.subject]
    subject = model._default_manager.select_for_update(of=("self",)).get(pk=subject_id)  # noqa: SLF001
    if answer_to(once, actor, key, subject) is not None:
        return subject
    access.require(actor, transition.permission)
    access.require_visible(actor, subject)
    version: int | None = getattr(subject, "version", None)
    if seen is not None and version is not None and seen != version:
        raise ConflictError(seen=seen, current=version)
    _raise_first_refusal(transition, subject, actor, at)
    act, form = _clean(transition, subject, actor, at, data)
    _effect(transition, subject, actor, at, act)
    if version is not None:
        subject.version = version + 1  # type: ignore[attr-defined]
    subject.save()
    terms = [term for term in law.standing_terms if term.subject is transition.subject]
    _finish(subject, transition, terms, form, actor, at, once, via, law.key)
    return subject


def raise_if_elsewhere(case: Case, transition: Transition) -> None:
    """Raises NotAllowedHereError unless the step follows from the present state."""
    if case.phase == Phase.CLOSED and case.state not in transition.sources:
        raise NotAllowedHereError(f"Deze zaak is gesloten ({case.state_data.label.lower()}). Er is niets gewijzigd.")
    if case.state not in transition.sources:
        raise NotAllowedHereError(
            f"“{transition.label}” past niet bij deze zaak: die staat nu op “{case.state_data.label}”."
        )


def refusal_of(transition: Transition, subject: models.Model, actor: User | None, at: datetime) -> Refusal | None:
    """The first guard that refuses."""
    for guard in transition.guards:
        if refusal := guard(subject, actor, at):
            return refusal
    return None


def _raise_first_refusal(transition: Transition, subject: models.Model, actor: User | None, at: datetime) -> None:
    if refusal := refusal_of(transition, subject, actor, at):
        raise RefusedError(refusal)


def _clean(
    transition: Transition, subject: models.Model, actor: User | None, at: datetime, data: Data, files: Any = None
) -> tuple[Any, ActForm[Any]]:
    form = transition.form(data=data, files=files or MultiValueDict(), subject=subject, actor=actor, at=at)
    if not form.is_valid():
        raise InvalidError({name: [str(error) for error in errors] for name, errors in form.errors.items()}, form)
    return form.act(), form


def _effect(transition: Transition, subject: models.Model, actor: User | None, at: datetime, act: Any) -> None:
    """A constraint that refuses is an answer, not a crash; its text would show the row, so it is dropped."""
    if transition.effect is None:
        return
    try:
        with transaction.atomic():
            transition.effect(Step(subject=subject, actor=actor, at=at, act=act))
    except IntegrityError:
        raise CaseError("Dit kan niet bewaard worden: het spreekt iets tegen dat al vastligt.") from None


def _move(case: Case, procedure: Procedure, transition: Transition, at: datetime) -> None:
    if transition.target is None:
        return
    state = procedure.state(transition.target)
    case.state, case.phase = state.key, state.phase
    case.closed_at = at if state.phase is Phase.CLOSED else None


def _finish(
    subject: models.Model,
    transition: Transition,
    terms: Iterable[Any],
    form: ActForm[Any],
    actor: User | None,
    at: datetime,
    once: UUID,
    via: str,
    law: str = "",
) -> None:
    """Terms, letter, event and one-time key: all that follows from an act, in the act's transaction."""
    if isinstance(subject, Case):
        law = subject.law
    deadline.follow(subject=subject, law=law, terms=tuple(terms), key=transition.key, fields=form.cleaned_data, at=at)
    if isinstance(subject, Case) and transition.letter:
        letter.draft(case=subject, kind=transition.letter, actor=actor, at=at)
    kind = f"{law}.{transition.key}"
    payload = {name: form.cleaned_data.get(name) for name in sorted(transition.log)}
    if isinstance(subject, Case):
        payload |= {"state": subject.state, "version": subject.version}
    events.record(kind=kind, subject=subject, actor=actor, at=at, payload=payload, via=via)
    keep(once, actor, kind, subject, at)
