"""A wrong step is taken back before it was sent: state, terms, letter and journal. 24 November 2026 is a Tuesday."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.actions.undo import undo_step
from cases.contract import ConflictError, NoAccessError, NotAllowedHereError
from cases.models import Alarm, Case, Deadline, Event, Letter, LetterState, Note
from cases.queries.timeline import events_of, timeline
from cases.queries.undoable import undoable
from tests.contract.drive import everything
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})


def choices(case):
    case = Case.objects.get(pk=case.pk)
    return undoable(case, events_of(case), Letter.objects.filter(case=case))


def take_back(case, actor, at, *, event=None, seen=None, once=None):
    case = Case.objects.get(pk=case.pk)
    found = choices(case)
    return undo_step(
        case_id=case.pk,
        event=event or found[0].event,
        reason="Verkeerde datum",
        actor=actor,
        at=at,
        seen=case.version if seen is None else seen,
        once=once or uuid4(),
    )


def open_terms(case):
    return set(Deadline.objects.open().filter(case=case).values_list("term", flat=True))


def test_state_terms_and_letter_go_back_and_history_stays(fenna, case, at):
    before, due = open_terms(case), Deadline.objects.get(case=case, term="toylaw.decide").due_on
    act(case, "grant", fenna, at, weeks=4)
    assert "toylaw.decide" not in open_terms(case)
    assert "toylaw.pay" in open_terms(case)
    back = take_back(case, fenna, at + timedelta(hours=1))
    assert (back.state, back.version) == ("asked", 3)
    assert open_terms(case) == before
    running = Deadline.objects.get(case=case, term="toylaw.decide")
    assert (running.due_on, running.outcome, running.ended_on) == (due, "", None)
    assert Alarm.objects.filter(deadline=running, fired_at=None, due_version=running.due_version).exists()
    lapsed = Deadline.objects.get(case=case, term="toylaw.pay")
    assert (lapsed.outcome, lapsed.ended_by) == ("lapsed", "cases.undo_step")
    assert not Alarm.objects.filter(deadline=lapsed, fired_at=None).exists()
    assert Letter.objects.get(case=case, kind="decision").state == LetterState.WITHDRAWN
    assert Note.objects.get(case=case).text == "Teruggedraaid: Ken toe. Verkeerde datum"
    event = Event.objects.get(kind="cases.undo_step")
    assert set(event.payload) == {"undone", "step", "state", "version"}
    titles = [item.title for item in timeline(case, events_of(case), {fenna.pk: "Fenna"})]
    assert titles[0] == "Stap teruggedraaid: Ken toe"
    assert "Ken toe (teruggedraaid)" in titles


def test_the_same_step_can_be_taken_again_and_taken_back_again(fenna, case, at):
    for _ in range(2):
        act(case, "grant", fenna, at, weeks=4)
        take_back(case, fenna, at)
    act(case, "grant", fenna, at, weeks=3)
    assert Case.objects.get(pk=case.pk).state == "granted"
    assert Deadline.objects.open().filter(case=case, term="toylaw.pay").count() == 1


def test_a_closed_case_opens_again_with_its_terms(fenna, case, at):
    before = open_terms(case)
    act(case, "withdraw", fenna, at)
    assert open_terms(case) == set()
    back = take_back(case, fenna, at)
    assert (back.state, back.closed_at) == ("asked", None)
    assert open_terms(case) == before


def test_what_was_sent_is_not_taken_back(fenna, case, at):
    act(case, "grant", fenna, at, weeks=4)
    act(case, "publish", fenna, at, sent_on=at.date())
    assert choices(case) == ()
    with pytest.raises(NotAllowedHereError, match="nieuw besluit"):
        take_back(case, fenna, at, event=Event.objects.get(kind="toylaw.grant").id)


def test_only_the_last_step_of_the_road_and_never_the_opening(fenna, case, at):
    assert choices(case) == ()
    act(case, "grant", fenna, at, weeks=4)
    act(case, "pay", fenna, at)  # beside the road
    assert [step.transition.key for step in choices(case)] == ["grant"]
    act(case, "finish", fenna, at)  # can't be taken back, so neither can what went before
    assert choices(case) == ()


def test_it_asks_the_right_of_the_step_and_the_version_one_saw(fenna, case, at):
    act(case, "grant", fenna, at, weeks=4)
    worker = make_user("werker", "toylaw.work", team=make_team())
    stranger = make_user("elders", "toylaw.decide", team=make_team("west", "West"))
    before = everything()
    for actor in (worker, stranger):
        with pytest.raises(NoAccessError):
            take_back(case, actor, at)
    with pytest.raises(ConflictError):
        take_back(case, fenna, at, seen=1)
    assert everything() == before


def test_the_second_post_does_nothing(fenna, case, at):
    act(case, "grant", fenna, at, weeks=4)
    once, event = uuid4(), Event.objects.get(kind="toylaw.grant").id
    take_back(case, fenna, at, once=once)
    take_back(case, fenna, at, once=once, event=event)
    assert Event.objects.filter(kind="cases.undo_step").count() == 1


def test_the_page_asks_why_and_keeps_what_was_typed(client, fenna):
    now = timezone.now()
    case = make_case(fenna, now, data={"received_on": now.date(), "wish": "Fiets"})
    client.force_login(fenna)
    assert "Een stap terugdraaien" not in client.get(f"/zaken/{case.uuid}").content.decode()
    assert (
        "Er is geen stap die je kunt terugdraaien." in client.get(f"/zaken/{case.uuid}/terugdraaien").content.decode()
    )
    act(case, "grant", fenna, now, weeks=4)
    assert "Een stap terugdraaien" in client.get(f"/zaken/{case.uuid}").content.decode()
    url, event = f"/zaken/{case.uuid}/terugdraaien", Event.objects.get(kind="toylaw.grant").id
    empty = client.post(url, {"seen": 2})
    assert empty.status_code == 400
    for sentence in ("Kies een mogelijkheid", "Vul “Waarom?” in"):
        assert sentence in empty.content.decode()
    stale = client.post(url, {"seen": 1, "event": event, "reason": "kanarie"})
    assert stale.status_code == 409
    assert "kanarie" in stale.content.decode()
    nonsense = client.post(url, {"seen": "x", "event": "999999", "reason": "y" * 500})
    assert nonsense.status_code == 400
    done = client.post(url, {"seen": 2, "event": event, "reason": "Verkeerde datum"})
    assert done.status_code == 302
    assert Case.objects.get(pk=case.pk).state == "asked"
