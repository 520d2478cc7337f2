"""The articles of the Wmo 2015 and the Awb that its steps stand on, as read in the texts of 1 July 2026."""

from datetime import date

from cases.contract import Certainty, LegalBasis

READ_ON = date(2026, 11, 21)
IN_FORCE = date(2026, 7, 1)


def wmo(article: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """`article` reads "2.3.2 lid 1"."""
    return _article("Wmo 2015", "BWBR0035362", article, certainty)


def awb(article: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    return _article("Awb", "BWBR0005537", article, certainty)


def _article(law: str, number: str, article: str, certainty: Certainty) -> LegalBasis:
    bare = article.partition(" ")[0]
    return LegalBasis(
        text=f"{law} art. {article}",
        url=f"https://wetten.overheid.nl/jci1.3:c:{number}&artikel={bare}&z=2026-07-01&g=2026-07-01",
        checked_on=READ_ON,
        certainty=certainty,
        valid_from=IN_FORCE,
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
BEKENDMAKING = awb("3:41")
MANDATE = awb("10:3")
BEZWAAR = awb("6:7")
