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
