"""A request to erase outlives the case; a digital message asks a notice within 48 hours."""

from datetime import timedelta

import pytest

from cases.contract import RefusedError
from cases.models import Case, Deadline, Letter
from tests.contract.drive import drive, main_way
from tests.factories.case import act
from tests.wmo.examples import GIVEN
from wmo.law import LAW

pytestmark = pytest.mark.django_db
WAY = main_way(LAW)


def on_road(*road, at):
    journey = drive(WAY, road, at)
    return Case.objects.get(pk=journey.case.pk), journey.worker, journey.at


def test_a_request_on_a_closed_case_runs_and_is_answered_by_letter(at):
    case, worker, now = on_road("register_melding", "withdraw", at=at)
    closed = act(case, "receive_erasure_request", worker, now)
    assert closed.closed_at is not None
    clock = Deadline.objects.get(case=case, term="wmo.wissen")
    assert (str(clock.due_on), clock.ended_at) == ("2027-02-24", None)
    with pytest.raises(RefusedError, match="al een verzoek"):
        act(case, "receive_erasure_request", worker, now)
    data = {"erased": "nee", "reason": "Een wet vraagt bewaren."}
    act(case, "answer_erasure_request", worker, now + timedelta(days=3), **data)
    clock.refresh_from_db()
    assert clock.outcome == "met"
    assert "Wij wissen uw gegevens niet" in str(Letter.objects.get(case=case, kind="antwoord_wissen").content)


def test_closing_leaves_a_request_to_erase_running(at):
    case, worker, now = on_road("register_melding", "receive_erasure_request", at=at)
    act(case, "withdraw", worker, now, reason="Niet meer nodig")
    open_ones = Deadline.objects.open().filter(case=case)
    assert list(open_ones.values_list("term", flat=True)) == ["wmo.wissen"]


@pytest.mark.parametrize(("channel", "runs"), [("digitaal", True), ("post", False), ("uitgereikt", False)])
def test_only_a_digital_message_asks_a_notice(at, channel, runs):
    case, worker, now = on_road(*GIVEN, at=at)
    act(case, "send_verslag", worker, now, channel=channel)
    clocks = Deadline.objects.open().filter(case=case, term="awb.ebericht_notificatie")
    assert clocks.exists() == runs
    if runs:
        assert clocks.get().due_at - now == timedelta(hours=48)
        act(case, "record_digital_notice", worker, now + timedelta(hours=1))
        assert not clocks.exists()
