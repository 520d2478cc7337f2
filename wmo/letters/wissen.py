"""The answer to a request to erase (5.3.5)."""

from cases.contract import Heading, LetterContent, Paragraph, plain_date
from cases.models import Case
from cases.models import Letter as LetterModel
from cases.queries.letters import facts_for, running_proof
from wmo.letters.words import COLLEGE, handler_lines, letter_of


def compose_erasure(case: Case, letter: LetterModel) -> LetterContent:
    facts, answer = facts_for(case, letter), case.wmo_erasures.latest("pk")
    proof = running_proof(case, "wmo.wissen")
    asked = f"Op {plain_date(answer.received_on)} vroeg u ons om gegevens te wissen. "
    return letter_of(
        case,
        facts,
        title="Wij wissen uw gegevens" if answer.erased else "Wij wissen uw gegevens niet",
        blocks=(
            Paragraph(text=asked + ("Dat doen wij." if answer.erased else "Dat doen wij niet.")),
            Heading(text="Wat betekent dit?" if answer.erased else "Waarom niet?"),
            Paragraph(text=answer.reasons),
            Heading(text="Bent u het er niet mee eens?"),
            Paragraph(text="Bel ons, dan kijken wij er samen naar. U kunt ook binnen 6 weken bezwaar maken."),
        ),
        closing=(COLLEGE, *handler_lines(case)),
        grounds="Op grond van artikel 5.3.5 van de Wet maatschappelijke ondersteuning 2015.",
        proofs=(proof,) if proof else (),
    )
