"""The confirmation of a melding: whose words it quotes, and by which road it goes."""

from uuid import uuid4

import pytest

from cases.actions.transition import perform
from cases.contract import InvalidError, RefusedError
from cases.models import Case, Letter
from cases.typesetting.content import LetterContent, Quote
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.reach import make_representative, make_situation
from tests.wmo.examples import MELDING

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna():
    return make_user("fenna", "wmo.intake", "wmo.work", team=make_team())


def melding(fenna, at, **changes):
    data = {name: value for name, value in (MELDING | changes).items() if value is not None}
    return make_case(fenna, at, law="wmo", key="register_melding", data=data)


def content(case):
    return LetterContent.from_dict(Letter.objects.get(case=case, state="sent").content)


@pytest.mark.parametrize(("reporter", "quotes"), [("self", 1), ("family", 0), ("other", 0), (None, 0)])
def test_only_the_residents_own_words_come_back_in_the_letter(fenna, at, reporter, quotes):
    case = act(melding(fenna, at, reporter=reporter), "confirm_melding", fenna, at)
    assert sum(isinstance(block, Quote) for block in content(case).blocks) == quotes


@pytest.mark.parametrize("unsafe", [{"danger": "ja"}, {"resident_knows": "nee"}])
def test_no_letter_to_the_house_where_that_may_do_harm(fenna, at, unsafe):
    case = melding(fenna, at, **unsafe)
    with pytest.raises(RefusedError, match="misschien niet veilig"):
        act(case, "confirm_melding", fenna, at)
    act(case, "confirm_melding_safely", fenna, at, route="Meegegeven bij de huisarts", channel="uitgereikt")
    assert case.deadlines.get(term="wmo.melding_bevestiging").outcome == "met"
    assert "Meegegeven bij de huisarts" in case.notes.get().text


def test_an_aanvraag_dated_within_the_six_weeks_needs_the_verslag(fenna, at):
    case = Case.objects.get(pk=melding(fenna, at).pk)
    later = at.replace(year=2027, month=1, day=20)
    with pytest.raises(InvalidError) as refused:
        perform(
            case_id=case.pk, key="file_aanvraag_without_verslag", actor=fenna, at=later, seen=case.version, once=uuid4(),
            data={"received_on": "4-1-2027"},
        )  # fmt: skip
    assert "zes weken" in refused.value.errors["received_on"][0]
    assert act(case, "file_aanvraag_without_verslag", fenna, later, received_on="6-1-2027").state == "aanvraag"


def test_danger_blocks_no_letter_that_goes_to_a_safe_postal_address(fenna, at):
    case = melding(fenna, at, danger="ja")
    make_situation(case.person, "post")
    case = act(case, "confirm_melding", fenna, at)
    assert content(case).addressee == ("Mevrouw A. Postma", "Postbus 7", "9999 ZZ  Elders")


def test_danger_blocks_where_a_copy_would_still_go_home(fenna, at):
    case = melding(fenna, at, danger="ja")
    make_representative(case.person, "curator")
    with pytest.raises(RefusedError, match="veilig postadres"):
        act(case, "confirm_melding", fenna, at)


def test_a_resident_who_does_not_know_gets_no_letter_anywhere(fenna, at):
    case = melding(fenna, at, resident_knows="nee")
    make_situation(case.person, "post")
    with pytest.raises(RefusedError, match="weet nog niet"):
        act(case, "confirm_melding", fenna, at)
