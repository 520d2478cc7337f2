"""Advice on the language of a letter: long sentences, the passive, hard words, a stiff salutation. It never blocks.

Positions count characters of the text as given, so that an editor can mark and replace. What stands between braces is
a variable: it is read as one word and never advised on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cases.rules.plain_words import ALTERNATIVES, SALUTATIONS

LONGEST = 20  # words in a sentence at B1


class Kind(StrEnum):
    LONG = "long"
    PASSIVE = "passive"
    WORD = "word"
    SALUTATION = "salutation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """`text` is what stands from `start` to `end` (exclusive); `instead` replaces it, "" where only a person can."""

    kind: Kind
    start: int
    end: int
    text: str
    advice: str
    instead: str = ""


_VARIABLE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|(?<=[\s(]))(?:\w|\w(?:\.\w)+|art|bijv|blz|dhr|dr|drs|enz|evt|incl|jl|max|mevr|min|mr|mw|nr|prof|resp|tel)\.$",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b", re.IGNORECASE)
_HAVE_BEEN = re.compile(r"\b(?:is|ben|bent|zijn|was|waren)\b", re.IGNORECASE)
_BY = re.compile(r"\bdoor\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\b(?:\w{2,6})?ge\w{2,}(?:d|t|en)\b|\b(?:be|her|ont|ver)\w{2,}(?:d|t|en)\b", re.IGNORECASE)
_NO_PARTICIPLE = re.compile(
    r"""(?:gemeenten?|gebied(?:en)?|gesprekken|gevolgen|gegevens|geld(?:en|t)?|getallen|gezond(?:heid)?|gezinnen|gebruiken
    |gebruikt?|gedeelten?|gevallen|genoeg|gebouwen|gelegen(?:heid)?|gemeenschappen|geven|vergeten|ergeren|tegen|negen|regen
    |\w*(?:genheid|gesteldheid)|bedragen|beroepen|berichten?|beter|betekent?|belangen|besluit(?:en)?|bezoeken|bent|best(?:en)?
    |bedrijven|begrippen|benen|beleid|verhalen|verslagen|vertrekken|verschillen|verschillend|verbanden|verband|verzoeken
    |ontwerpen|herfst|voegen|eigen|dagen|vragen|morgen|wegen|jongen|dingen|mogen|leggen|zeggen|krijgen|brengen|liggen
    |volgen(?:d|t)?|zorgen|hulpvragen|verdragen|aanvragen|behoeften|bewegen|verkrijgen|vermogen)""",
    re.IGNORECASE | re.VERBOSE,
)


def _any_of(words: dict[str, str]) -> re.Pattern[str]:
    """One pattern of all, the longest first: "gelet op het feit dat" before "gelet op"."""
    longest_first = sorted(words, key=len, reverse=True)
    joined = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest_first)
    return re.compile(rf"(?<![\w.-])(?:{joined})(?![\w-])", re.IGNORECASE)


_HARD = _any_of(ALTERNATIVES)
_STIFF = _any_of(SALUTATIONS)


def advice_on(text: str) -> tuple[Advice, ...]:
    """Every advice on `text`, in the order of the text. Any string will do."""
    read = _VARIABLE.sub(lambda found: "x" * len(found[0]), text)
    found = [*_sentences(text, read), *_words(text, read)]
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.kind)))


def replaced(text: str, start: int, end: int, was: str, instead: str) -> str:
    """`text` with `instead` in the place of `was`; unchanged where `was` no longer stands there."""
    return f"{text[:start]}{instead}{text[end:]}" if was and text[start:end] == was else text


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a line of its own is one, "art. 2" and "mr. A. de Vries" do not end it."""
    start = 0
    for mark in _END.finditer(text):
        if mark[0] == "." and _ABBREVIATION.search(text[start : mark.end()]):
            continue
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _sentences(text: str, read: str) -> Iterator[Advice]:
    for start, end in sentences(read):
        sentence = read[start:end]
        count = len(_WORD.findall(sentence))
        if count > LONGEST:
            advice = f"Zin van {count} woorden. Maak er twee of drie van, elk hoogstens {LONGEST} woorden."
            yield Advice(kind=Kind.LONG, start=start, end=end, text=text[start:end], advice=advice)
        if span := _passive(sentence):
            first, last = start + span[0], start + span[1]
            advice = "Lijdende vorm. Schrijf wie het doet: “wij geven u”, niet “er wordt u gegeven”."
            yield Advice(kind=Kind.PASSIVE, start=first, end=last, text=text[first:last], advice=advice)


def _passive(sentence: str) -> tuple[int, int] | None:
    """From the verb to the participle, whichever comes first. "Is" makes a passive only together with "door"."""
    verb = _BE.search(sentence) or (_HAVE_BEEN.search(sentence) if _BY.search(sentence) else None)
    if verb is None:
        return None
    for participle in _PARTICIPLE.finditer(sentence):
        if not _NO_PARTICIPLE.fullmatch(participle[0]):
            return min(verb.start(), participle.start()), max(verb.end(), participle.end())
    return None


def _words(text: str, read: str) -> Iterator[Advice]:
    for match in _HARD.finditer(read):
        start, end = match.span()
        key = " ".join(read[start:end].lower().split())
        if (plain := ALTERNATIVES.get(key)) is None:  # a letter whose small form is longer, such as İ
            continue
        instead = plain[0].upper() + plain[1:] if text[start].isupper() else plain
        advice = f"“{text[start:end]}” is een moeilijk woord. Gewoner is: {plain}."
        yield Advice(kind=Kind.WORD, start=start, end=end, text=text[start:end], advice=advice, instead=instead)
    for match in _STIFF.finditer(read):
        start, end = match.span()
        key = " ".join(read[start:end].lower().split())
        if tip := SALUTATIONS.get(key):
            yield Advice(kind=Kind.SALUTATION, start=start, end=end, text=text[start:end], advice=tip)
