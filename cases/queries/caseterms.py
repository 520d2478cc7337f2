"""The terms of one case as its page shows them: running with a proof, ended with a reason, and the urgent lane."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.contract import Length, Nature, Term, Unit
from cases.models import Case, Deadline, Outcome
from cases.queries.bring import bring
from cases.queries.clocks import Mark, clock_of, marks_of, up_to_date
from cases.queries.decisions import decisions_of
from cases.queries.terms import calendar, confirmed_references, proof_of, term_of
from cases.queries.timeline import Item
from cases.rules.calendar import AMSTERDAM
from cases.rules.clock import Clock, hours
from cases.rules.proof import Proof
from cases.rules.wording import days, plain_date

_RANK = {Nature.STATUTE: 0, Nature.NORM: 1, Nature.WINDOW: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An open term. `late` is `Deadline.is_overdue`."""

    term: Term
    proof: Proof
    clock: Clock
    length: str
    late: bool
    reckoned: str  # below the proof: when and with which text
    about: str = ""  # key and label of the one besluit it is about, where several such terms can run
    about_label: str = ""

    @property
    def anchor(self) -> str:
        """The term's key, and what it is about, for in an id of the page."""
        return f"{self.term.key.replace('.', '-')}{self.about and f'-{self.about}'}"

    @property
    def label(self) -> str:
        """What the term is called on the page of its case."""
        return f"{self.term.label} ({self.about_label})" if self.about_label else self.term.label

    @property
    def is_norm(self) -> bool:
        return self.term.nature is Nature.NORM

    @property
    def is_window(self) -> bool:
        return self.term.nature is Nature.WINDOW

    @property
    def until(self) -> date | datetime | None:
        """What a person calls the end; while the term stands still the last day it can become."""
        return self.proof.due or self.proof.projected_on

    @property
    def order(self) -> tuple[bool, int, date]:
        """Urgent first, then what the law sets, then norms, then windows; each by its last day."""
        return (not self.term.urgent, _RANK[self.term.nature], self.proof.due_on or self.proof.projected_on or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A term that no longer runs: how it ended, when, and why if it was not met in time."""

    label: str
    outcome: str
    on: date
    why: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """The urgent lane while a term of it runs: its clocks and marks, who holds it, and what was tried in vain."""

    terms: tuple[Running, ...]
    marks: tuple[Mark, ...]
    attempts: tuple[Item, ...]
    holder: str


def deadlines_of(case: Case) -> list[Deadline]:
    """All terms of a case with what their dates depend on. They stay on the case, for its guards."""
    bring([case], "deadlines__suspensions", "deadlines__extensions")
    return sorted(case.deadlines.all(), key=lambda row: (row.started_at, row.pk))


def running(deadlines: list[Deadline], at: datetime) -> tuple[Running, ...]:
    """The open terms, the weightiest first; two statements."""
    known, confirmed, now = calendar(), confirmed_references(), at.astimezone(AMSTERDAM)
    names = _names(deadlines)
    found = []
    for deadline in deadlines:
        if deadline.ended_at is None:
            term = term_of(up_to_date(deadline, known, at))
            found.append(
                Running(
                    term=term,
                    proof=proof_of(deadline, known, at, confirmed),
                    clock=clock_of(deadline, known, at),
                    length=Length(deadline.amount, Unit(deadline.unit)).text,
                    late=deadline.is_overdue(at),
                    about=deadline.about,
                    about_label=names.get(deadline.about, ""),
                    reckoned=f"Berekend vandaag om {now:%H.%M} uur met de tekst van {plain_date(term.valid_from)}.",
                )
            )
    return tuple(sorted(found, key=lambda row: row.order))


def _names(deadlines: list[Deadline]) -> dict[str, str]:
    """What each besluit is called that a term here is about."""
    case = next((row.case for row in deadlines if row.about), None)
    return {row.key: _lower(row.label) for row in decisions_of(case)} if case else {}


def _lower(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"


def ended(case: Case, deadlines: list[Deadline]) -> tuple[Ended, ...]:
    """The terms that ended, the last one first."""
    rows = [row for row in deadlines if row.ended_at is not None]
    rows.sort(key=lambda row: (row.ended_at, row.pk), reverse=True)
    names = _names(rows)
    return tuple(_ended(case, row, names.get(row.about, "")) for row in rows)


def urgent_lane(
    case: Case, deadlines: list[Deadline], open_terms: tuple[Running, ...], items: tuple[Item, ...], at: datetime
) -> Urgent | None:
    """The urgent lane while a term of it is open. An attempt is an act of the lane that touches none of its terms."""
    terms = tuple(row for row in open_terms if row.term.urgent)
    if not terms:
        return None
    touching = {key for row in terms for key in row.term.started_by | row.term.met_by | row.term.ended_by}
    touching |= {row.ended_by for row in deadlines if row.urgent}
    lane = {t.key for t in case.procedure_data.transitions if t.urgent} - touching
    return Urgent(
        terms=terms,
        marks=marks_of(deadlines, at),
        attempts=tuple(item for item in items if item.key in lane),
        holder=case.handler.display_name if case.handler else "",
    )


def _ended(case: Case, deadline: Deadline, about: str) -> Ended:
    assert deadline.ended_on is not None
    why = _how_late(deadline) if deadline.was_late else ""
    if deadline.outcome == Outcome.LAPSED:
        act = next((t for t in case.procedure_data.transitions if t.key == deadline.ended_by), None)
        why = act.label if act else "de zaak is gesloten"
    return Ended(
        label=f"{term_of(deadline).label} ({about})" if about else term_of(deadline).label,
        outcome=Outcome(deadline.outcome).label,
        on=deadline.ended_on,
        why=why,
        late=deadline.was_late,
    )


def _how_late(deadline: Deadline) -> str:
    assert deadline.ended_at is not None
    assert deadline.ended_on is not None
    assert deadline.due_at is not None
    assert deadline.due_on is not None
    if deadline.unit == Unit.HOURS:
        return f"{hours(deadline.ended_at - deadline.due_at, up=True)} te laat"
    return f"{days((deadline.ended_on - deadline.due_on).days)} te laat"
