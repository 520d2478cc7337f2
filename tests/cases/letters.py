"""A whole synthetic letter, and how the tests look inside its PDF."""

import io
from datetime import UTC, date, datetime

import pikepdf
from pypdf import PdfReader

from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import SHIPPED
from cases.rules.deadlines import Facts as TermFacts
from cases.rules.deadlines import Suspension, reckon
from cases.rules.length import Length, Unit
from cases.rules.proof import Proof
from cases.typesetting.content import Bullets, Facts, Heading, LetterContent, Paragraph, Quote, Sender
from cases.typesetting.pdf import typeset

LINK = "https://wetten.overheid.nl/BWBR0035362/2026-07-01"


def basis(text: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    day = date(2026, 7, 1)
    return LegalBasis(text=text, url=LINK, checked_on=day, certainty=certainty, valid_from=day)


def decision_term(certainty: Certainty = Certainty.SEEN) -> Proof:
    """Two weeks, stopped for 21 days, and the last day moved past Christmas."""
    pause = Suspension(
        invited_on=date(2026, 11, 23),
        completed_on=date(2026, 12, 15),
        reason="Brief verstuurd",
        basis=basis("Awb art. 4:15", certainty),
    )
    facts = TermFacts(
        term="toy.besluit",
        label="Besluit op uw aanvraag",
        basis=basis("Wmo 2015 art. 2.3.5"),
        start=date(2026, 11, 20),
        length=Length(2, Unit.WEEKS),
        suspensions=(pause,),
    )
    return reckon(facts, SHIPPED)


def hour_term() -> Proof:
    facts = TermFacts(
        term="toy.spoed",
        label="Eerste hulp",
        basis=basis("norm"),
        start=datetime(2027, 3, 27, 14, 30, tzinfo=UTC),
        length=Length(24, Unit.HOURS),
    )
    return reckon(facts, SHIPPED)


LETTER = LetterContent(
    title="U krijgt begeleiding thuis",
    sender=Sender(name="Gemeente Noorderveen", lines=("Postbus 1000", "0000 AA Noorderveen", "050 000 00 00")),
    addressee=("Mevrouw S. El Amrani", "Lindelaan 14", "0000 AA Noorderveen"),
    date=date(2026, 11, 26),
    number="2026-1877",
    handler="Fenna de Boer",
    enclosures=("het verslag", "het plan"),
    salutation="Beste mevrouw El Amrani",
    blocks=(
        Paragraph("U krijgt deze hulp.\nVanaf maandag.\n\nWij bellen u."),
        Facts((("Wat krijgt u?", "Begeleiding thuis, 2 uur per week"), ("Van wie?", "Thuisbasis"))),
        Heading("Waarom krijgt u deze hulp?"),
        Quote("Soms zit ik en dan is het ineens vier uur.", "mevrouw El Amrani, 12 november 2026"),
        Bullets(("Een weekplan maken.", "De post ordenen.")),
        Heading("Bent u het niet eens met dit besluit?"),
        Paragraph("Maak bezwaar uiterlijk 7 januari 2027.", strong="uiterlijk 7 januari 2027"),
    ),
    closing=("namens burgemeester en wethouders,", "Fenna de Boer"),
    grounds="Artikel 2.3.5 van de Wmo 2015.",
    proofs=(decision_term(),),
)


def opened(letter: LetterContent) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(typeset(letter)))


def pages(letter: LetterContent) -> list[str]:
    """The text of each page on one line: lines wrap where the page says, not where the author did."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(typeset(letter))).pages]


def text_of(pdf: bytes) -> str:
    """All that a finished letter says, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
