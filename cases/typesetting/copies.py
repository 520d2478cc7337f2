"""One letter for several people: the same words, each with their own address."""

from dataclasses import replace

from cases.rules.addressees import Addressee
from cases.typesetting.content import LetterContent


def addressed(content: LetterContent, to: Addressee) -> LetterContent:
    """Return the letter as this one gets it: name, address, salutation, why they get it, and the page on top."""
    return replace(
        content,
        addressee=(to.name, *to.lines),
        salutation=to.salutation,
        notice=to.notice,
        easy=to.reads_with_difficulty,
    )


OUTSIDE = "outside"  # key of who gets a letter that is not for the resident


def outside(content: LetterContent) -> Addressee:
    """Who a letter names that goes to somebody else than the resident: an aanbieder, the SVB."""
    name, *lines = content.addressee
    return Addressee(
        key=OUTSIDE,
        name=name,
        salutation=content.salutation,
        lines=tuple(lines),
        reason="krijgt deze brief, niet de inwoner",
        reads_with_difficulty=False,
    )
