"""What the Wmo 2015, its Uitvoeringsbesluit and its Uitvoeringsregeling also ask, and no step starts yet.

`manage.py laws` prints these terms and `manage.py deadline` reckons them.
"""

from datetime import date

from cases.contract import ActLength, Certainty, LegalBasis, Length, Nature, Roll, Term, Unit
from wmo.basis import article, wmo


def besluit(number: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """Cite the Uitvoeringsbesluit (an AMvB) as read in the text of 1 January 2026."""
    return article("Uitvoeringsbesluit Wmo 2015", "BWBR0035733", date(2026, 1, 1), number, certainty)


def regeling(number: str) -> LegalBasis:
    """Cite the Uitvoeringsregeling as read in the text of 20 March 2025."""
    return article("Uitvoeringsregeling Wmo 2015", "BWBR0036096", date(2025, 3, 20), number)


NO_GROUND = "De wet kent geen grond om deze termijn stil te zetten."

HERONDERZOEK = Term(
    key="wmo.heronderzoek",
    label="Opnieuw bekijken of de hulp nog past",
    basis=wmo("2.3.9"),  # "periodiek": the day stands in the beschikking or the plan
    length=ActLength(field="review_on", unit=Unit.MONTHS),
    nature=Nature.NORM,
    roll=Roll.NONE,
    never_stands_still="Een norm van de gemeente staat niet stil.",
    on_lapse="Bekijk opnieuw of de hulp nog past.",
)
CAK_START = Term(
    key="wmo.cak_start",
    label="Begin van de hulp melden bij het CAK",
    basis=regeling("2f"),
    length=Length(1, Unit.MONTHS),
    roll=Roll.NONE,  # a ministerial regulation: the Algemene termijnenwet names only statute and AMvB
    never_stands_still=NO_GROUND,
    on_lapse="Meld nu. De bijdrage telt hoogstens 12 maanden terug (Uitvoeringsbesluit 3.5 lid 4).",
)
CAK_START_PGB = Term(
    key="wmo.cak_start_pgb",
    label="Begin van een pgb melden bij het CAK",
    basis=regeling("2f"),
    length=Length(4, Unit.MONTHS),
    roll=Roll.NONE,
    never_stands_still=NO_GROUND,
    on_lapse="Meld nu. De bijdrage telt hoogstens 12 maanden terug (Uitvoeringsbesluit 3.5 lid 4).",
)
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
    HERONDERZOEK,
    CAK_START,
    CAK_START_PGB,
    CEO_JAAR,
    VT_ONDERZOEK_START,
    VT_OORDEEL,
    VT_INFORMEREN,
)
