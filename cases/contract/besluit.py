"""A kind of besluit that a law can take: what its letter says, and on which grounds. The engine is cases/besluit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.rules.basis import LegalBasis

if TYPE_CHECKING:
    from cases.models import Besluit
    from cases.typesetting.content import Block

Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesluitKind:
    """One kind of besluit (Awb 1:3): each that is sent opens a bezwaartermijn of its own.

    `facts` gives rows (question, answer) for the letter and the panel, `also` blocks of the letter ahead of bezwaar.
    With `grounds` a besluit of this kind names one of them: (key, Dutch words).
    """

    key: str  # "toekenning"; unique in the law
    label: str  # "bijstand toegekend", after "Besluit: "
    title: str  # of the letter: "U krijgt bijstand"
    opening: str  # its first sentence
    basis: LegalBasis  # said in the letter
    why: str = "Waarom dit besluit?"  # heading above the reasons
    grounds: tuple[Row, ...] = ()
    facts: "Callable[[Besluit], tuple[Row, ...]] | None" = None
    also: "Callable[[Besluit], tuple[Block, ...]] | None" = None

    @property
    def letter(self) -> str:
        """Letter.key of the letter in which it is made known."""
        return f"besluit_{self.key}"

    def ground(self, key: str) -> str:
        """The words of a ground; "" for none."""
        return dict(self.grounds).get(key, "")


def besluit_problems(law: str, kinds: tuple[BesluitKind, ...], letters: set[str]) -> Iterator[str]:
    """What can't be true of these kinds, each in one sentence."""
    for kind in kinds:
        if len(kind.key) > KEY_LENGTH:
            yield f"{law}: de naam van het besluit {kind.key!r} is langer dan {KEY_LENGTH} tekens."
        if kind.letter not in letters:
            yield f"{law}: het besluit {kind.key!r} heeft geen brief {kind.letter!r}."
        keys = [key for key, _ in kind.grounds]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{law}: het besluit {kind.key!r} noemt de grond {key!r} twee keer."


KEY_LENGTH = 24
