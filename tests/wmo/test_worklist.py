"""The work list of a real law: norm and statute beside each other, the two marks, the resident's own words."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cases.models import Case, User
from cases.queries.worklist import Wanted, worklist
from cases.queries.worklist_rows import Band, Row
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
CALM = dict.fromkeys(("danger", "no_basics", "eviction", "help_lost"), "nee")
VERSLAG = {
    "problems": "Lopen.",
    "needed": "Vervoer in de buurt. Elke dag.",
    "own_strength": "De buurman.",
    "remainder": "De rest.",
}


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", team=make_team())


def melding(fenna: User, at: datetime, **answers: str) -> Case:
    data = {"safe_contact": "06 00000000", "own_words": "Ik kom niet meer bij de winkel.", **CALM, **answers}
    return make_case(fenna, at, law="wmo", key="register_melding", data=data)


def row(fenna: User, at: datetime) -> Row:
    return worklist(fenna, Wanted(which="team"), at).rows[0]


def test_a_late_term_of_the_law_goes_before_a_norm_that_is_later_still(fenna: User, at: datetime) -> None:
    melding(fenna, at - timedelta(days=43))
    found = row(fenna, at)
    assert (found.band, found.term_label, found.is_norm) == (Band.LATE, "Onderzoek na een melding", False)
    assert found.clock is not None
    assert found.clock.remaining_text == "1 dag te laat"
    assert found.step_note == "De inwoner mag nu een aanvraag doen, ook zonder verslag (Wmo 2.3.2 lid 9)."


def test_a_norm_is_called_a_norm_with_the_law_beside_it_when_that_presses_too(fenna: User, at: datetime) -> None:
    melding(fenna, at - timedelta(days=40))
    found = row(fenna, at)
    assert (found.is_norm, found.term_label) == (True, "Ontvangst van de melding bevestigen")
    assert found.law_text == "wet: onderzoek na een melding uiterlijk do 26 nov"
    assert found.step == "Ontvangstbevestiging versturen"
    assert row(fenna, at - timedelta(days=20)).law_text == ""


def test_an_urgent_melding_has_two_marks_and_the_word_of_the_law(fenna: User, at: datetime) -> None:
    case = melding(fenna, at - timedelta(hours=20), eviction="ja")
    found = row(fenna, at)
    assert [(mark.label, mark.done) for mark in found.marks] == [
        ("Eerste veilig contact", False),
        ("Eerste hulp geregeld", False),
    ]
    assert (found.law_text, found.step) == ("wet: onverwijld (Wmo 2015 art. 2.3.3)", "Eerste veilig contact vastleggen")
    # Done at 10.31, written down at 10.42: the mark says when it was done.
    contact: dict[str, Any] = {"how": "gebeld", "happened_at_dag": "24-11-2026", "happened_at_tijd": "10.31"}
    act(case, "record_safe_contact", fenna, at, **contact)
    found = row(fenna, at)
    assert [(mark.done, mark.text) for mark in found.marks] == [(True, "vandaag 10.31"), (False, "")]
    assert found.clock is not None
    assert found.clock.remaining_text == "nog 28 uur"
    assert found.step == "Eerste hulp geregeld"


def test_own_words_until_the_case_has_a_subject(fenna: User, at: datetime) -> None:
    case = melding(fenna, at, own_words="Sinds de val durf ik niet alleen naar buiten. " * 9)
    found = row(fenna, at)
    assert (found.title, found.own_words[:45]) == ("", "Sinds de val durf ik niet alleen naar buiten.")
    assert found.own_words.endswith(" …")
    assert len(found.own_words) <= 110
    act(case, "offer_clientondersteuning", fenna, at, medium="telefoon", plan_wish="no")
    act(case, "start_onderzoek", fenna, at)
    act(case, "give_verslag", fenna, at, **VERSLAG)
    found = row(fenna, at)
    assert (found.title, found.own_words) == ("Vervoer in de buurt", "")
