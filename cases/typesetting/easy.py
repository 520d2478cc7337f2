"""One page in large type for who reads with difficulty: out of any letter, whatever law wrote it.

What stands in the frame, each day that counts, what the reader can do, and whom to call. Each answer is short enough
that all fit on one page in at least 13 points; the whole letter follows behind it.
"""

import re

from cases.typesetting.content import Block, Bullets, Facts, Heading, LetterContent, Paragraph

ROWS = 5
LONGEST = 190  # characters of one answer
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ“])")


def easy_rows(content: LetterContent) -> tuple[tuple[str, str], ...]:
    """Return (question, answer) rows of the page; empty for a letter without one."""
    if not content.easy:
        return ()
    rows = content.essentials or _found(content.blocks)
    short = [(_cut(label, 60), _cut(answer, LONGEST)) for label, answer in rows if label.strip() and answer.strip()]
    return (*short[:ROWS], ("Vragen?", _call(content)))


def _call(content: LetterContent) -> str:
    whom = f" Vraag naar {_cut(content.handler, 80)}." if content.handler else ""
    phone = content.sender.phone
    return f"Bel {phone}.{whom} De hele brief zit hierachter." if phone else "Bel ons. De hele brief zit hierachter."


def _found(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """What is framed, then per heading the sentences up to a day in bold, or the first thing one can do."""
    framed: list[tuple[str, str]] = []
    asked: list[tuple[str, str]] = []
    told: list[tuple[str, str]] = []
    heading = ""
    for block in blocks:
        match block:
            case Heading(text=text):
                heading = text
            case Facts(rows=rows):
                framed += rows
            case Paragraph(text=text, strong=strong) if strong and strong in text:
                asked.append((heading or "Let op", _until(text, strong)))
            case Bullets(items=items) if items:
                asked.append((heading or "Wat kunt u doen?", items[0]))
            case Paragraph(text=text) if not heading:
                told.append(("Wat staat er in de brief?", text))
    found = framed[: ROWS - min(len(asked), 2)] + asked
    return found if framed else told[:1] + found


def _until(text: str, strong: str) -> str:
    """The sentence with the day and the one ahead of it, which says what has to be done."""
    sentences = _SENTENCE.split(text)
    at = next((number for number, sentence in enumerate(sentences) if strong in sentence), 0)
    return " ".join(sentences[max(at - 1, 0) : at + 1])


def _cut(text: str, longest: int) -> str:
    """Whole sentences as far as they fit, or the beginning with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    kept = ""
    for sentence in _SENTENCE.split(flat):
        if len(kept) + len(sentence) + 1 > longest:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or f"{flat[: longest - 1].rsplit(' ', 1)[0]}…"
