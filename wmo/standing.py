"""What the Wmo 2015, its Uitvoeringsbesluit and its Uitvoeringsregeling also ask, and no step starts yet.

`manage.py laws` prints these terms and `manage.py deadline` reckons them.
"""

from datetime import date

from cases.contract import Certainty, LegalBasis, Length, Term, Unit
from wmo.basis import article, wmo


def besluit(number: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """Cite the Uitvoeringsbesluit (an AMvB) as read in the text of 1 January 2026."""
    return article("Uitvoeringsbesluit Wmo 2015", "BWBR0035733", date(2026, 1, 1), number, certainty)


NO_GROUND = "De wet kent geen grond om deze termijn stil te zetten."

CEO_JAAR = Term(
    key="wmo.ceo_jaar",
    label="Cliëntervaringsonderzoek aanleveren (telt vanaf 31 december)",
    basis=wmo("2.5.1"),  # ahead of 1 July: six months after 31 December is 30 June
    length=Length(6, Unit.MONTHS),
    never_stands_still=NO_GROUND,
    on_lapse="Lever het onderzoek nu aan.",
)
VT_ONDERZOEK_START = Term(
    key="wmo.vt_onderzoek_start",
    label="Veilig Thuis: onderzoek beginnen",
    basis=besluit("4.1.7 lid 1"),  # after receipt of the melding, once research is found necessary
    length=Length(5, Unit.DAYS),
    never_stands_still=NO_GROUND,
    on_lapse="Begin het onderzoek nu.",
)
VT_OORDEEL = Term(
    key="wmo.vt_oordeel",
    label="Veilig Thuis: oordeel geven",
    basis=besluit("4.1.7 lid 2", Certainty.DISPUTED),
    length=Length(10, Unit.WEEKS),
    # One reading counts from the melding, ours of the text from the finding of lid 1 that research is needed.
    question="Beginnen de tien weken op de dag van de melding, of op de dag waarop Veilig Thuis vaststelt dat "
    "onderzoek nodig is (artikel 4.1.7 lid 1)?",
    never_stands_still=NO_GROUND,
    on_lapse="Geef het oordeel nu.",
)
VT_INFORMEREN = Term(
    key="wmo.vt_informeren",
    label="Veilig Thuis: betrokkene informeren",
    basis=wmo("5.3.1"),
    length=Length(4, Unit.WEEKS),
    never_stands_still="Deze termijn staat niet stil, maar verlengen met steeds 2 weken mag als dat veiliger is.",
    on_lapse="Informeer de betrokkene nu, of leg vast waarom dat niet veilig is.",
)
STANDING: tuple[Term, ...] = (
    CEO_JAAR,
    VT_ONDERZOEK_START,
    VT_OORDEEL,
    VT_INFORMEREN,
)
