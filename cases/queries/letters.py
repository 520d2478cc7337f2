"""What a law needs to compose a letter: who sends it, who gets it, and the proofs of its dates."""

from dataclasses import dataclass
from datetime import date

from cases.contract import Bullets, Paragraph, Sender, local_day
from cases.models import Case, Letter, Municipality
from cases.queries.addressees import addressees_for, in_hand, matter_of
from cases.queries.bring import bring
from cases.queries.remembered import remembered
from cases.queries.terms import calendar, confirmed_references, proof_from, proof_of
from cases.queries.texts import Texts, texts_of
from cases.rules.proof import Proof


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Read once for a letter. `on` is the recorded day of dispatch, or for a draft the day it was drafted.

    `addressee` and `salutation` are those of who gets it first; the core puts others in their place for their copies.
    """

    sender: Sender
    addressee: tuple[str, ...]
    salutation: str
    on: date
    texts: Texts

    def slot(self, key: str) -> tuple[Paragraph | Bullets, ...]:
        """What stands in a slot of this letter; goes into `blocks` where the law wants it."""
        return self.texts.blocks(key)


def facts_for(case: Case, letter: Letter) -> LetterFacts:
    # Who does the work sends the letter: the BRP may still name another municipality for the household.
    municipality = municipality_named(case.team.municipality_id)
    lines = tuple(filter(None, (*municipality.address_lines.splitlines(), municipality.phone)))
    on = letter.sent_on or local_day(letter.drafted_at)
    first = next(iter(addressees_for(case, on, matter=matter_of(case, letter.kind))), None) or in_hand(case, on)
    return LetterFacts(
        sender=Sender(name=f"Gemeente {municipality.name}", lines=lines, phone=municipality.phone),
        addressee=(first.name, *first.lines),
        salutation=first.salutation,
        on=on,
        texts=texts_of(case, letter, on),
    )


@remembered
def municipality_named(code: str) -> Municipality:
    return Municipality.objects.get(code=code)


def running_proof(case: Case, term: str) -> Proof | None:
    """The proof of the newest clock of this term in the case."""
    bring([case], "deadlines__suspensions", "deadlines__extensions")
    rows = [row for row in case.deadlines.all() if row.term == term]
    deadline = max(rows, key=lambda row: (row.started_at, row.pk), default=None)
    return proof_of(deadline, calendar(), confirmed=confirmed_references()) if deadline else None


def starting_proof(term: str, start: date) -> Proof:
    """The proof of a term that this letter itself starts."""
    return proof_from(term, start, calendar(), confirmed_references())
