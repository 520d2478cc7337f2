"""States and transitions as data. There is no workflow engine: `perform()` reads this top to bottom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms

from cases.contract.errors import ContractError, Refusal
from cases.contract.terms import Subject, Term
from cases.rules.basis import LegalBasis
from cases.rules.calendar import local_day

if TYPE_CHECKING:
    from cases.models import Case, User

T = TypeVar("T")


class Phase(StrEnum):
    """All that the core understands of a law's states."""

    INTAKE = "intake"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    EXECUTION = "execution"
    CLOSED = "closed"


PHASE_LABELS = {
    Phase.INTAKE: "Melding",
    Phase.ASSESSMENT: "Onderzoek",
    Phase.DECISION: "Besluit",
    Phase.EXECUTION: "Uitvoering",
    Phase.CLOSED: "Gesloten",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    key: str
    label: str
    phase: Phase
    todo: str = ""  # Dutch: what has to happen now
    final: bool = False  # an end; the phase is CLOSED
    # Of an end: the key of the Retention as which the case is kept, or how to tell; empty = that of its procedure.
    kept_as: "str | Callable[[Case], str]" = ""


class ActForm(forms.Form, Generic[T]):
    """Input of an act, for page and API alike. Bound to its subject, so that it can check against it.

    `act()` returns the typed result that the effect receives; the default is the cleaned data.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        subject: Any = None,
        actor: "User | None" = None,
        at: datetime | None = None,
        record: Any = None,
        **kwargs: Any,
    ) -> None:
        self.subject = subject
        self.record = record  # the row that is edited, where the form is of a Record
        self.actor = actor
        self.at = at
        super().__init__(*args, **kwargs)

    @property
    def today(self) -> date:
        """The Amsterdam day of the act."""
        assert self.at is not None
        return local_day(self.at)

    def act(self) -> T:
        return self.cleaned_data  # type: ignore[return-value]


class EmptyForm(ActForm[dict[str, Any]]):
    """An act without input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[T]):
    """What an effect gets. `subject` is locked and not yet saved; `act` is the form's typed result."""

    subject: Any
    actor: "User | None"
    at: datetime
    act: T
    via: str = "page"  # from where the act came, for what the effect itself records: page, api, command, watcher

    @property
    def case(self) -> "Case":
        """The subject of an act on a case; the contract knows its type only."""
        case: Case = self.subject
        return case


# A guard sees the subject, who wants to act, and the moment; None means: may go on.
Guard = Callable[[Any, "User | None", datetime], Refusal | None]
Effect = Callable[[Step[Any]], None]


def nothing_to_undo(step: Step[Any]) -> None:
    """For a step that writes nothing but its state and terms: those are taken back anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One legal act. `sources` empty = it opens a case; `target` None = the state stays."""

    key: str  # "register_melding"; the event is "wmo.register_melding"
    label: str  # on the button
    permission: str  # "wmo.intake"
    basis: LegalBasis | None = None
    sources: frozenset[str] = frozenset()
    target: str | None = None
    subject: Subject = Subject.CASE
    form: type[ActForm[Any]] = EmptyForm
    applies: tuple[Guard, ...] = ()  # as guards, but where one refuses the page doesn't even show the step
    guards: tuple[Guard, ...] = ()
    effect: Effect | None = None
    undo: Effect | None = None  # takes back what `effect` wrote; without it a wrong step can't be taken back
    letter: str | None = None  # Letter.key, drafted in the same transaction
    sends: str | None = None  # Letter.key, drafted and sent at once, by `sent_on` and `channel` of the form
    log: frozenset[str] = frozenset()  # form fields allowed into the event; default none
    hint: str = ""  # Dutch, beside the button
    done: str = ""  # Dutch, in the timeline: "Verslag gegeven"
    primary: bool = False  # the ordinary next step
    urgent: bool = False  # part of the urgent lane: offered only while an urgent term runs
    reopens: bool = False  # may leave an end: the law gives a right that outlives the case
    from_case: bool = False  # opens its case out of another one, so it is no way in of its own
    by_people: bool = True  # False: only the system does this (a window that closes, a pause that ends)
    side: bool = False  # beside the main road: the page folds these steps together
    template: str = ""  # how the form's fields are laid out; empty = in their order

    @property
    def opens(self) -> bool:
        return self.subject is Subject.CASE and not self.sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A law's road for one kind of case. A running case keeps the version it started under."""

    key: str
    version: int
    label: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    terms: tuple[Term, ...] = ()
    road: tuple[str, ...] = ()  # state keys shown as the steps of the main road
    shortest: tuple[str, ...] = ()  # transition keys of one single question: docs/figures.md counts its required fields
    permission: str = ""  # without it cases of this procedure do not exist for a reader, whatever else they may do
    barred: "Callable[[Case], frozenset[int]] | None" = None  # ids of colleagues who may never handle such a case
    kept_as: str = ""  # key of the Retention of its cases; empty = the law's ordinary one
    current: bool = True  # new cases start here; an older version stays readable

    def state(self, key: str) -> State:
        return next(state for state in self.states if state.key == key)

    def transition(self, key: str) -> Transition:
        for transition in self.transitions:
            if transition.key == key:
                return transition
        raise ContractError(f"De procedure {self.key} kent de stap {key!r} niet.")

    def term(self, key: str, valid_from: str | None = None) -> Term:
        """The term as it was in force when its clock started; `valid_from` is an ISO date."""
        for term in self.terms:
            if term.key == key and (valid_from is None or term.valid_from.isoformat() == valid_from):
                return term
        raise ContractError(f"De procedure {self.key} kent de termijn {key!r} ({valid_from}) niet.")
