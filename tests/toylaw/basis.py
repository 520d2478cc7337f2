"""Articles of a law that does not exist."""

from datetime import date

from cases.contract import Certainty, LegalBasis


def article(number: str, certainty: Certainty = Certainty.SEEN, valid_from: date = date(2020, 1, 1)) -> LegalBasis:
    return LegalBasis(
        text=f"Speelwet art. {number}",
        url=f"https://wetten.example/speelwet/{number}",
        checked_on=date(2026, 11, 21),
        certainty=certainty,
        valid_from=valid_from,
    )
