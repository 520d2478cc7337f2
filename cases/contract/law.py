"""A law: the table of contents that `laws.register()` validates."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models.expressions import Combinable

from cases.contract.besluit import BesluitKind
from cases.contract.demo import Demo
from cases.contract.errors import Refusal
from cases.contract.letter import Letter
from cases.contract.procedure import ActForm, Procedure, Transition
from cases.contract.retention import Retention
from cases.contract.terms import Amount, Term
from cases.rules.basis import LegalBasis

if TYPE_CHECKING:
    from cases.models import Case, User


class Slot(StrEnum):
    CASE = "case"
    TOP = "top"  # across the whole page of a case, above all else
    ASIDE = "aside"  # in its narrow column
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A box on the case page or the household page; an empty context means: nothing to show yet, no box.

    `context` gets the case and the reader. On a household it gets, in the place of the case, the cases of its own law
    there that the reader may see, as a tuple. It asks the database nothing: what it reads of a case its `relations`
    name, and the page brings that for all laws at once. A household of four laws so costs what one of one law costs.
    """

    key: str
    label: str
    slot: Slot
    template: str
    context: "Callable[[Any, User], Mapping[str, object]]"
    permission: str
    order: int = 100
    relations: tuple[str, ...] = ()  # of a household panel: what it reads of each case ("wmo_melding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A bundle offered to functional administrators; never checked in code."""

    key: str
    label: str
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What a law does on an event of somebody else. Reached through the outbox, so it must be idempotent."""

    event: str  # "cases.person_deceased"
    label: str
    handle: Callable[[int], None]  # receives the event id


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something a law keeps with a case and that is edited beside its steps: a verslag, a proposed voorziening.

    `model` has `case` and `version`, and with `many` a `uuid`; the form's fields are its columns. `start` makes a new
    row that is not saved yet. `editable` says of a row why it is fixed by now; None means: it may change.
    """

    key: str  # "verslag": in the address, and in the event "wmo.edit_verslag"
    label: str  # "Verslag"
    model: type[Any]
    form: type[ActForm[Any]]
    start: "Callable[[Case], Any]"
    permission: str
    states: frozenset[str]
    editable: Callable[[Any], Refusal | None]
    many: bool = False
    basis: LegalBasis | None = None
    hint: str = ""
    template: str = ""
    title: Callable[[Any], str] | None = None  # of a row, in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalChoice:
    """Yes or no, as the municipality decides: a dated row `LocalSetting(choice)` goes before `default`."""

    key: str  # "wmo.vier_ogen"
    label: str  # a Dutch question with yes or no
    default: bool
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDecision:
    """A besluit that was sent, against which bezwaar can be made. `decider` is the id of who took it."""

    key: str  # unique within the case
    label: str  # Dutch: "Besluit: hulp bij het huishouden toegekend"
    sent_on: date
    decider: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    key: str  # = app label = URL prefix = permission prefix; never changes
    name: str  # "Wet maatschappelijke ondersteuning 2015"
    short_name: str  # "Wmo"
    colour: str  # a tint of the theme, tokens.css: pruim, zee, oker or blauw
    basis: LegalBasis
    retentions: tuple[Retention, ...]  # the first one counts where the end of a case names no other
    procedures: tuple[Procedure, ...]
    permissions: tuple[tuple[str, str], ...]  # ("wmo.decide", "Besluiten nemen")
    acts: tuple[Transition, ...] = ()  # acts on something else than a case
    standing_terms: tuple[Term, ...] = ()  # terms of the law that no procedure watches yet
    amounts: tuple[Amount, ...] = ()
    choices: tuple[LocalChoice, ...] = ()
    records: tuple[Record, ...] = ()
    # The resident's own words as an expression on a case, `F("wmo_melding__own_words")`: a list reads them along with
    # the cases, and shows their beginning while a case has no subject.
    own_words: Combinable | None = None
    # Where somebody said to be reached safely, by case id: offered on the page of the person, to take over.
    safe_contact: Callable[[Collection[int]], Mapping[int, str]] | None = None
    besluiten: tuple[BesluitKind, ...] = ()  # the kinds it takes with the engine of cases/besluit
    # What a law without that engine decided in a case, oldest first: against each one can make bezwaar.
    decisions: "Callable[[Case], tuple[PublishedDecision, ...]] | None" = None
    # What hangs on a case ("wmo_besluiten__decider") and panels, guards and letters read: a page brings it in one go.
    relations: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    letters: tuple[Letter, ...] = ()
    roles: tuple[Role, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    urls: str | None = None  # extra pages, mounted at /<key>/
    demo: Demo | None = None  # what it shows in the demo municipality

    def letter(self, key: str) -> Letter:
        return next(letter for letter in self.letters if letter.key == key)

    def besluit(self, key: str) -> BesluitKind:
        return next(kind for kind in self.besluiten if kind.key == key)

    def record(self, key: str) -> Record | None:
        return next((record for record in self.records if record.key == key), None)

    def retention(self, key: str, on: date) -> Retention:
        """The text of this period in force on `on`, else its oldest; for an unknown key the law's ordinary one."""
        texts = sorted((r for r in self.retentions if r.key == key), key=lambda r: r.basis.valid_from)
        if not texts:
            return self.retention(self.retentions[0].key, on)
        return next((r for r in reversed(texts) if r.basis.valid_from <= on), texts[0])

    def procedure(self, key: str, version: int) -> Procedure:
        return next(p for p in self.procedures if p.key == key and p.version == version)

    def terms(self) -> tuple[Term, ...]:
        """Every text of every term that this law declares; a text that two procedures share stands twice."""
        return (*self.standing_terms, *(term for procedure in self.procedures for term in procedure.terms))

    def opening(self) -> tuple[tuple[Procedure, Transition], ...]:
        """The ways in: every opening transition of every current procedure."""
        return tuple((p, t) for p in self.procedures if p.current for t in p.transitions if t.opens)
