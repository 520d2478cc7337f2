"""The legal basis of a rule: which article, where to read it, and how sure we are."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Certainty(StrEnum):
    """How we know what a rule says. Only `SEEN` enters a sent letter without a lawyer's word."""

    SEEN = "seen"
    SECOND_HAND = "second-hand"
    MEMORY = "memory"
    DISPUTED = "disputed"  # read, and still an open question: lawyers read it differently
    ENTERED = "entered"  # a rule of the municipality itself, put in by its functional administrator

    @property
    def text(self) -> str:
        """How the certainty reads on a page."""
        return CERTAINTY_TEXT[self]


CERTAINTY_TEXT = {
    Certainty.SEEN: "gezien in de wettekst",
    Certainty.SECOND_HAND: "uit de tweede hand",
    Certainty.MEMORY: "uit het geheugen",
    Certainty.DISPUTED: "gelezen, maar niet zeker wat er staat",
    Certainty.ENTERED: "ingevoerd door de gemeente",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """Where a rule stands.

    `text` reads "Wmo 2015 art. 2.3.2 lid 1"; `url` is a dated link, empty for a norm of the
    municipality; `checked_on` is the last day a person compared it with the source;
    `valid_from` is the date of the version that was read.
    """

    text: str
    url: str
    checked_on: date
    certainty: Certainty
    valid_from: date

    @property
    def confirmed(self) -> bool:
        """Whether the text itself was read; if not, it shows as "nog niet bevestigd"."""
        return self.certainty is Certainty.SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the lawyers of the municipality last said of its rules, by reference. Who asked nobody knows nothing."""

    confirmed: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()

    def on(self, reference: str, basis: LegalBasis) -> LegalBasis:
        """The same article, as sure as the lawyer's word makes it."""
        if reference in self.disputed:
            return replace(basis, certainty=Certainty.DISPUTED)
        return replace(basis, certainty=Certainty.SEEN) if reference in self.confirmed else basis


SILENCE = Word()
