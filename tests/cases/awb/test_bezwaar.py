"""Bezwaar as a case of its own (Awb 6 and 7), on the toy law. The decision is sent on Wednesday 2 September 2026:
bezwaar can be made until and with Wednesday 14 October 2026.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from cases import access
from cases.actions.assign import assign
from cases.contract import CaseError, InvalidError, NoAccessError, RefusedError
from cases.models import Case, Letter, Objection, User
from cases.queries.colleagues import colleagues_of
from cases.queries.worklist import Wanted, worklist
from tests.cases.awb.moves import Waiting, due, noon, pass_time, term
from tests.factories.case import act, make_team, make_user

SENT = "2026-09-02"
PLAIN, COMMITTEE = "awb.beslissing_bezwaar", "awb.beslissing_bezwaar_commissie"


class Decided(Waiting):
    """A claim decided by fenna, and noor who handles bezwaar."""

    def __init__(self) -> None:
        super().__init__(noon("2026-08-20").date())
        self.do("publish_claim", SENT, sent_on=SENT)
        self.noor: User = make_user("noor", "toylaw.bezwaar", "toylaw.work", team=make_team())

    def receive(self, day: str, **more: object) -> Case:
        data = {"decision": "claim", "how": "post", "committee": "nee", "words": "Ik ben het niet eens"} | more
        self.do("receive_bezwaar", day, **data)
        return Case.objects.get(procedure="bezwaar")

    def step(self, case: Case, key: str, day: str, **data: object) -> Case:
        return act(case, key, self.noor, noon(day), **data)


@pytest.fixture
def decided(db: None) -> Decided:
    return Decided()


# fmt: off
DUE = [
    # ontvangen     commissie  uiterlijk       waarom
    ("2026-09-03",  "nee",     "2026-11-25"),  # 14 oktober + 6 weken, hoe vroeg het bezwaar ook kwam
    ("2026-10-14",  "nee",     "2026-11-25"),
    ("2026-10-20",  "nee",     "2026-11-25"),  # te laat: telt ook vanaf het einde van de bezwaartermijn
    ("2026-09-03",  "ja",      "2027-01-06"),  # 12 weken
]
LATE = [
    # ontvangen     op de post     te laat
    ("2026-10-14",  None,          False),
    ("2026-10-15",  None,          True),
    ("2026-10-21",  "2026-10-14",  False),     # 6:9 lid 2: hoogstens een week na het einde
    ("2026-10-22",  "2026-10-14",  True),
    ("2026-10-16",  "2026-10-15",  True),
]
# fmt: on


@pytest.mark.parametrize(("received", "committee", "last"), DUE)
def test_the_term_counts_from_the_end_of_the_time_to_object(decided, received, committee, last):
    case = decided.receive(received, committee=committee)
    assert due(case, COMMITTEE if committee == "ja" else PLAIN) == last
    assert term(case, PLAIN if committee == "ja" else COMMITTEE) is None
    assert (case.origin_id, case.handler_id, case.title) == (decided.case.pk, None, "Bezwaar tegen speelaanvraag")


@pytest.mark.parametrize(("received", "posted", "late"), LATE)
def test_late_bezwaar_is_kept_and_marked_and_never_refused(decided, received, posted, late):
    case = decided.receive(received, **({"posted_on": posted} if posted else {}))
    assert case.objection.late is late


def test_receiving_it_meets_the_time_to_object(decided):
    decided.receive("2026-09-10")
    assert (term(decided.case, "awb.bezwaar").outcome, str(term(decided.case, "awb.bezwaar").ended_on)) == (
        "met", "2026-09-10",
    )  # fmt: skip


def test_bezwaar_can_come_in_when_the_case_is_closed(decided):
    decided.do("finish_claim", "2026-09-05")
    case = decided.receive("2026-09-10")
    assert due(case, PLAIN) == "2026-11-25"
    assert Case.objects.get(pk=decided.case.pk).state == "over"


def test_a_late_bezwaar_is_taken_up_only_with_a_reason(decided):
    case = decided.receive("2026-10-20")
    with pytest.raises(InvalidError) as refused:
        decided.step(case, "admit_bezwaar", "2026-10-21")
    assert "te laat" in refused.value.errors["excuse"][0]
    assert (
        decided.step(case, "admit_bezwaar", "2026-10-21", excuse="In het ziekenhuis").state == "bezwaar_in_behandeling"
    )


def test_who_decided_first_never_handles_it(decided):
    case = decided.receive("2026-09-10")
    fenna = make_fenna_able(decided)
    with pytest.raises(CaseError, match="nam het eerste besluit"):
        assign(case_id=case.pk, handler=fenna, actor=fenna, at=noon("2026-09-11"), seen=case.version, once=uuid4())
    with pytest.raises(RefusedError, match="Jij nam het eerste besluit"):
        act(case, "admit_bezwaar", fenna, noon("2026-09-11"))
    taken = assign(
        case_id=case.pk,
        handler=decided.noor,
        actor=decided.noor,
        at=noon("2026-09-11"),
        seen=case.version,
        once=uuid4(),
    )
    assert taken.handler == decided.noor


def make_fenna_able(decided: Decided) -> User:
    """The first decider with the right to handle bezwaar too."""
    from django.contrib.auth.models import Permission

    decided.user.groups.get().permissions.add(Permission.objects.get(codename="toylaw.bezwaar"))
    return User.objects.get(pk=decided.user.pk)


def test_the_database_refuses_the_first_decider_too(decided):
    from django.db import IntegrityError, transaction

    case = decided.receive("2026-09-10")
    with pytest.raises(IntegrityError, match="objection_another_decider"), transaction.atomic():
        Objection.objects.filter(case=case).update(decider=decided.user)


def test_without_its_own_right_a_bezwaar_does_not_exist(decided):
    """Not in the list, not in a count, not by its address, not to hand over to."""
    case = decided.receive("2026-09-10")
    fenna, at = decided.user, noon("2026-09-11")
    mine = Wanted(which="team", team="oost")
    assert case not in access.visible_to(fenna, Case)
    assert [row.number for row in worklist(fenna, mine, at).rows] == [decided.case.number]
    assert {tab.which: tab.count for tab in worklist(fenna, mine, at).tabs}["vrij"] == 0
    with pytest.raises(NoAccessError):
        access.open_case(fenna, uuid=case.uuid, at=at)
    with pytest.raises(NoAccessError):
        act(case, "admit_bezwaar", fenna, at)
    noor = User.objects.get(pk=decided.noor.pk)
    assert {tab.which: tab.count for tab in worklist(noor, mine, at).tabs}["vrij"] == 1
    Case.objects.filter(pk=case.pk).update(handler=noor)
    make_user("karim", "toylaw.work", team=make_team())
    assert [row.pk for row in colleagues_of(Case.objects.get(pk=case.pk))] == [noor.pk]
    make_user("ada", "toylaw.bezwaar", team=make_team())
    assert {row.name for row in colleagues_of(Case.objects.get(pk=case.pk))} == {"Ada de Boer", noor.display_name}


def test_a_case_of_bezwaar_needs_the_case_of_the_decision(decided):
    from cases.actions.transition import Opening, open_case

    there = Opening(household=decided.case.household, person=decided.case.person, team=decided.case.team)
    with pytest.raises(CaseError):
        open_case(
            law="toylaw", key="open_bezwaar", opening=there, actor=decided.user, at=noon("2026-09-10"), once=uuid4(),
            data={"decision": "claim", "how": "post", "committee": "nee"},
        )  # fmt: skip


# fmt: off
EXTENDED = [
    # verdagen  instemming tot   uiterlijk
    (6,         None,            "2027-01-06"),
    (2,         None,            "2026-12-09"),
    (None,      "2026-12-31",    "2026-12-31"),
    (6,         "2027-02-01",    "2027-02-01"),
]
# fmt: on


@pytest.mark.parametrize(("weeks", "until", "last"), EXTENDED)
def test_more_time_once_by_ourselves_and_further_with_consent(decided, weeks, until, last):
    case = decided.receive("2026-09-10")
    if weeks:
        decided.step(case, "adjourn", "2026-09-11", weeks=weeks, adjourned_reason="Het is druk")
    if until:
        decided.step(case, "agree_delay", "2026-09-12", until=until, agreed_how="Per brief")
    assert due(case, PLAIN) == last


def test_adjourning_is_at_most_six_weeks_and_once(decided):
    case = decided.receive("2026-09-10")
    with pytest.raises(InvalidError):
        decided.step(case, "adjourn", "2026-09-11", weeks=7, adjourned_reason="Het is druk")
    decided.step(case, "adjourn", "2026-09-11", weeks=1, adjourned_reason="Het is druk")
    with pytest.raises(RefusedError, match="al een keer verdaagd"):
        decided.step(case, "adjourn", "2026-09-12", weeks=1, adjourned_reason="Nog steeds")


def test_a_repair_stops_the_clock_of_the_decision(decided):
    """6:6 and 7:10 lid 2: asked on 20 October, signed on 30 October: nine days."""
    case = decided.receive("2026-09-10")
    decided.step(case, "ask_completion", "2026-10-20", missing="Uw handtekening", ends_by="2026-11-03")
    decided.step(case, "send_completion_request", "2026-10-20", channel="post")
    assert due(case, PLAIN) == "stil"
    decided.step(case, "receive_completion", "2026-10-30", sufficient="ja")
    assert due(case, PLAIN) == "2026-12-04"
    assert term(case, "awb.buiten_behandeling") is None
    assert "bij uw bezwaar" in str(Letter.objects.get(case=case, kind="herstel").content)


def test_the_hearing_counts_its_days_back_and_moves_with_them(decided):
    case = decided.receive("2026-09-10")
    decided.step(case, "admit_bezwaar", "2026-09-11")
    decided.step(case, "plan_hearing", "2026-09-14", hearing_on="2026-10-12", hearing_place="Stadhuis, 10 uur")
    assert (due(case, "awb.hoorzitting"), due(case, "awb.hoorzitting_inzage")) == ("2026-10-02", "2026-10-05")
    decided.step(case, "plan_hearing", "2026-09-15", hearing_on="2026-10-19", hearing_place="Stadhuis, 10 uur")
    assert (due(case, "awb.hoorzitting"), due(case, "awb.hoorzitting_inzage")) == ("2026-10-09", "2026-10-12")
    decided.step(case, "lay_out_papers", "2026-10-09")
    assert term(case, "awb.hoorzitting_inzage").outcome == "met"
    decided.step(case, "hold_hearing", "2026-10-19", hearing_report="Hij vertelde")
    assert Objection.objects.get(case=case).heard_on == noon("2026-10-19").date()


def test_nothing_is_decided_without_hearing_or_a_reason_for_none(decided):
    case = decided.receive("2026-09-10")
    decided.step(case, "admit_bezwaar", "2026-09-11")
    with pytest.raises(InvalidError) as refused:
        decided.step(case, "decide_bezwaar", "2026-09-20", outcome="unfounded", reasons="Daarom")
    assert "Hoor de inwoner eerst" in refused.value.errors["outcome"][0]
    decided.step(case, "waive_hearing", "2026-09-20", waived="declined", waived_reason="Hij wil niet")
    assert (
        decided.step(case, "decide_bezwaar", "2026-09-20", outcome="unfounded", reasons="Daarom").state
        == "bezwaar_beslist"
    )


def test_a_late_one_is_inadmissible_without_hearing(decided):
    case = decided.receive("2026-10-30")
    decided.step(case, "decide_bezwaar", "2026-11-02", outcome="inadmissible", reasons="Te laat")
    decided.step(case, "publish_bezwaar", "2026-11-03", channel="post")
    assert term(case, PLAIN).outcome == "met"


def test_the_decision_is_met_on_the_day_it_is_sent_and_opens_the_court(decided):
    case = decided.receive("2026-09-10")
    decided.step(case, "admit_bezwaar", "2026-09-11")
    decided.step(case, "waive_hearing", "2026-09-20", waived="granted", waived_reason="Hij krijgt gelijk")
    decided.step(case, "decide_bezwaar", "2026-09-21", outcome="grounded", reasons="U heeft gelijk.")
    assert due(case, PLAIN) == "2026-11-25"
    decided.step(case, "publish_bezwaar", "2026-09-23", channel="post")
    found = term(case, PLAIN)
    assert (found.outcome, str(found.ended_on), due(case, "awb.beroep")) == ("met", "2026-09-23", "2026-11-04")
    text = str(Letter.objects.get(case=case, kind="beslissing_op_bezwaar").content)
    for words in ("U krijgt gelijk", "rechtbank", "uiterlijk op woensdag 4 november 2026", "Noor de Boer"):
        assert words in text


def test_the_advice_of_a_committee_is_waited_for(decided):
    case = decided.receive("2026-09-10", committee="ja")
    decided.step(case, "admit_bezwaar", "2026-09-11")
    decided.step(case, "plan_hearing", "2026-09-14", hearing_on="2026-10-12", hearing_place="Stadhuis")
    decided.step(case, "hold_hearing", "2026-10-12", hearing_report="Hij vertelde")
    with pytest.raises(RefusedError, match="advies"):
        decided.step(case, "decide_bezwaar", "2026-10-13", outcome="unfounded", reasons="Daarom")
    decided.step(case, "record_advice", "2026-10-20", advice="Ongegrond")
    decided.step(case, "decide_bezwaar", "2026-10-21", outcome="unfounded", reasons="Daarom")


def test_a_late_decision_on_bezwaar_costs_a_dwangsom_too(decided):
    """7:14: the term ended on 25 November; the notice of 26 November gives until 10 December."""
    case = decided.receive("2026-09-10")
    decided.step(case, "receive_default_notice", "2026-11-25", how="post")
    assert term(case, "awb.ingebrekestelling") is None
    decided.step(case, "receive_default_notice", "2026-11-26", how="post")
    assert due(case, "awb.ingebrekestelling") == "2026-12-10"
    pass_time("2026-12-10")
    decided.step(case, "admit_bezwaar", "2026-12-14", excuse="")
    decided.step(case, "decide_bezwaar", "2026-12-14", outcome="inadmissible", reasons="Niet getekend")
    decided.step(case, "publish_bezwaar", "2026-12-14", channel="post")
    assert due(case, "awb.dwangsom_besluit") == "2026-12-28"  # 13 December plus two weeks is a Sunday
    decided.step(case, "decide_penalty", "2026-12-14", applicants="1")
    assert case.penalties.get().amount == 69  # 11, 12 and 13 December


def test_the_page_of_the_decision_says_that_there_is_a_bezwaar_and_nothing_of_it(decided, client, at):
    case = decided.receive("2026-09-10", words="Een heel eigen reden")
    client.force_login(decided.user)
    page = client.get(f"/zaken/{decided.case.uuid}").content.decode()
    assert "Beslissing uiterlijk" in page
    assert "Een heel eigen reden" not in page
    assert str(case.uuid) not in page
    client.force_login(decided.noor)
    assert str(case.uuid) in client.get(f"/zaken/{decided.case.uuid}").content.decode()
    assert "Een heel eigen reden" in client.get(f"/zaken/{case.uuid}").content.decode()


def test_nobody_without_the_right_hears_of_its_terms(decided):
    from cases.queries.recipients import recipients_of

    case = decided.receive("2026-09-10")
    assert recipients_of(term(case, PLAIN), noon("2026-09-11") + timedelta(days=1)) == [decided.noor]
