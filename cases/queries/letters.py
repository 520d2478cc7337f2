"""What a law needs to compose a letter: who sends it, who gets it, and the proofs of its dates."""

from dataclasses import dataclass
from datetime import date

from cases.contract import Sender, local_day
from cases.models import Case, Letter
from cases.queries.terms import calendar, confirmed_references, proof_from, proof_of
from cases.rules.proof import Proof


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Read once for a letter. `on` is the recorded day of dispatch, or for a draft the day it was drafted."""

    sender: Sender
    addressee: tuple[str, ...]
    on: date


def facts_for(case: Case, letter: Letter) -> LetterFacts:
    # Who does the work sends the letter: the BRP may still name another municipality for the household.
    municipality = case.team.municipality
    lines = tuple(filter(None, (*municipality.address_lines.splitlines(), municipality.phone)))
    return LetterFacts(
        sender=Sender(name=f"Gemeente {municipality.name}", lines=lines),
        addressee=(case.person.formal_name, *case.household.address_lines),
        on=letter.sent_on or local_day(letter.drafted_at),
    )


def running_proof(case: Case, term: str) -> Proof | None:
    """The proof of the newest clock of this term in the case."""
    deadline = (
        case.deadlines.filter(term=term)
        .prefetch_related("suspensions", "extensions")
        .order_by("-started_at", "-pk")
        .first()
    )
    return proof_of(deadline, calendar(), confirmed=confirmed_references()) if deadline else None


def starting_proof(term: str, start: date) -> Proof:
    """The proof of a term that this letter itself starts."""
    return proof_from(term, start, calendar(), confirmed_references())
