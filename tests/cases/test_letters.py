"""Letters: drafted by an act, frozen when sent, and silent about a date that no lawyer vouched for."""

import hashlib
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cases.actions.letter import preview, send
from cases.contract import CaseError
from cases.models import Letter
from cases.typesetting.content import LetterContent
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.rules import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def case(fenna, at):
    """A case whose letters state a date that rests on a rule from memory."""
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "Een lift"})
    return act(case, "plan_hearing", fenna, at, hearing_on="18-12-2026")


def sent(case, fenna, at):
    return send(case=case, kind="receipt", sent_on=date(2026, 11, 24), channel="post", actor=fenna, at=at)


def test_an_act_drafts_its_letter_and_a_draft_can_be_read(case):
    letter = Letter.objects.get(case=case)
    assert (letter.kind, letter.state, letter.sha256) == ("receipt", "draft", "")
    assert preview(letter).startswith(b"%PDF")


def test_sending_freezes_file_content_and_day(case, fenna, at):
    letter = sent(case, fenna, at)
    stored = letter.file.open().read()
    assert letter.sha256 == hashlib.sha256(stored).hexdigest()
    assert LetterContent.from_dict(letter.content).date == date(2026, 11, 24)
    assert preview(letter) == stored


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"sent_on": date(2026, 11, 1)}, {"sha256": "0" * 64}, {"state": "draft"}]
)
def test_the_database_refuses_to_change_a_sent_letter(case, fenna, at, change):
    letter = sent(case, fenna, at)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**change)


def test_there_is_nothing_to_send_twice(case, fenna, at):
    sent(case, fenna, at)
    with pytest.raises(CaseError, match="geen brief klaar"):
        sent(case, fenna, at)


def test_outside_the_demo_an_unconfirmed_date_enters_no_letter(case, fenna, at, settings):
    settings.DEMO = False
    with pytest.raises(CaseError, match="nog niet bevestigd door een jurist"), transaction.atomic():
        sent(case, fenna, at)
    assert Letter.objects.get(case=case).state == "draft"
    confirm("toylaw.papers@2020-01-01", at)
    letter = sent(case, fenna, at)
    assert LetterContent.from_dict(letter.content).proofs[0].confirmed


def test_in_the_demo_the_letter_says_that_it_is_not_confirmed(case, fenna, at):
    assert not LetterContent.from_dict(sent(case, fenna, at).content).proofs[0].confirmed
