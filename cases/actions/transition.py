"""`perform()`: the one door for every legal act. It and `open_case()` are the only writers of `Case.state`."""

from collections.abc import Mapping
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
    NoAccessError,
    NotAllowedHereError,
    Phase,
    Procedure,
    Refusal,
    RefusedError,
    Step,
    Subject,
    Term,
    Transition,
    laws,
)
from cases.models import Case, CaseGrant, Household, Person, Task, Team, User
from cases.models.numbers import next_case_number
from cases.queries.retention import kept_as

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """One act as it was asked for: which step of which law, by whom, when, with which one-time key, from where."""

    law: str
    transition: Transition
    actor: User | None
    at: datetime
    once: UUID
    via: str

    @property
    def kind(self) -> str:
        """The name of its event."""
        return f"{self.law}.{self.transition.key}"


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
    act = _Act(law=law, transition=transition, actor=actor, at=at, once=once, via=via)
    access.require(actor, transition.permission)
    _raise_if_not_by_people(act)
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
    form = _clean(act, case, data)
    _raise_first_refusal(act, case)
    _move(act, case, procedure)
    case.save()
    _effect(act, case, form)
    case.save(update_fields=["handler", "title", "contact_on"])
    _finish(act, case, procedure.terms, form)
    return case


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
    post harmless. Raises NoAccessError, ConflictError, NotAllowedHereError, RefusedError, InvalidError, or a plain
    CaseError where a term or a constraint refuses; then nothing was written.
    """
    hold(once)
    locked = Case.objects.select_for_update(of=("self",)).select_related("household", "person", "handler")
    case = locked.filter(pk=case_id).first()
    if case is None:
        raise NoAccessError(access.UNKNOWN)
    if answer_to(once, actor, f"{case.law}.{key}", case) is not None:
        return case
    access.require_visible(actor, case)
    procedure = case.procedure_data
    transition = next((t for t in procedure.transitions if t.key == key), None)
    if transition is None:
        raise NotAllowedHereError("Deze stap bestaat niet in deze zaak.")
    act = _Act(law=case.law, transition=transition, actor=actor, at=at, once=once, via=via)
    access.require(actor, transition.permission, case)
    _raise_if_not_by_people(act)
    if case.phase == Phase.CLOSED:
        raise_if_elsewhere(case, transition)  # says more than that somebody else was first
    if seen is not None and seen != case.version:
        raise ConflictError(seen=seen, current=case.version)
    raise_if_elsewhere(case, transition)
    _raise_first_refusal(act, case)
    form = _clean(act, case, data, files)
    _effect(act, case, form)
    _move(act, case, procedure)
    case.version += 1
    case.save()
    _finish(act, case, procedure.terms, form)
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
    """Carry out an act of a law on something else than a case ("toylaw.visit" on a household); returns the subject.

    Raises as `perform()` does.
    """
    hold(once)
    law, transition = laws.act(key)
    model = MODELS[transition.subject]
    subject = model._default_manager.select_for_update(of=("self",)).filter(pk=subject_id).first()  # noqa: SLF001
    if subject is None:
        raise NoAccessError(access.UNKNOWN)
    if answer_to(once, actor, key, subject) is not None:
        return subject
    act = _Act(law=law.key, transition=transition, actor=actor, at=at, once=once, via=via)
    access.require(actor, transition.permission)
    access.require_visible(actor, subject)
    _raise_if_not_by_people(act)
    version: int | None = getattr(subject, "version", None)
    if seen is not None and version is not None and seen != version:
        raise ConflictError(seen=seen, current=version)
    _raise_first_refusal(act, subject)
    form = _clean(act, subject, data)
    _effect(act, subject, form)
    if version is not None:
        subject.version = version + 1  # type: ignore[attr-defined]
    subject.save()
    _finish(act, subject, tuple(t for t in law.standing_terms if t.subject is transition.subject), form)
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
    for guard in (*transition.applies, *transition.guards):
        if refusal := guard(subject, actor, at):
            return refusal
    return None


def _raise_first_refusal(act: _Act, subject: models.Model) -> None:
    if refusal := refusal_of(act.transition, subject, act.actor, act.at):
        raise RefusedError(refusal)


def _raise_if_not_by_people(act: _Act) -> None:
    if act.actor is not None and not act.transition.by_people:
        raise NotAllowedHereError(f"“{act.transition.label}” doet het systeem zelf, op het moment dat het zover is.")


def _clean(act: _Act, subject: models.Model, data: Data, files: Any = None) -> ActForm[Any]:
    form = act.transition.form(data=data, files=files or MultiValueDict(), subject=subject, actor=act.actor, at=act.at)
    if not form.is_valid():
        raise InvalidError({name: [str(error) for error in errors] for name, errors in form.errors.items()}, form)
    return form


def _effect(act: _Act, subject: models.Model, form: ActForm[Any]) -> None:
    """A constraint that refuses is an answer, not a crash; its text would show the row, so it is dropped."""
    if act.transition.effect is None:
        return
    try:
        with transaction.atomic():
            act.transition.effect(Step(subject=subject, actor=act.actor, at=act.at, act=form.act(), via=act.via))
    except IntegrityError:
        raise CaseError("Dit kan niet bewaard worden: het spreekt iets tegen dat al vastligt.") from None


def _move(act: _Act, case: Case, procedure: Procedure) -> None:
    if act.transition.target is None:
        return
    state = procedure.state(act.transition.target)
    case.state, case.phase = state.key, state.phase
    case.closed_at = act.at if state.phase is Phase.CLOSED else None
    case.kept_as = kept_as(case) if case.closed_at else ""


def _finish(act: _Act, subject: models.Model, terms: tuple[Term, ...], form: ActForm[Any]) -> None:
    """Terms, letter, event and one-time key: all that follows from an act, in the act's transaction."""
    transition, actor, at = act.transition, act.actor, act.at
    deadline.follow(subject=subject, law=act.law, terms=terms, key=transition.key, fields=form.cleaned_data, at=at)
    payload = {name: form.cleaned_data.get(name) for name in sorted(transition.log)}
    if isinstance(subject, Case):
        if transition.letter:
            letter.draft(case=subject, kind=transition.letter, actor=actor, at=at)
        if transition.sends:
            letter.draft(case=subject, kind=transition.sends, actor=actor, at=at)
            day, channel = form.cleaned_data["sent_on"], form.cleaned_data["channel"]
            letter.send(
                case=subject, kind=transition.sends, sent_on=day, channel=channel, actor=actor, at=at, via=act.via
            )
        payload |= {"state": subject.state, "version": subject.version}
    events.record(kind=act.kind, subject=subject, actor=actor, at=at, payload=payload, via=act.via, law=act.law)
    keep(act.once, actor, act.kind, subject, at)
