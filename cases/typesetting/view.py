"""What the template is given: the letter in plain lists and texts that the fonts can set, every date in words."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from cases.rules.basis import LegalBasis
from cases.rules.proof import Proof, Step
from cases.rules.wording import full_date, full_moment, plain_date, short_date, short_moment
from cases.typesetting.content import Block, Bullets, Facts, Heading, LetterContent, Paragraph, Quote
from cases.typesetting.easy import easy_rows
from cases.typesetting.fonts import printable

# A word of over forty letters, an address on the web for instance, may break after each twenty: nothing leaves the
# paper. Dutch words are shorter, and scripts without spaces break by their own rules.
_LONG_WORD = re.compile(r"[!-\u02ff\u0370-\u07ff]{41,}")
_MAY_BREAK = "\u200b"

Json = dict[str, Any]


def template_data(content: LetterContent) -> Json:
    """Return the JSON-able data of `letter.typ`. A text is a list of paragraphs of lines of runs (words, bold?)."""
    return {
        "title": _line(content.title),
        "sender": {"name": _line(content.sender.name), "lines": [_line(line) for line in content.sender.lines]},
        "addressee": [_line(line) for line in content.addressee],
        "reference": [{"label": label, "value": _text(value)} for label, value in _reference(content)],
        "footer": _line(f"{content.sender.name}, zaak {content.number}"),
        "salutation": _line(content.salutation),
        "notice": _text(content.notice),
        "easy": [{"label": _line(label), "value": _text(value)} for label, value in easy_rows(content)],
        "blocks": blocks_data(content.blocks),
        "closing": [_line(line) for line in content.closing],
        "grounds": _text(content.grounds),
        "proofs": [_proof(proof) for proof in content.proofs],
    }


def blocks_data(blocks: Sequence[Block]) -> list[Json]:
    """The blocks that have anything to read."""
    return [_block(block) for block in blocks if _filled(block)]


def _reference(content: LetterContent) -> list[tuple[str, str]]:
    rows = [("Datum", plain_date(content.date)), ("Zaaknummer", content.number), ("Behandeld door", content.handler)]
    if content.enclosures:
        rows.append(("Bijlage" if len(content.enclosures) == 1 else "Bijlagen", "\n".join(content.enclosures)))
    return rows


def _filled(block: Block) -> bool:
    """Whether there is anything to read: an empty heading is not allowed in PDF/UA, an empty frame means nothing."""
    match block:
        case Bullets(items=items):
            return bool(items)
        case Facts(rows=rows):
            return bool(rows)
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text):
            return bool(_line(text))


def _block(block: Block) -> Json:
    match block:
        case Paragraph(text=text, strong=strong):
            return {"kind": "paragraph", "text": _text(text, strong)}
        case Heading(text=text):
            return {"kind": "heading", "text": _line(text)}
        case Bullets(items=items):
            return {"kind": "bullets", "items": [_text(item) for item in items]}
        case Facts(rows=rows):
            return {"kind": "facts", "rows": [{"label": _line(label), "value": _text(value)} for label, value in rows]}
        case Quote(text=text, source=source):
            return {"kind": "quote", "text": _text(text), "source": _line(source)}


def _proof(proof: Proof) -> Json:
    return {
        "label": _line(proof.label),
        "basis": _basis(proof.basis),
        "hours": isinstance(proof.start, datetime),
        "steps": [_step(step) for step in proof.steps],
    }


def _step(step: Step) -> Json:
    """The last step tells its day in full, as the letter does; a step without a day tells what it adds."""
    ends = step.kind == "result"
    return {
        "text": _line(step.text),
        "note": _line(step.note),
        "basis": _basis(step.basis) if step.basis else None,
        "shift": _line(step.shift),
        "day": "" if step.day is None else _day(step.day, in_full=ends),
        "ends": ends,
    }


def _basis(basis: LegalBasis) -> Json:
    return {"text": _line(basis.text), "url": basis.url, "confirmed": basis.confirmed}


def _day(day: date | datetime, *, in_full: bool) -> str:
    if isinstance(day, datetime):
        return full_moment(day) if in_full else short_moment(day)
    return full_date(day) if in_full else short_date(day)


def _line(text: str) -> str:
    """One line: ends of lines become spaces."""
    return _breakable(" ".join(printable(text).split()))


def _text(text: str, strong: str = "") -> list[list[list[Json]]]:
    marked = printable(strong)
    paragraphs = [part for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", printable(text).strip("\n")) if part.strip()]
    shaped = []
    for paragraph in paragraphs:
        lines = [_runs(line, marked) for line in paragraph.split("\n")]
        if marked and any(run["strong"] for line in lines for run in line):
            marked = ""  # bold once
        shaped.append(lines)
    return shaped


def _runs(line: str, strong: str) -> list[Json]:
    before, found, after = line.partition(strong) if strong else (line, "", "")
    runs = ((before, False), (found, True), (after, False))
    return [{"words": _breakable(words), "strong": bold} for words, bold in runs if words]


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(re.findall(".{1,20}", word[0])), text)
