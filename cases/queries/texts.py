"""The texts of a letter: what the law begins with, what the municipality wrote, what a colleague wrote in this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.contract import Bullets, Letter, Paragraph, laws
from cases.models import Case, TextBlock
from cases.models import Letter as LetterModel
from cases.queries.remembered import remembered
from cases.rules.fill import filled, opened, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Of one letter: the text of each slot with its variables in it, and what those stand for."""

    texts: Mapping[str, str]
    values: Mapping[str, str]

    def blocks(self, slot: str) -> tuple[Paragraph | Bullets, ...]:
        """The slot as blocks of a letter: paragraphs, and lists of lines that begin with "- "."""
        return blocks_of(self.texts[slot], self.values)


def texts_of(case: Case, letter: LetterModel, on: date) -> Texts:
    """What stands in each slot of this letter on the day `on`; one statement where the letter has slots."""
    kind = laws[case.law].letter(letter.kind)
    if not kind.slots:
        return Texts(texts={}, values={})
    return Texts(texts=standard(case, kind, on) | _own(letter, kind), values=values_of(case, letter, kind))


def values_of(case: Case, letter: LetterModel, kind: Letter) -> dict[str, str]:
    return kind.written(kind.values(case, letter)) if kind.values else {}


def standard(case: Case, kind: Letter, on: date) -> dict[str, str]:
    """The text that stands in each slot when nobody wrote another for this case."""
    blocks = in_force(case.team.municipality_id, case.law, kind.key, on)
    return {slot.key: blocks[slot.key].text if slot.key in blocks else slot.text for slot in kind.slots}


def editable(case: Case, letter: LetterModel, on: date) -> dict[str, str]:
    """The texts as a colleague edits them: what others wrote stands there in full, other variables by name."""
    kind = laws[case.law].letter(letter.kind)
    values = values_of(case, letter, kind)
    prose = {v.key: values[v.key] for v in kind.variables if v.sort == "prose"}
    begin = {key: opened(text, prose) for key, text in standard(case, kind, on).items()}
    return begin | _own(letter, kind)


def blocks_of(text: str, values: Mapping[str, str]) -> tuple[Paragraph | Bullets, ...]:
    """Its shape is read before the variables are filled in: no value can make a list or end a paragraph."""

    def said(words: str) -> str:
        return filled(words, lambda key: values.get(key, f"{{{key}}}"))

    found: list[Paragraph | Bullets] = []
    for mark, parts in pieces(text):
        words = tuple(said(part) for part in parts)
        found.append(Bullets(items=words) if mark else Paragraph(text=words[0]))
    return tuple(found)


@remembered
def in_force(municipality: str, law: str, letter: str, on: date) -> dict[str, TextBlock]:
    """The version of each text that counts on a day, by key; one statement. What was taken out of use is left out."""
    rows = TextBlock.objects.filter(municipality=municipality, law=law, letter=letter, valid_from__lte=on)
    newest = {row.key: row for row in rows.order_by("valid_from", "version")}
    return {key: row for key, row in newest.items() if not row.ended}


def _own(letter: LetterModel, kind: Letter) -> dict[str, str]:
    return {slot.key: letter.texts[slot.key] for slot in kind.slots if slot.key in letter.texts}
