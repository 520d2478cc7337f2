"""What an act starts, and until when: shown before it is done."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.contract import Length, LocalLength, Nature, Procedure, Term, Transition
from cases.queries.lengths import local_length
from cases.queries.terms import calendar, confirmed_references, facts_from, in_force
from cases.rules.calendar import local_day
from cases.rules.deadlines import reckon
from cases.rules.length import Unit
from cases.rules.proof import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """`proof` is None while it is not known yet whether the term starts (`open_question`), or for how long."""

    term: Term
    length: str
    proof: Proof | None
    open_question: bool = False

    @property
    def is_norm(self) -> bool:
        return self.term.nature is Nature.NORM

    @property
    def is_window(self) -> bool:
        return self.term.nature is Nature.WINDOW


def starts_of(
    procedure: Procedure, transition: Transition, *, at: datetime, fields: dict[str, object], municipality: str
) -> tuple[Start, ...]:
    """The terms that `transition` starts, urgent ones first, then by their last day.

    `fields` is what is known of the form: a term that depends on a field without an answer is an open question.
    """
    days, confirmed = calendar(), confirmed_references()
    found: list[Start] = []
    for term in procedure.terms:
        if transition.key not in term.started_by:
            continue
        chosen = fields.get(term.counts_from) if term.counts_from else None
        start = chosen if isinstance(chosen, (date, datetime)) else at
        if not in_force(term, local_day(start)):
            continue
        if term.only_if is not None:
            answer = fields.get(term.only_if[0])
            if answer is None:
                found.append(Start(term=term, length="", proof=None, open_question=True))
                continue
            if answer != term.only_if[1]:
                continue
        length = _length(term, municipality, local_day(start))
        if length is None:
            found.append(Start(term=term, length="", proof=None))
            continue
        moment = at if length.unit is Unit.HOURS and not isinstance(start, datetime) else start
        facts = facts_from(term, moment, length, confirmed)
        found.append(Start(term=term, length=length.text, proof=reckon(facts, days)))
    far = datetime.max.replace(tzinfo=at.tzinfo)
    return tuple(sorted(found, key=lambda row: (not row.term.urgent, (row.proof and row.proof.due_at) or far)))


def _length(term: Term, municipality: str, day: date) -> Length | None:
    match term.length:
        case Length():
            return term.length
        case LocalLength():
            return local_length(term.length, municipality, day)
        case _:
            return None
