"""Herstel (4:5) and the other grounds of 4:15, on the toy law. Filed on 24 September: eight weeks end on 19 November."""

import pytest

from cases.contract import InvalidError, RefusedError
from cases.models import LetterState
from tests.cases.awb.moves import Waiting, due, pass_time, term

ASK = {"missing": "Een rekening van de fietsenmaker", "ends_by": "2026-10-20"}


def ask(waiting: Waiting) -> None:
    waiting.do("ask_completion", "2026-10-05", **ASK)
    waiting.do("send_completion_request", "2026-10-06", channel="post")


# fmt: off
COMPLETED = [
    # brief verstuurd 6 oktober; aangevuld op   uiterlijk        dagen stil = aangevuld - 6 oktober - 1
    ("2026-10-07",                              "2026-11-19"),   # 0: de dag na de brief
    ("2026-10-08",                              "2026-11-20"),   # 1
    ("2026-10-16",                              "2026-11-30"),   # 9: 28 november is een zaterdag
    ("2026-10-20",                              "2026-12-02"),   # 13: op de laatste dag
]
# fmt: on


@pytest.mark.parametrize(("completed", "last"), COMPLETED)
def test_the_clock_stands_still_from_the_day_after_the_letter_until_the_papers_come(waiting, completed, last):
    ask(waiting)
    assert due(waiting.case, "toylaw.claim") == "stil"
    waiting.do("receive_completion", completed, sufficient="ja")
    assert due(waiting.case, "toylaw.claim") == last
    assert term(waiting.case, "awb.herstel").outcome == "met"
    assert term(waiting.case, "awb.buiten_behandeling") is None


def test_the_letter_says_what_is_missing_and_until_when(waiting):
    ask(waiting)
    letter = waiting.case.letters.get(kind="herstel")
    assert letter.state == LetterState.SENT
    text = str(letter.content)
    assert "Een rekening van de fietsenmaker" in text
    assert "uiterlijk op dinsdag 20 oktober 2026" in text
    assert "vóór" not in text


def test_only_sending_stops_the_clock(waiting):
    waiting.do("ask_completion", "2026-10-05", **ASK)
    assert due(waiting.case, "toylaw.claim") == "2026-11-19"


def test_a_letter_sent_after_its_own_last_day_is_refused(waiting):
    waiting.do("ask_completion", "2026-10-05", **ASK)
    with pytest.raises(InvalidError) as refused:
        waiting.do("send_completion_request", "2026-10-20", channel="post")
    assert "Maak de brief opnieuw" in str(refused.value.errors["sent_on"])


def test_papers_that_do_not_suffice_open_four_weeks_to_leave_aside(waiting):
    ask(waiting)
    with pytest.raises(RefusedError):
        waiting.do("leave_aside_claim", "2026-10-16", sent_on="2026-10-16")
    waiting.do("receive_completion", "2026-10-16", sufficient="nee")
    assert due(waiting.case, "awb.buiten_behandeling") == "2026-11-13"
    waiting.do("leave_aside_claim", "2026-11-13", sent_on="2026-11-13")
    assert waiting.case.state == "set_aside"
    assert (term(waiting.case, "awb.buiten_behandeling").outcome, waiting.case.closed_at is None) == ("met", False)


def test_unused_time_opens_the_same_four_weeks_and_the_clock_runs_by_itself(waiting):
    ask(waiting)
    pass_time("2026-10-20")
    assert due(waiting.case, "toylaw.claim") == "2026-12-02"
    assert due(waiting.case, "awb.buiten_behandeling") == "2026-11-17"
    with pytest.raises(RefusedError) as refused:
        waiting.do("leave_aside_claim", "2026-11-18", sent_on="2026-11-18")
    assert "Beslis nu op de inhoud" in str(refused.value)


def test_leaving_aside_closes_by_itself_and_nobody_is_late(waiting):
    ask(waiting)
    pass_time("2026-10-20")
    pass_time("2026-11-17")
    assert term(waiting.case, "awb.buiten_behandeling").outcome == "passed"


def test_a_decision_on_the_merits_ends_the_possibility(waiting):
    ask(waiting)
    waiting.do("receive_completion", "2026-10-16", sufficient="nee")
    waiting.do("publish_claim", "2026-10-20", sent_on="2026-10-20")
    assert term(waiting.case, "awb.buiten_behandeling").outcome == "lapsed"


# fmt: off
GROUNDS = [
    # grond        sinds         loopt weer op  uiterlijk
    ("consent",    "2026-11-02", "2026-11-16",  "2026-12-02"),  # 13 dagen
    ("applicant",  "2026-11-02", "2026-11-09",  "2026-11-25"),  # 6 dagen
    ("force",      "2026-11-02", "2026-11-03",  "2026-11-19"),  # 0 dagen
]
# fmt: on


@pytest.mark.parametrize(("ground", "since", "back", "last"), GROUNDS)
def test_other_grounds_stop_the_clock_as_long_as_they_last(waiting, ground, since, back, last):
    more = {"consent": {"until": back}, "force": {"expected_on": "2026-12-15"}}.get(ground, {})
    waiting.do("suspend", since, ground=ground, reason="Daarom", **more)
    assert due(waiting.case, "toylaw.claim") == "stil"
    if ground == "consent":
        pass_time(back)
    else:
        waiting.do("resume", back)
        assert waiting.case.letters.filter(kind="termijn_loopt_weer", state=LetterState.DRAFT).exists()
    assert due(waiting.case, "toylaw.claim") == last


def test_information_from_abroad_stops_the_clock_once_the_applicant_is_told(waiting):
    waiting.do("ask_abroad", "2026-10-01", reason="Wij vroegen Portugal om uw diploma.")
    assert due(waiting.case, "toylaw.claim") == "2026-11-19"
    waiting.do("send_abroad_notice", "2026-10-02", channel="post")
    assert due(waiting.case, "toylaw.claim") == "stil"
    waiting.do("resume", "2026-10-12")
    assert due(waiting.case, "toylaw.claim") == "2026-11-30"  # 9 days; 28 November is a Saturday


def test_our_own_adviser_is_no_ground_and_the_form_says_so(waiting):
    from cases.awb.forms import AbroadForm, StandstillForm

    for form in (StandstillForm(), AbroadForm()):
        assert "adviseur" in " ".join(field.help_text for field in form.fields.values())
    with pytest.raises(InvalidError):
        waiting.do("suspend", "2026-10-05", ground="adviser", reason="Onze adviseur is ziek")


@pytest.mark.parametrize(
    ("ground", "more", "field"),
    [
        ("consent", {}, "until"),
        ("applicant", {"until": "2026-10-20"}, "until"),
        ("force", {}, "expected_on"),
        ("applicant", {"since": "2026-09-20"}, "since"),
    ],
)
def test_each_ground_asks_what_it_needs(waiting, ground, more, field):
    with pytest.raises(InvalidError) as refused:
        waiting.do("suspend", "2026-10-05", ground=ground, reason="Daarom", **more)
    assert set(refused.value.errors) == {field}


def test_two_stops_at_once_are_refused(waiting):
    ask(waiting)
    with pytest.raises(RefusedError):
        waiting.do("suspend", "2026-10-07", ground="applicant", reason="Daarom")


def test_the_letter_about_the_end_names_the_new_last_day(waiting):
    waiting.do("suspend", "2026-11-02", ground="applicant", reason="Daarom")
    waiting.do("resume", "2026-11-09")
    waiting.do("send_side_letter", "2026-11-09", letter="termijn_loopt_weer", channel="post")
    assert "uiterlijk op woensdag 25 november 2026" in str(waiting.case.letters.get(kind="termijn_loopt_weer").content)


def test_a_notice_extends_once_where_no_statute_sets_a_term(waiting):
    waiting.do("write_delay_notice", "2026-11-10", reason="Wij wachten", expected_on="2026-12-17")
    waiting.do("send_delay_notice", "2026-11-10", channel="post")
    assert due(waiting.case, "toylaw.claim") == "2026-12-17"
    with pytest.raises(RefusedError) as refused:
        waiting.do("write_delay_notice", "2026-11-20", reason="Nog eens", expected_on="2027-01-10")
    assert "maar één keer" in str(refused.value)


def test_a_notice_after_the_last_day_is_refused(waiting):
    with pytest.raises(RefusedError) as refused:
        waiting.do("write_delay_notice", "2026-11-20", reason="Wij wachten", expected_on="2026-12-17")
    assert "stopt de dwangsom niet" in str(refused.value)
