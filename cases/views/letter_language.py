"""Advice on the words of a draft, and the two answers to it: take the plain word over, or leave it as it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from cases.contract import Letter as Kind
from cases.models import Letter

from cases.rules.readability import Advice, Kind as Sort, advice_on, replaced  # isort: skip

LEFT = "laat_zo"  # words that somebody leaves as they are, by letter, as long as the session lasts
MOST = 100


@dataclass(frozen=True, slots=True)
class Hint:
    """One advice in one slot. `place` is what the button posts; `field` the id of the input it is about."""

    slot: str
    label: str
    advice: Advice

    @property
    def place(self) -> str:
        return f"{self.slot}:{self.advice.start}:{self.advice.end}"

    @property
    def word(self) -> str:
        return self.advice.text.lower()


def hints_on(request: HttpRequest, letter: Letter, kind: Kind, texts: Mapping[str, str]) -> tuple[Hint, ...]:
    left = set(request.session.get(LEFT, {}).get(str(letter.uuid), ()))
    found = [Hint(slot.key, slot.label, advice) for slot in kind.slots for advice in advice_on(texts.get(slot.key, ""))]
    return tuple(hint for hint in found if not (hint.advice.kind is Sort.WORD and hint.word in left))


def taken_over(texts: dict[str, str], place: str) -> dict[str, str]:
    """The texts with one hard word replaced; unchanged where that place holds none (any more)."""
    slot, _, span = place.partition(":")
    for advice in advice_on(texts.get(slot, "")):
        if f"{advice.start}:{advice.end}" == span and advice.instead:
            text = replaced(texts[slot], advice.start, advice.end, advice.text, advice.instead)
            return texts | {slot: text}
    return texts


def keep_word(request: HttpRequest, letter: Letter, word: str) -> None:
    """Say no more about this word in this letter. Only a word of our own list is kept: nothing of the letter."""
    whole = [advice for advice in advice_on(word) if advice.text == word and advice.kind is Sort.WORD]
    if whole:
        left = request.session.get(LEFT, {})
        words = sorted({*left.get(str(letter.uuid), ()), word.lower()})[:MOST]
        request.session[LEFT] = {str(letter.uuid): words}
