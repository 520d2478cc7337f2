"""What stands in a letter, as plain data: composed by a law, frozen beside the PDF, typeset by `pdf.typeset`.

All text is data of users. It may hold any character; a blank line splits a paragraph, a single newline breaks the line.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.rules.proof import Proof
from cases.typesetting.frozen import plain, restored


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`strong`: the words of `text` to set in bold at their first occurrence, such as the last day to object."""

    text: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The framed box with the decision: ("Wat krijgt u?", "Begeleiding thuis, 2 uur per week"), ..."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The resident's own words, set in a typeface of their own; `source` says who, where and when."""

    text: str
    source: str


Block = Paragraph | Heading | Bullets | Facts | Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """`name` is the municipality; `lines` its postal address and telephone number, which `phone` repeats alone."""

    name: str
    lines: tuple[str, ...]
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """A whole letter. `title` is the decision in one sentence, and the title of the PDF.

    `number` is the case number, `handler` the name the resident may ask for. `closing` holds the lines of the
    signature. `grounds` is the small print below it: the articles of the decision. `proofs` fill the last page.

    The core fills in for each who gets it: `notice` says why to somebody whom it is not about, `easy` puts one page in
    large type on top. `essentials` are the rows of that page where a law writes them itself ("Wat?", "U krijgt hulp");
    without them `cases.typesetting.easy` takes them out of the letter.
    """

    title: str
    sender: Sender
    addressee: tuple[str, ...]
    date: date
    number: str
    handler: str
    enclosures: tuple[str, ...] = ()
    salutation: str
    blocks: tuple[Block, ...]
    closing: tuple[str, ...]
    grounds: str = ""
    proofs: tuple[Proof, ...] = ()
    notice: str = ""
    easy: bool = False
    essentials: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """JSON-able and complete: `from_dict` gives an equal letter back, years later too."""
        frozen = plain(self)
        assert isinstance(frozen, dict)
        return frozen

    @classmethod
    def from_dict(cls, frozen: dict[str, Any]) -> "LetterContent":
        """Raises ValueError with a Dutch sentence where `frozen` is not a letter."""
        return restored(cls, frozen)
