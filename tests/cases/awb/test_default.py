"""Ingebrekestelling and dwangsom (4:17, 4:18) on the toy law. The eight weeks end on Thursday 19 November 2026."""

from decimal import Decimal

import pytest

from cases.contract import RefusedError
from cases.models import DefaultNotice, Letter, Penalty
from tests.cases.awb.moves import due, noon, pass_time, term

NOTICE, PENALTY, DECISION = "awb.ingebrekestelling", "awb.dwangsom", "awb.dwangsom_besluit"


# fmt: off
RECEIVED = [
    # ontvangen     oordeel       twee weken tot en met
    ("2026-11-18", "premature",  ""),
    ("2026-11-19", "premature",  ""),             # op de laatste dag is de termijn nog niet voorbij
    ("2026-11-20", "valid",      "2026-12-04"),
    ("2026-12-11", "valid",      "2026-12-25"),   # Eerste Kerstdag: de Termijnenwet geldt niet (4:17 lid 2)
]
# fmt: on


@pytest.mark.parametrize(("received", "verdict", "until"), RECEIVED)
def test_a_notice_counts_when_it_came_after_the_last_day(waiting, received, verdict, until):
    waiting.do("receive_default_notice", received, how="post")
    assert waiting.case.default_notices.get().verdict == verdict
    assert due(waiting.case, NOTICE) == until
    assert due(waiting.case, "toylaw.claim") == "2026-11-19"


def test_while_the_clock_stands_still_a_notice_is_premature(waiting):
    waiting.do("suspend", "2026-11-02", ground="applicant", reason="Daarom")
    waiting.do("receive_default_notice", "2026-11-25", how="digital")
    assert waiting.case.default_notices.get().verdict == DefaultNotice.Verdict.PREMATURE
    assert term(waiting.case, NOTICE) is None


@pytest.mark.parametrize("against", ["too_late", "not_applicant"])
def test_a_notice_can_be_invalid_for_a_reason_and_starts_nothing(waiting, against):
    waiting.do("receive_default_notice", "2026-11-23", how="post", against=against, reason="Van de buurman")
    assert waiting.case.default_notices.get().verdict == against
    assert term(waiting.case, NOTICE) is None
    waiting.do("send_side_letter", "2026-11-23", letter="antwoord_ingebrekestelling", channel="post")
    assert "Van de buurman" in str(Letter.objects.get(kind="antwoord_ingebrekestelling").content)


def test_a_second_notice_starts_nothing_new(waiting):
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    waiting.do("receive_default_notice", "2026-11-25", how="post")
    assert due(waiting.case, NOTICE) == "2026-12-04"
    assert waiting.case.default_notices.filter(verdict="repeated").count() == 1


def test_a_premature_notice_is_answered_and_a_later_one_counts(waiting):
    waiting.do("receive_default_notice", "2026-11-10", how="post")
    waiting.do("send_side_letter", "2026-11-11", letter="antwoord_ingebrekestelling", channel="post")
    text = str(Letter.objects.get(kind="antwoord_ingebrekestelling").content)
    assert "te vroeg" in text
    assert "tot en met donderdag 19 november 2026" in text
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    assert due(waiting.case, NOTICE) == "2026-12-04"


def test_the_confirmation_says_until_when_and_what_a_day_costs(waiting):
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    waiting.do("send_side_letter", "2026-11-20", letter="antwoord_ingebrekestelling", channel="post")
    text = str(Letter.objects.get(kind="antwoord_ingebrekestelling").content)
    for words in ("uiterlijk op vrijdag 4 december 2026", "vanaf zaterdag 5 december 2026", "€ 23", "€ 1.442"):
        assert words in text


def test_the_confirmation_waits_for_a_lawyer_outside_the_demo(waiting, settings):
    """Its first day rests on a choice that nobody confirmed: day 14 or day 15."""
    from cases.contract import CaseError

    settings.DEMO = False
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    with pytest.raises(CaseError, match="nog niet bevestigd"):
        waiting.do("send_side_letter", "2026-11-20", letter="antwoord_ingebrekestelling", channel="post")


# fmt: off
SENT = [
    # besluit verstuurd   dagen  samen     besluit over de dwangsom uiterlijk
    ("2026-12-04",        0,     None,     ""),
    ("2026-12-05",        0,     None,     ""),            # de dag van verzending telt niet
    ("2026-12-06",        1,     "23",     "2026-12-21"),  # 19 december is een zaterdag
    ("2026-12-19",        14,    "322",    "2027-01-04"),  # 1 januari, dan een weekend
    ("2027-01-16",        42,    "1442",   "2027-01-29"),
]
# fmt: on


@pytest.mark.parametrize("watched", [True, False])
@pytest.mark.parametrize(("sent", "number", "total", "until"), SENT)
def test_the_penalty_runs_until_the_decision_is_sent(waiting, sent, number, total, until, watched):
    """Also where the watcher did not come by between the two weeks and the besluit."""
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    if watched and sent > "2026-12-04":
        pass_time("2026-12-04")
        assert due(waiting.case, PENALTY) == "2027-01-15"
    if watched and sent > "2027-01-15":
        pass_time("2027-01-15")
    waiting.do("publish_claim", sent, sent_on=sent)
    assert (due(waiting.case, NOTICE), due(waiting.case, PENALTY)) == ("", "")
    assert due(waiting.case, DECISION) == until
    if number == 0:
        with pytest.raises(RefusedError):
            waiting.do("decide_penalty", sent, applicants="1")
        return
    waiting.do("decide_penalty", sent, applicants="2")
    penalty = Penalty.objects.get()
    assert (penalty.days, penalty.amount) == (number, Decimal(total))
    waiting.do("send_penalty_decision", sent, channel="post")
    assert term(waiting.case, DECISION).outcome == "met"
    assert f"{number} dagen" in str(Letter.objects.get(kind="dwangsombesluit").content)
    with pytest.raises(RefusedError):
        waiting.do("decide_penalty", sent, applicants="2")


def test_after_42_days_the_amount_is_fixed_without_a_decision(waiting):
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    pass_time("2026-12-04")
    with pytest.raises(RefusedError) as refused:
        waiting.do("decide_penalty", "2027-01-15", applicants="1")
    assert "loopt nog" in str(refused.value)
    pass_time("2027-01-15")
    assert due(waiting.case, DECISION) == "2027-01-29"
    waiting.do("decide_penalty", "2027-01-18", applicants="3")
    assert Penalty.objects.get().amount == 1442
    waiting.do("send_penalty_decision", "2027-01-18", channel="post")
    assert "€ 480,67" in str(Letter.objects.get(kind="dwangsombesluit").content)


def test_nothing_of_an_ingebrekestelling_stands_still(waiting):
    waiting.do("receive_default_notice", "2026-11-20", how="post")
    with pytest.raises(RefusedError):
        waiting.do("suspend", "2026-11-23", ground="applicant", reason="Daarom")
    assert due(waiting.case, NOTICE) == "2026-12-04"


def test_the_case_stands_on_top_of_what_is_late_by_its_own_last_day(waiting):
    from cases.queries.worklist import Wanted, worklist
    from cases.queries.worklist_rows import Band

    waiting.do("receive_default_notice", "2026-11-20", how="post")
    row = worklist(waiting.user, Wanted(), noon("2026-11-24")).rows[0]
    assert (row.band, row.term_label) == (Band.LATE, "Laatste twee weken om zonder dwangsom te besluiten")
    assert row.clock.remaining_text == "nog 10 dagen"
