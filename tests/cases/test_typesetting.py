"""The letters as PDF: what they declare, what the reader sees, what is kept beside them."""

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from cases.rules.basis import Certainty
from cases.typesetting.content import LetterContent, Paragraph
from cases.typesetting.pdf import typeset
from tests.cases.letters import LETTER, LINK, decision_term, hour_term, opened, pages

MM = 72 / 25.4  # PDF points


def tags(element: Any) -> list[Any]:
    """Every structure element at or below `element`, in reading order."""
    if isinstance(element, pikepdf.Array):
        return [found for kid in element for found in tags(kid)]
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [element, *tags(element.get("/K"))]


def kinds(letter: LetterContent) -> list[str]:
    with opened(letter) as pdf:
        return [str(tag.S) for tag in tags(pdf.Root.StructTreeRoot.K)]


# What the file declares, and what must be inside for that to be true


def test_declares_that_it_can_be_kept_and_that_everyone_can_read_it() -> None:
    with opened(LETTER) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.Root.OutputIntents) == 1
        assert meta["dc:title"] == "U krijgt begeleiding thuis"
        assert pdf.docinfo.Title == "U krijgt begeleiding thuis"


def test_carries_its_own_fonts_with_the_residents_words_in_one_of_their_own() -> None:
    with opened(LETTER) as pdf:
        fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and "/FontName" in font]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        names = " ".join(str(font.FontName) for font in fonts)
        assert "SourceSans3" in names
        assert "LibertinusSerif" in names
    without_quote = replace(LETTER, blocks=LETTER.blocks[:2])
    with opened(without_quote) as pdf:
        assert b"LibertinusSerif" not in b"".join(str(obj).encode() for obj in pdf.objects)


def test_headings_lists_and_quotes_are_tagged() -> None:
    found = kinds(LETTER)
    assert found.count("/H1") == 1
    assert found.count("/H2") == 3  # two of the letter, one of the last page
    assert found.count("/BlockQuote") == 1
    assert found.count("/LI") == 4 + 2 + 2  # reference, facts, bullets
    assert found.index("/H1") < found.index("/BlockQuote") < found.index("/Table")


def test_the_steps_are_a_table_with_headers_for_each_cell() -> None:
    with opened(LETTER) as pdf:
        found = tags(pdf.Root.StructTreeRoot.K)
        rows = [tag for tag in found if tag.S == "/TR"]
        assert len(rows) == 1 + len(decision_term().steps)
        assert [str(tag.S) for tag in found].count("/TH") == 3
        cells = [tag for tag in found if tag.S == "/TD"]
        assert all(any("/Headers" in attribute and len(attribute.Headers) for attribute in cell.A) for cell in cells)


# What the reader sees


def test_the_last_page_holds_every_step_of_the_proof_and_the_last_day_in_full() -> None:
    *_, last = pages(LETTER)
    assert last.startswith("Hoe komen wij aan deze datum?")
    proof = decision_term()
    for step in proof.steps:
        assert step.text in last
        assert step.shift in last
        assert step.note in last
    assert "Wmo 2015 art. 2.3.5" in last
    assert "uiterlijk maandag 28 december 2026" in last


def test_each_article_links_to_its_source() -> None:
    with opened(LETTER) as pdf:
        links = [note.A.URI for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert str(links[0]) == LINK


def test_two_proofs_share_the_last_page_and_hours_show_their_moment() -> None:
    *_, last = pages(replace(LETTER, proofs=(decision_term(), hour_term())))
    assert "Hoe komen wij aan deze datums?" in last
    assert "zondag 28 maart 2027 om 16.30 uur" in last  # 24 hours over the start of summer time


def test_a_letter_without_proofs_has_no_last_page() -> None:
    assert len(pages(LETTER)) == 2
    (only,) = pages(replace(LETTER, proofs=()))
    assert "Hoe komen wij" not in only
    assert only.endswith("1 van 1")


@pytest.mark.parametrize("certainty", [Certainty.SECOND_HAND, Certainty.MEMORY])
def test_a_rule_that_nobody_read_is_marked(certainty: Certainty) -> None:
    *_, last = pages(replace(LETTER, proofs=(decision_term(certainty),)))
    assert last.count("nog niet bevestigd") == 1


def test_pages_are_numbered() -> None:
    assert [page[-len("1 van 2") :] for page in pages(LETTER)] == ["1 van 2", "2 van 2"]


def test_the_address_stands_behind_the_window_of_the_envelope() -> None:
    corners: dict[str, tuple[float, float]] = {}

    def see(text: str, place: list[float], *_: Any) -> None:
        corners[text.strip()] = (place[4], place[5])  # the address comes after the sender: the last one counts

    PdfReader(io.BytesIO(typeset(LETTER))).pages[0].extract_text(visitor_text=see)
    for line in LETTER.addressee:
        left, bottom = corners[line]
        assert left / MM == pytest.approx(25, abs=1)
        assert 53 < 297 - bottom / MM < 75


def test_the_signature_never_stands_alone_on_a_page() -> None:
    for sentences in range(32, 46):
        block = Paragraph("Dit is een gewone zin van een gewone lengte, zodat de bladzijde vol raakt. " * sentences)
        shown = pages(replace(LETTER, blocks=(block, Paragraph("De allerlaatste zin.")), proofs=()))
        signed = next(page for page in shown if "Met vriendelijke groet" in page)
        assert "De allerlaatste zin." in signed


def test_long_words_break_where_dutch_breaks() -> None:
    word = "aansprakelijkheidswaardevaststelling"
    text = typeset(replace(LETTER, blocks=(Paragraph(f"{word} " * 20),), proofs=()))
    shown = PdfReader(io.BytesIO(text)).pages[0].extract_text()
    broken = {line.split()[-1] for line in shown.splitlines() if line.endswith("-")}
    assert broken
    assert broken <= {
        f"{word[:end]}-" for end in (3, 8, 10, 14, 18, 23, 25, 29, 32)
    }  # aan-spra-ke-lijk-heids-waar-de-vast-stel-ling


def test_equal_letters_have_equal_bytes() -> None:
    assert typeset(LETTER) == typeset(replace(LETTER))
    with opened(LETTER) as pdf:
        assert pdf.docinfo.CreationDate == "D:20261126000000Z"  # no clock of the machine in the file
    assert typeset(LETTER) != typeset(replace(LETTER, date=date(2026, 11, 27)))


# Kept beside the PDF


def test_a_frozen_letter_comes_back_whole_and_sets_the_same_pdf() -> None:
    letter = replace(LETTER, proofs=(decision_term(Certainty.MEMORY), hour_term()))
    back = LetterContent.from_dict(json.loads(json.dumps(letter.as_dict())))
    assert back == letter
    assert typeset(back) == typeset(letter)


def test_a_letter_frozen_before_a_field_existed_takes_its_default() -> None:
    frozen = LETTER.as_dict()
    del frozen["grounds"], frozen["blocks"][0]["strong"]
    assert LetterContent.from_dict(frozen) == replace(LETTER, grounds="")


@pytest.mark.parametrize("broken", [{}, {"type": "Sender"}, {"type": "LetterContent", "title": "x"}])
def test_something_else_than_a_letter_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="De bewaarde brief klopt niet"):
        LetterContent.from_dict(broken)
