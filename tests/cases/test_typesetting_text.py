"""Text of users in a letter is data: it is never run, never breaks the PDF, and never vanishes without a trace."""

import json
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.typesetting.content import Bullets, Facts, Heading, LetterContent, Paragraph, Quote, Sender
from cases.typesetting.fonts import printable, unprintable
from cases.typesetting.pdf import TypesettingError, typeset
from tests.cases.letters import LETTER, opened, pages

MARKUP = "#panic() $x^2$ *vet* _schuin_ @naam \\u{41} `raw` <label> // weg /* weg */ [x] {y} -- ... \"zo\" 'zo'"


@pytest.mark.parametrize(
    "block",
    [Paragraph(MARKUP), Heading(MARKUP), Bullets((MARKUP,)), Facts(((MARKUP, MARKUP),)), Quote(MARKUP, MARKUP)],
    ids=lambda block: type(block).__name__,
)
def test_markup_is_shown_and_not_run(block: Paragraph | Heading | Bullets | Facts | Quote) -> None:
    first, *_ = pages(replace(LETTER, blocks=(block,)))
    assert MARKUP.replace(" ", "") in first.replace(" ", "").replace("\N{SOFT HYPHEN}", "")


LONG = st.sampled_from(
    ["x" * 5000, "W i j " * 900, "ع" * 2000, "好" * 1500, "\n" * 60, "", "\ud83d", "\ue000\ufffe\x00"]
)
ANY_TEXT = st.text(max_size=300) | LONG


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_no_text_breaks_the_letter(one: str, other: str) -> None:
    letter = LetterContent(
        title=f"Besluit {one[:200]}",
        sender=Sender(name=other[:60], lines=(one[:60], other[:60])),
        addressee=(one[:60], other[:60]),
        date=date(2026, 11, 26),
        number=one[:20],
        handler=other[:60],
        enclosures=(one[:60],),
        salutation=other[:60],
        blocks=(
            Heading(one[:100]),
            Paragraph(one, strong=other[:10]),
            Facts(((one[:100], other), (other[:20], one))),
            Bullets((one, other)),
            Quote(other, one[:100]),
        ),
        closing=(one[:60],),
        grounds=other,
    )
    assert typeset(letter).startswith(b"%PDF-1.7")
    # Frozen and back, too.
    assert LetterContent.from_dict(json.loads(json.dumps(letter.as_dict()))) == letter


def test_a_character_the_fonts_lack_leaves_a_trace() -> None:
    assert printable("Dank \N{PERSON WITH FOLDED HANDS}\N{EMOJI MODIFIER FITZPATRICK TYPE-4} u") == "Dank [emoji] u"
    assert printable("een \ue000 teken\r\nen\x07 meer") == "een \ufffd teken\nen meer"
    assert printable("\N{RIGHT-TO-LEFT OVERRIDE}niet omgekeerd") == "niet omgekeerd"
    assert printable("Zoë Şükrü Иван علي 好 שלום") == "Zoë Şükrü Иван علي 好 שלום"
    assert unprintable("a\x07 \N{PERSON WITH FOLDED HANDS}\N{PERSON WITH FOLDED HANDS}b") == (
        "\N{PERSON WITH FOLDED HANDS}",
    )


def test_other_scripts_are_set_with_fonts_the_file_carries() -> None:
    with opened(replace(LETTER, addressee=("علي Иван 好",))) as pdf:
        names = [
            str(font.FontName) for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and "/FontName" in font
        ]
    assert any("Kurinto" in name for name in names)


@pytest.mark.parametrize("title", ["", "  \n", "\x00"])
def test_a_letter_needs_a_title(title: str) -> None:
    with pytest.raises(TypesettingError, match="geen titel"):
        typeset(replace(LETTER, title=title))


@pytest.mark.parametrize("block", [Heading(" "), Paragraph(""), Bullets(()), Facts(()), Quote("", "bron")])
def test_an_empty_block_leaves_nothing_behind(block: Paragraph | Heading | Bullets | Facts | Quote) -> None:
    assert typeset(replace(LETTER, blocks=(block,))) == typeset(replace(LETTER, blocks=()))
