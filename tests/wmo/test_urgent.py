"""An urgent Wmo case: a second urgency asks for its own contact, and its clock can be met wherever the case stands."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cases.contract import RefusedError
from cases.models import Case, Outcome, User
from tests.factories.case import act, make_case, make_team, make_user
from tests.wmo.examples import CONTACT, EXAMPLES, REASON

pytestmark = pytest.mark.django_db
CONTACT_TERM = "wmo.spoed_24"


@pytest.fixture
def start() -> datetime:
    return timezone.now() - timedelta(days=10)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", team=make_team())


@pytest.fixture
def case(fenna: User, start: datetime) -> Case:
    return make_case(fenna, start, law="wmo", key="register_melding", data=EXAMPLES["register_melding"].data)


def test_a_second_urgency_asks_for_a_contact_of_its_own(case: Case, fenna: User, start: datetime) -> None:
    for days in (1, 3):
        at = start + timedelta(days=days)
        act(case, "retriage_urgent", fenna, at, **REASON)
        with pytest.raises(RefusedError, match="Leg eerst het eerste veilige contact vast"):
            act(case, "record_first_help", fenna, at, **CONTACT)
        act(case, "record_safe_contact", fenna, at, **CONTACT)
        with pytest.raises(RefusedError, match="al vastgelegd"):
            act(case, "record_safe_contact", fenna, at, **CONTACT)
        act(case, "record_first_help", fenna, at, **CONTACT)
    clocks = case.deadlines.filter(urgent=True)
    assert clocks.count() == 4
    assert set(clocks.values_list("outcome", flat=True)) == {Outcome.MET}


def test_an_urgent_clock_can_still_be_met_after_a_refusal(case: Case, fenna: User, start: datetime) -> None:
    act(case, "retriage_urgent", fenna, start, **REASON)
    for days, key in enumerate(
        ("offer_clientondersteuning", "start_onderzoek", "give_verslag", "file_aanvraag", "refuse", "publish_refusal"),
        1,
    ):
        act(case, key, fenna, start + timedelta(days=days), **EXAMPLES[key].data)
    act(case, "record_safe_contact", fenna, start + timedelta(days=7), **CONTACT)
    assert case.deadlines.get(term=CONTACT_TERM).outcome == Outcome.MET
