"""The articles of the Wmo 2015 and the Awb that its steps stand on, as read in the texts of 1 July 2026."""

from datetime import date

from cases.contract import Certainty, LegalBasis, awb

READ_ON = date(2026, 11, 21)
IN_FORCE = date(2026, 7, 1)


def wmo(number: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """An article of the Wmo 2015: `number` reads "2.3.2 lid 1"."""
    return article("Wmo 2015", "BWBR0035362", IN_FORCE, number, certainty)


def article(law: str, bwb: str, version: date, number: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """An article as read in the version of this day; `bwb` is the number of the law in the Basiswettenbestand."""
    return LegalBasis(
        text=f"{law} art. {number}",
        url=f"https://wetten.overheid.nl/jci1.3:c:{bwb}&artikel={number.partition(' ')[0]}&z={version}&g={version}",
        checked_on=READ_ON,
        certainty=certainty,
        valid_from=version,
    )


SUPPORT = wmo("2.3.2 lid 3")
PLAN = wmo("2.3.2 lid 2")
ONDERZOEK = wmo("2.3.2 lid 1")
TOPICS = wmo("2.3.2 lid 4")
VERSLAG = wmo("2.3.2 lid 8")
AANVRAAG = wmo("2.3.2 lid 9")
URGENT = wmo("2.3.3")
BESLUIT = wmo("2.3.5 lid 2")
GROUNDS = wmo("2.3.5 lid 3")
# Read nowhere yet: who may ask for opvang, and on which grounds it is given.
SHELTER = wmo("1.2.1", Certainty.MEMORY)
SHELTER_GROUNDS = wmo("2.3.5 lid 4", Certainty.MEMORY)
BEKENDMAKING = awb.article("3:41")
ERASURE = wmo("5.3.5")
RETENTION = wmo("5.3.4")
SET_ASIDE = awb.article("4:5")
MANDATE = awb.article("10:3")
BEZWAAR = awb.article("6:7")
BUDGET = wmo("2.3.6 lid 1")
REVIEW = wmo("2.3.9")
CHANGE = wmo("2.3.10 lid 1")
RECOVERY = wmo("2.4.1 lid 1")
CAK = article("Uitvoeringsregeling Wmo 2015", "BWBR0036096", date(2025, 3, 20), "2f")
VIEW = awb.article("4:8", "lid 1", Certainty.MEMORY)
VIEW_LEFT_OUT = awb.article("4:11", certainty=Certainty.MEMORY)
