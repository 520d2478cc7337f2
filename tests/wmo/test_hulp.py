"""The help after the besluit: the order, whether it began, the CAK, and its end."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from cases.actions.deliver import deliver_outbox
from cases.actions.household import move_out
from cases.actions.person import mark_deceased
from cases.actions.task import answer_task
from cases.contract import RefusedError
from cases.models import Deadline, Event, Person, Task
from cases.rules.partial_date import PartialDate
from tests.factories.case import act
from tests.wmo.examples import (
    GRANT,
    HELP,
    IN_KIND,
    REVOKED,
    STARTED,
)
from tests.wmo.roads import on_road, running, take_back, words
from wmo.models import Bijdrage, Standing, Voorziening

pytestmark = pytest.mark.django_db

# --- the order, the start and the CAK


def test_the_order_names_what_and_when_and_nothing_of_why(at):
    case, fenna, at = on_road(*IN_KIND, at=at)
    act(case, "send_order", fenna, at, receiver="Thuiszorg De Linde", address="Lindelaan 1\n9999 ZZ Noorderveen")
    text = words(case, "opdracht")
    for part in ("Thuiszorg De Linde", "Lindelaan 1", "Dagbesteding, 2,5 uur per week", "dinsdag 1 december 2026"):
        assert part in text, part
    row = Voorziening.objects.get(case=case, standing=Standing.GRANTED)
    for secret in (row.besluit.reasons, row.result, case.wmo_onderzoek.problems, case.wmo_melding.own_words):
        assert secret not in text
    assert case.person.bsn not in text


def test_a_pgb_goes_to_the_svb_and_asks_whether_it_began(at):
    case, fenna, at = on_road(*HELP, at=at)
    act(case, "send_svb", fenna, at)
    assert "Sociale Verzekeringsbank" in words(case, "opdracht_svb")
    task = Task.objects.get(case=case, asks=True)
    assert task.due_on == date(2026, 12, 8)  # a week after the first day
    with pytest.raises(RefusedError):
        act(case, "send_order", fenna, at)


@pytest.mark.parametrize(("form", "term", "last"), [("pgb", "wmo.cak_start_pgb", "2027-04-03"),
                                                    ("zin", "wmo.cak_start", "2027-01-03")])  # fmt: skip
def test_the_cak_counts_from_the_day_the_help_began(at, form, term, last):
    road = (*HELP, "send_svb") if form == "pgb" else (*IN_KIND, "send_order")
    case, fenna, at = on_road(*road, at=at)
    later = at + timedelta(days=12)
    act(case, "record_help_start", fenna, later, help_started_on="3-12-2026")
    assert running(case, term).due_on == date.fromisoformat(last)
    assert Task.objects.get(case=case, asks=True).answer is True
    act(case, "report_cak_start", fenna, later)
    assert Deadline.objects.get(case=case, term=term).outcome == "met"


def test_who_pays_nothing_is_not_reported_and_says_why(at):
    case, fenna, at = on_road(*STARTED, at=at)
    act(case, "no_contribution", fenna, at, reason="Begeleid door de gemeente zelf")
    assert Deadline.objects.get(case=case, term="wmo.cak_start_pgb").outcome == "lapsed"
    assert Bijdrage.objects.get(case=case).no_reason == "Begeleid door de gemeente zelf"


def test_help_that_did_not_begin_is_asked_again(at):
    case, fenna, at = on_road(*HELP, "send_svb", at=at)
    later = at + timedelta(days=14)
    act(case, "record_no_start", fenna, later, reason="De aanbieder heeft geen plek", ask_on="20-12-2026")
    first, second = Task.objects.filter(case=case, asks=True).order_by("pk")
    assert (first.answer, second.done_at, second.due_on) == (False, None, date(2026, 12, 20))


def test_an_answer_on_the_page_of_the_task_is_heard(at):
    case, fenna, at = on_road(*HELP, "send_svb", at=at)
    later, task = at + timedelta(days=14), Task.objects.get(case=case, asks=True)
    answer_task(task_id=task.pk, answer=True, answered_on=date(2026, 12, 2), because="", actor=fenna, at=later,
                seen=task.version, once=uuid4())  # fmt: skip
    deliver_outbox(at=later, limit=50)
    assert Voorziening.objects.get(case=case).help_started_on == date(2026, 12, 2)
    assert running(case, "wmo.cak_start_pgb").due_on == date(2027, 4, 2)
    before = Event.objects.count()
    from wmo.reactions import hear_answer

    hear_answer(Event.objects.get(kind="cases.answer_task").id)  # a second delivery changes nothing
    assert Event.objects.count() == before


def test_no_on_the_page_of_the_task_asks_again(at):
    case, fenna, at = on_road(*HELP, "send_svb", at=at)
    later, task = at + timedelta(days=14), Task.objects.get(case=case, asks=True)
    answer_task(task_id=task.pk, answer=False, answered_on=None, because="Wachtlijst", actor=fenna, at=later,
                seen=task.version, once=uuid4())  # fmt: skip
    deliver_outbox(at=later, limit=50)
    assert Task.objects.get(case=case, asks=True, done_at=None).due_on == later.date() + timedelta(days=7)


# --- the end


def test_help_stops_on_its_day_and_everybody_is_told_before_the_case_closes(at):
    case, fenna, at = on_road(*STARTED, "report_cak_start", at=at)
    act(case, "stop_help", fenna, at, reason="moved", stops_on="31-12-2026")
    assert Voorziening.objects.get(case=case).ended_on == date(2026, 12, 31)
    later = at + timedelta(days=60)
    for step, why in (("send_stop_order", "aanbieder of de SVB"), ("report_cak_stop", "Het CAK")):
        with pytest.raises(RefusedError, match=why):
            act(case, "end", fenna, later, reason="Klaar")
        act(case, step, fenna, later)
    act(case, "end", fenna, later, reason="Klaar")
    assert Bijdrage.objects.get(case=case).stopped_on == date(2026, 12, 31)
    assert "31 december 2026" in words(case, "opdracht_stop")
    assert not Deadline.objects.filter(case=case, ended_at=None).exists()


def test_a_stop_without_a_letter_is_taken_back(at):
    case, fenna, at = on_road(*HELP, "stop_help_without_letter", at=at)
    take_back(case, "stop_help_without_letter", fenna, at)
    row = Voorziening.objects.get(case=case)
    assert (row.standing, row.ended_on) == (Standing.GRANTED, None)


def test_a_death_gives_the_handler_a_task_and_ends_nothing(at):
    case, _fenna, at = on_road(*HELP, at=at)
    person = Person.objects.get(pk=case.person_id)
    mark_deceased(person=person.uuid, seen=person.version, died=PartialDate.parse("20261201"), actor=None, at=at,
                  on=date(2026, 12, 2))  # fmt: skip
    deliver_outbox(at=at, limit=50)
    deliver_outbox(at=at, limit=50)
    assert Task.objects.get(case=case, key="wmo.overleden").done_at is None
    case.refresh_from_db()
    assert case.state == "beschikking_toegekend"
    assert Voorziening.objects.get(case=case).ended_on is None


def test_who_leaves_the_household_gives_the_handler_a_task(at):
    case, _fenna, at = on_road(*HELP, at=at)
    move_out(household=case.household.uuid, seen=case.household.version, person=case.person,
                    on=at.date(), actor=None, at=at)  # fmt: skip
    deliver_outbox(at=at, limit=50)
    assert Task.objects.filter(case=case, key="wmo.verhuisd", done_at=None).count() == 1


def test_a_case_with_help_in_it_does_not_close(at):
    case, fenna, at = on_road(*HELP, at=at)
    with pytest.raises(RefusedError, match="Er loopt nog hulp"):
        act(case, "end", fenna, at, reason="Klaar")


def test_a_withdrawal_from_the_first_day_leaves_nothing_that_worked(at):
    case, _, _ = on_road(*REVOKED, at=at)
    assert Voorziening.objects.get(case=case).standing == Standing.DROPPED
    assert case.state == "hulp_gestopt"
    assert GRANT["form"] == "pgb"


def test_nobody_asks_whether_help_began_that_was_withdrawn(at):
    case, fenna, at = on_road(*HELP, "send_svb", "ask_view", "receive_view", "revoke", at=at)
    act(case, "publish_stop", fenna, at)
    assert not Task.objects.filter(case=case, asks=True, done_at=None).exists()
