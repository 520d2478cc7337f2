"""The language checker: where it looks, what it says, and that nothing one types can upset it."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.rules.plain_words import ALTERNATIVES
from cases.rules.readability import Kind, advice_on, replaced, sentences

PROTOTYPE = (
    "U kunt niet meer zelf reizen. Uw dochter brengt u op maandag. Derhalve is door ons vastgesteld dat voor de overige "
    "dagen, gelet op de afstand tot de halte en de omstandigheid dat u niet lang kunt staan, vervoer noodzakelijk is."
)
ANY_TEXT = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*ALTERNATIVES, "wordt", "gegeven", "is", "door", ".", "\n", "{naam}", "{", "İ", "ﬁ", "é"]))
    .map(" ".join),
)  # fmt: skip


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(item.kind, item.text) for item in advice_on(text)]


def test_the_letter_of_the_prototype_gets_the_advice_that_it_shows() -> None:
    found = {item.kind: item for item in advice_on(PROTOTYPE) if item.kind is not Kind.WORD}
    assert found[Kind.LONG].advice.startswith("Zin van 29 woorden.")
    assert found[Kind.LONG].text.startswith("Derhalve")
    assert found[Kind.PASSIVE].text == "is door ons vastgesteld"
    words = [(item.text, item.instead) for item in advice_on(PROTOTYPE) if item.kind is Kind.WORD]
    assert words == [("Derhalve", "Daarom"), ("gelet op", "door"), ("noodzakelijk", "nodig")]


@pytest.mark.parametrize(
    "text",
    [
        "U krijgt hulp van de gemeente. Wij bellen u.",
        "Het wordt morgen beter.",
        "De gemeente wordt groter.",
        "Uw kind wordt negen.",
        "Dit is geld van de gemeente, door de regering.",
        "{derhalve} staat er.",
        "",
        " \n\n ",
    ],
)
def test_good_language_gets_no_advice(text: str) -> None:
    assert advice_on(text) == ()


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("De hulp wordt gegeven.", "wordt gegeven"),
        ("Er werd een verslag gemaakt.", "werd een verslag gemaakt"),
        ("Het besluit is door het college genomen.", "is door het college genomen"),
        ("Uw aanvraag wordt afgewezen.", "wordt afgewezen"),
        ("U hoort wanneer de uitkering betaald wordt.", "betaald wordt"),
    ],
)
def test_the_passive_is_found_from_verb_to_participle(text: str, passive: str) -> None:
    assert (Kind.PASSIVE, passive) in kinds(text)


def test_a_sentence_of_twenty_words_is_fine_and_one_of_twenty_one_is_not() -> None:
    assert kinds(" ".join(["hulp"] * 20) + ".") == []
    assert [kind for kind, _ in kinds(" ".join(["hulp"] * 21) + ".")] == [Kind.LONG]
    assert kinds("\n".join([" ".join(["hulp"] * 20)] * 3)) == []


def test_an_abbreviation_an_initial_or_a_number_ends_no_sentence() -> None:
    text = "Zie art. 2.3.5 en mr. A. de Vries. Bel ons! Goed?"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Zie art. 2.3.5 en mr. A. de Vries.",
        "Bel ons!",
        "Goed?",
    ]


def test_the_longest_expression_wins_and_a_part_of_a_word_is_no_word() -> None:
    assert [text for _, text in kinds("Gelet op het feit dat u belt.")] == ["Gelet op het feit dat"]
    assert kinds("De reedster vaart.") == []
    assert kinds("Een thans-verbod") == []
    assert [text for _, text in kinds("Dit is m.b.t. geld.")] == ["m.b.t."]


def test_a_stiff_salutation_is_named() -> None:
    assert kinds("Geachte heer/mevrouw,") == [(Kind.SALUTATION, "Geachte heer/mevrouw")]


def test_the_list_is_long_and_never_answers_with_a_hard_word() -> None:
    assert len(ALTERNATIVES) >= 150
    for hard, plain in ALTERNATIVES.items():
        assert hard == hard.lower().strip() != plain
        assert plain
        assert [item.text for item in advice_on(plain) if item.kind is Kind.WORD] == [], hard
        assert [(item.start, item.end) for item in advice_on(hard) if item.kind is Kind.WORD] == [(0, len(hard))]


@given(ANY_TEXT)
@example("İndien thans İ")
@example("{" * 50 + "thans" + "}" * 50)
def test_positions_are_right_whatever_is_typed(text: str) -> None:
    for item in advice_on(text):
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        assert item.advice.endswith(".")


@given(ANY_TEXT)
def test_taking_over_changes_that_place_alone(text: str) -> None:
    for item in advice_on(text):
        if item.instead:
            after = replaced(text, item.start, item.end, item.text, item.instead)
            assert after == text[: item.start] + item.instead + text[item.end :]
            assert replaced("", item.start, item.end, item.text, item.instead) == ""


@given(ANY_TEXT)
def test_sentences_hold_every_word_once(text: str) -> None:
    spans = list(sentences(text))
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    left = text
    for start, end in reversed(spans):
        left = left[:start] + left[end:]
    assert left.strip() == ""
