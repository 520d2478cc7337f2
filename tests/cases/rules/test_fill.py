"""Texts with variables: what is refused before it is kept, and that no value is ever read as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.fill import faults, filled, opened, pieces, used

KNOWN = ["naam", "dag"]


@pytest.mark.parametrize("text", ["", "Dag {naam}, tot {dag}.", "{ naam }", "Een {{accolade}}", "#let x = $1$ *_`\\@"])
def test_a_good_text_has_no_fault(text: str) -> None:
    assert faults(text, KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Dag {nam}", "{nam} bestaat niet in deze tekst. Kies uit: {dag}, {naam}."),
        ("Dag {}", "{} bestaat niet in deze tekst. Kies uit: {dag}, {naam}."),
        ("Dag {naam", "Bij “Dag {naam” staat een { zonder }."),
        ("Dag naam}", "Bij “Dag naam}” staat een } zonder {."),
        ("Dag {na\nam}", "Bij “Dag {na am}” staat een { zonder }."),
        ("{naam.__class__}", "{naam.__class__} bestaat niet in deze tekst."),
        ("{{naam}", "Bij “{{naam}” staat een } zonder {."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(text: str, sentence: str) -> None:
    assert faults(text, KNOWN)[0].startswith(sentence)


def test_where_no_variable_may_stand_the_sentence_says_so() -> None:
    assert faults("Dag {naam}", []) == ("Haal {naam} weg: in deze tekst kan geen invulveld staan.",)


def test_a_value_is_not_read_again() -> None:
    values = {"naam": "{dag} {{x}} {"}
    assert filled("Dag {naam}, {{naam}}", values.__getitem__) == "Dag {dag} {{x}} {, {naam}"


@given(st.text())
def test_opening_and_then_filling_gives_what_filling_at_once_gives(value: str) -> None:
    text = "Dag {naam}: {vraag} {{einde}}"
    at_once = filled(text, {"naam": "Anna", "vraag": value}.__getitem__)
    assert filled(opened(text, {"vraag": value}), {"naam": "Anna"}.__getitem__) == at_once
    assert faults(opened(text, {"vraag": value}), ["naam"]) == ()


@given(st.text())
def test_any_text_can_be_judged_filled_and_cut_in_pieces(text: str) -> None:
    if not faults(text, KNOWN):
        assert set(used(text)) <= set(KNOWN)
    filled(text, lambda key: f"<{key}>")
    words = " ".join(part for _, parts in pieces(text) for part in parts).split()
    assert set("".join(words)) <= set(text)


def test_paragraphs_and_lists_are_told_apart() -> None:
    assert list(pieces("Een\nregel\n\n- wat\r\n- dan\nook\n \n\n  - los")) == [
        ("", ("Een\nregel",)),
        ("-", ("wat", "dan")),
        ("", ("ook",)),
        ("-", ("los",)),
    ]
