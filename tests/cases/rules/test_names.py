"""Dutch names, as a table a colleague can check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.names import KEY_LENGTH, Name, NameUse, family_label, normalise

JAN = Name(given="Jan", prefix="de", family="Groot")
ALONE = Name(prefix="de", family="Groot")
GEERTJE = Name(given="Geertje", family="Bakker", partner="Postma", use=NameUse.PARTNER_FIRST)
SAMIRA = Name(given="Samira", prefix="El", family="Amrani")
LONG = Name(given="Henk-Jan IJsbrand", prefix="van den", family="Heuvel")

TABLE = [
    # name, sex, in a list, addressee, salutation, in a sentence
    (JAN, "M", "Jan de Groot", "De heer J. de Groot", "Geachte heer De Groot", "meneer De Groot"),
    (ALONE, "V", "De Groot", "Mevrouw De Groot", "Geachte mevrouw De Groot", "mevrouw De Groot"),
    (GEERTJE, "V", "Geertje Postma – Bakker", "Mevrouw G. Postma – Bakker", "Geachte mevrouw Postma – Bakker",
     "mevrouw Postma – Bakker"),
    (SAMIRA, "V", "Samira El Amrani", "Mevrouw S. El Amrani", "Geachte mevrouw El Amrani", "mevrouw El Amrani"),
    (LONG, "M", "Henk-Jan IJsbrand van den Heuvel", "De heer H.J.IJ. van den Heuvel", "Geachte heer Van den Heuvel",
     "meneer Van den Heuvel"),
    (LONG, "O", "Henk-Jan IJsbrand van den Heuvel", "H.J.IJ. van den Heuvel", "Geachte H.J.IJ. van den Heuvel",
     "Henk-Jan IJsbrand van den Heuvel"),
    (Name(given="Piet", prefix="'t", family="Hart"), "M", "Piet 't Hart", "De heer P. 't Hart", "Geachte heer 't Hart",
     "meneer 't Hart"),
    (Name(given="Lies", prefix="over 't", family="Veld"), "V", "Lies over 't Veld", "Mevrouw L. over 't Veld",
     "Geachte mevrouw Over 't Veld", "mevrouw Over 't Veld"),
    (Name(given="Dian Marini", family="."), "V", "Dian Marini", "Mevrouw Dian Marini", "Geachte Dian Marini",
     "Dian Marini"),
    (Name(family="."), "", "Naam onbekend", "Naam onbekend", "Geachte Naam onbekend", "Naam onbekend"),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE)
def test_name_follows_dutch_conventions(line: tuple[Name, str, str, str, str, str]) -> None:
    name, sex, *expected = line
    assert [name.display, name.formal(sex), name.salutation(sex), name.spoken(sex)] == expected


@pytest.mark.parametrize(
    ("use", "surname", "alone"),
    [
        (NameUse.OWN, "de Wit", "De Wit"),
        (NameUse.PARTNER, "van Dam", "Van Dam"),
        (NameUse.PARTNER_FIRST, "van Dam – de Wit", "Van Dam – de Wit"),
        (NameUse.OWN_FIRST, "de Wit – van Dam", "De Wit – van Dam"),
    ],
)
def test_naamgebruik_orders_the_surnames(use: NameUse, surname: str, alone: str) -> None:
    name = Name(given="Ria", prefix="de", family="Wit", partner_prefix="van", partner="Dam", use=use)
    assert (name.surname, name.surname_alone) == (surname, alone)


def test_naamgebruik_without_a_partner_name_falls_back_to_the_own_name() -> None:
    assert Name(given="Ria", family="Wit", use=NameUse.PARTNER).display == "Ria Wit"


def test_list_sorts_on_the_surname_without_voorvoegsel_and_without_accents() -> None:
    names = [
        Name(given="Zoë", family="Groot"),
        Name(given="Jan", prefix="van der", family="Veen"),
        Name(given="Jan", prefix="de", family="Groot"),
        Name(given="Émile", prefix="d'", family="Eötvös"),
        Name(given="Ali", prefix="El", family="Amrani"),
    ]
    assert [name.display for name in sorted(names, key=lambda name: name.sort_key)] == [
        "Ali El Amrani",
        "Émile d' Eötvös",
        "Jan de Groot",
        "Zoë Groot",
        "Jan van der Veen",
    ]


def test_search_key_holds_every_name_a_colleague_may_type() -> None:
    assert GEERTJE.search_key == "geertje bakker postma"
    assert Name(given="Żáïŀë", family="Åłéèç-O'Neill").search_key == "zaile aleec oneill"
    assert normalise("℡ ＡＢ") == "tel ab"


def test_household_is_named_after_each_surname_once() -> None:
    assert family_label(["El Amrani", "De Wit", "El Amrani"]) == "El Amrani – De Wit"
    assert family_label([]) == "Naam onbekend"


@given(st.text(max_size=300))
def test_normalised_text_is_stable_and_fits_its_column(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert len(once) <= KEY_LENGTH
    assert once == once.strip()
    assert "  " not in once
