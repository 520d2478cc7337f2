"""How long a law's part of a case is kept, as data; and the periods of the Selectielijst, ready-made for every law.

Kept is always one case: never a household at once, for its parts end on different days. What a case is kept as is
decided when it closes (`State.kept_as`) and stored; how long that is, is a dated rule, so that a new Selectielijst is
a second `Retention` with the same key and a later `valid_from`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import SHIPPED, plus
from cases.rules.length import Length, Unit


class CountsFrom(StrEnum):
    """The day from which a period of retention counts."""

    END = "end"  # the day on which the case closed
    LAST_CHANGE = "last_change"  # the last act of a colleague, also after it closed


COUNTS_FROM_TEXT = {CountsFrom.END: "na het sluiten", CountsFrom.LAST_CHANGE: "na de laatste wijziging"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """One period: what is kept, how long, from when, and where that stands."""

    key: str  # "wmo.dossier", or "selectielijst.afgewezen" for what every law has
    label: str  # Dutch: "Dossier"
    period: Length
    basis: LegalBasis
    counts_from: CountsFrom = CountsFrom.END
    question: str = ""  # Dutch: what a lawyer still has to answer
    valid_until: date | None = None

    @property
    def reference(self) -> str:
        """The period and the text of it that counts, as of a term."""
        return f"{self.key}@{self.basis.valid_from.isoformat()}"

    @property
    def text(self) -> str:
        """How long, in Dutch: "15 jaar na de laatste wijziging"."""
        return f"{self.period.text} {COUNTS_FROM_TEXT[self.counts_from]}"

    def until(self, since: date) -> date:
        """The last day on which it is kept; the day after that it may be destroyed."""
        return plus(since, self.period, SHIPPED)


def selectielijst(result: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    """A result of the Selectielijst gemeenten en intergemeentelijke organen 2020."""
    return LegalBasis(
        text=f"Selectielijst gemeenten 2020, resultaat {result}",
        url="",
        checked_on=date(2026, 11, 21),
        certainty=certainty,
        valid_from=date(2020, 1, 1),
    )


AFGEWEZEN = Retention(
    key="selectielijst.afgewezen",
    label="Afgewezen aanvraag",
    period=Length(5, Unit.YEARS),
    basis=selectielijst("8.2"),
)
AFGEBROKEN = Retention(
    key="selectielijst.afgebroken",
    label="Afgebroken procedure",
    period=Length(1, Unit.YEARS),
    basis=selectielijst("8.4"),
)
# A plan or voorziening of the social domain that came to nothing: shorter than any other procedure that was broken off.
AFGEBROKEN_HULP = Retention(
    key="selectielijst.afgebroken_hulp",
    label="Afgebroken hulpvraag",
    period=Length(42, Unit.DAYS),
    basis=selectielijst("8.4.1"),
)
BEZWAAR = Retention(
    key="selectielijst.bezwaar",
    label="Bezwaar",
    period=Length(5, Unit.YEARS),
    basis=selectielijst("13.1"),
)
BEZWAAR_GELD = Retention(
    key="selectielijst.bezwaar_geld",
    label="Bezwaar met gevolgen voor geld",
    period=Length(7, Unit.YEARS),
    basis=selectielijst("13.1.1"),
)
