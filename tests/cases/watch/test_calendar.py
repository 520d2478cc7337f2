"""A day by royal decree: it moves the open terms it touches, all in one transaction, and tells who works on them."""

from datetime import date, datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from cases.actions import calendar, hold
from cases.actions.calendar import add_equated_day, effect_of
from cases.actions.deliver import deliver_outbox
from cases.actions.hold import BUSY
from cases.actions.watch import sweep
from cases.contract import CaseError, InvalidError, NoAccessError
from cases.models import Alarm, Case, Deadline, EquatedDay, Event, MessageItem, Outbox, User
from cases.queries.terms import calendar as stored_calendar
from cases.queries.terms import proof_from, proof_of
from cases.rules.calendar import SHIPPED
from tests.cases.watch.moments import moment
from tests.cases.watch.processes import connected_as_application
from tests.factories.case import act, make_case, make_user

DECIDE_BY = date(2027, 1, 19)  # a Tuesday: 8 weeks after 24 November 2026
SOURCE = "Stcrt. 2026, 99999"


@pytest.fixture
def ilse(db: None) -> User:
    return make_user("ilse", "cases.manage_terms")


def decide(case: Case) -> Deadline:
    return case.deadlines.get(term="toylaw.decide")


def add(day: date, actor: User, at: datetime) -> calendar.Effect:
    return add_equated_day(day=day, name="Extra dag", source=SOURCE, actor=actor, at=at)


@pytest.mark.django_db
def test_only_the_terms_that_the_day_touches_move(case: Case, fenna: User, ilse: User, at: datetime) -> None:
    earlier = make_case(fenna, moment("2026-11-23 9.00"), handler=fenna)  # uiterlijk Monday 18 January
    closed = make_case(fenna, at, handler=fenna)
    act(closed, "withdraw", fenna, at)
    effect = add(DECIDE_BY, ilse, at)
    assert [(touch.number, touch.was, touch.becomes) for touch in effect.moved] == [
        (case.number, DECIDE_BY, date(2027, 1, 20))
    ]
    moved = decide(case)
    assert (moved.due_on, moved.due_at, moved.due_version) == (date(2027, 1, 20), moment("2027-01-21"), 2)
    assert (decide(earlier).due_on, decide(earlier).due_version) == (date(2027, 1, 18), 1)
    assert (decide(closed).due_on, decide(closed).due_version) == (DECIDE_BY, 1)
    assert EquatedDay.objects.get().day == DECIDE_BY
    assert not stored_calendar().is_working_day(DECIDE_BY)
    assert SHIPPED.is_working_day(DECIDE_BY)


@pytest.mark.django_db
def test_the_day_is_in_the_proof_of_the_term(case: Case, ilse: User, at: datetime) -> None:
    add(DECIDE_BY, ilse, at)
    proof = proof_of(decide(case), stored_calendar())
    assert proof.due_on == date(2027, 1, 20)
    assert [step.note for step in proof.steps if step.kind == "roll"] == ["di 19 jan 2027: Extra dag"]


@pytest.mark.django_db
def test_every_moved_term_has_an_event_with_its_reason(case: Case, ilse: User, at: datetime) -> None:
    add(DECIDE_BY, ilse, at)
    event = Event.objects.get(kind="cases.term_moved")
    assert (event.case_id, event.actor_id, event.law) == (case.pk, ilse.pk, "toylaw")
    assert event.payload == {
        "term": "toylaw.decide",
        "was": "2027-01-19",
        "due_on": "2027-01-20",
        "due_version": 2,
        "reason": "equated_day",
        "day": "2027-01-19",
    }
    assert Event.objects.get(kind="cases.equated_day_added").payload == {"day": "2027-01-19"}


@pytest.mark.django_db
def test_the_handler_is_told_and_the_warnings_move_along(case: Case, fenna: User, ilse: User, at: datetime) -> None:
    sweep("a", at=moment("2027-01-12"))
    add(DECIDE_BY, ilse, moment("2027-01-12 9.00"))
    assert Outbox.objects.get(sent_at=None).key == f"moved:{decide(case).pk}:2"
    deliver_outbox(at=moment("2027-01-12 9.01"), limit=10)
    told = MessageItem.objects.get(signal_kind="moved")
    assert (told.message.recipient, told.deadline, told.due_version) == (fenna, decide(case), 2)
    waiting = Alarm.objects.filter(deadline=decide(case), fired_at=None).order_by("at")
    assert [(row.kind, row.at, row.due_version) for row in waiting] == [
        ("nearing", moment("2027-01-12"), 2),  # five working days: Tuesday 19 January is none any more
        ("breach", moment("2027-01-21"), 2),
    ]


@pytest.mark.django_db
def test_a_day_just_before_the_end_moves_the_warning_and_not_the_end(case: Case, ilse: User, at: datetime) -> None:
    effect = add(date(2027, 1, 15), ilse, at)
    assert (effect.moved, effect.stay) == ((), 1)
    rows = Alarm.objects.filter(deadline=decide(case)).order_by("at").values_list("kind", "at", "due_version")
    assert list(rows) == [("nearing", moment("2027-01-11"), 1), ("breach", moment("2027-01-20"), 1)]
    assert not Outbox.objects.filter(key__startswith="moved:").exists()


@pytest.mark.django_db
def test_a_term_that_stands_still_takes_the_day_in_when_it_runs_again(
    case: Case, fenna: User, ilse: User, at: datetime
) -> None:
    act(case, "ask_more", fenna, moment("2026-12-01 9.00"), until="2026-12-15")
    assert add(date(2027, 2, 1), ilse, moment("2026-12-02")).moved == ()
    sweep("a", at=moment("2026-12-16"))
    assert decide(case).due_on == date(2027, 2, 2)  # else Monday 1 February


@pytest.mark.django_db
def test_hours_know_no_holidays(fenna: User, ilse: User) -> None:
    start = moment("2026-11-24 10.00")
    case = make_case(fenna, start, key="urgent_request", data={"received_on": start.date()}, handler=fenna)
    assert add(date(2026, 11, 26), ilse, start).moved == ()
    assert case.deadlines.get(term="toylaw.urgent").due_at == moment("2026-11-26 10.00")


@pytest.mark.django_db
def test_what_it_does_is_shown_before_and_changes_nothing(case: Case, at: datetime) -> None:
    effect = effect_of(DECIDE_BY, at=at)
    assert [(touch.number, touch.becomes, touch.late_at_once(at)) for touch in effect.moved] == [
        (case.number, date(2027, 1, 20), False)
    ]
    assert (decide(case).due_on, EquatedDay.objects.count()) == (DECIDE_BY, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2027, 1, 16), "Za 16 jan 2027 telt al niet mee: zaterdag. Kies een andere dag"),
        (date(2026, 12, 25), "Vr 25 dec 2026 telt al niet mee: Eerste Kerstdag. Kies een andere dag"),
    ],
)
def test_a_day_that_does_not_count_already_is_refused(ilse: User, at: datetime, day: date, sentence: str) -> None:
    with pytest.raises(InvalidError) as caught:
        add(day, ilse, at)
    assert caught.value.errors == {"day": [sentence]}
    assert EquatedDay.objects.count() == 0


def test_a_shipped_day_is_confirmed_by_naming_its_decree_once(case: Case, ilse: User, at: datetime) -> None:
    """6 May 2027 is Ascension Day, 7 May was shipped second-hand: without its decree the date may be in no letter."""
    before = proof_from("awb.bezwaar", date(2027, 3, 25), stored_calendar())
    assert (before.due_on, before.confirmed) == (date(2027, 5, 10), False)
    assert add(date(2027, 5, 7), ilse, at).moved == ()
    after = proof_from("awb.bezwaar", date(2027, 3, 25), stored_calendar())
    assert (after.due_on, after.confirmed) == (date(2027, 5, 10), True)
    with pytest.raises(InvalidError):
        add(date(2027, 5, 7), ilse, at)


@pytest.mark.django_db
def test_a_moved_koningsdag_is_confirmed_by_naming_its_source(ilse: User, at: datetime) -> None:
    """27 April 2031 is a Sunday. That the day moves to the 26th stands not in the Atw itself: it is from memory."""
    saturday, sunday = date(2031, 4, 26), date(2031, 4, 27)
    before = stored_calendar().closed(saturday)
    assert before is not None
    assert (before.name, before.certainty.value) == ("Koningsdag", "memory")
    add_equated_day(day=saturday, name="Koningsdag", source="Besluit Koningsdag art. 1", actor=ilse, at=at)
    after = stored_calendar().closed(saturday)
    assert after is not None
    assert (after.name, after.basis, after.certainty.value) == ("Koningsdag", "Besluit Koningsdag art. 1", "seen")
    with pytest.raises(InvalidError):
        add(sunday, ilse, at)


@pytest.mark.django_db
def test_it_takes_the_right_permission_a_name_and_a_source(fenna: User, ilse: User, at: datetime) -> None:
    with pytest.raises(NoAccessError):
        add(DECIDE_BY, fenna, at)
    with pytest.raises(InvalidError) as caught:
        add_equated_day(day=DECIDE_BY, name=" ", source="", actor=ilse, at=at)
    assert set(caught.value.errors) == {"name", "source"}
    assert (EquatedDay.objects.count(), Event.objects.filter(kind="cases.equated_day_added").count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_when_one_term_fails_nothing_has_changed(case: Case, fenna: User, ilse: User, at: datetime) -> None:
    """The last message of two clashes: both terms, the day, the events and the first message go back too."""
    other = make_case(fenna, at, handler=fenna)
    clash = f"moved:{decide(other).pk}:2"
    Outbox.objects.create(key=clash, kind="signal", payload={}, created_at=at, not_before=at)
    before = Event.objects.count()
    with pytest.raises(IntegrityError):
        add(DECIDE_BY, ilse, at)
    assert (EquatedDay.objects.count(), Event.objects.count()) == (0, before)
    assert [(row.due_on, row.due_version) for row in (decide(case), decide(other))] == [(DECIDE_BY, 1)] * 2
    assert list(Outbox.objects.filter(key__startswith="moved:").values_list("key", flat=True)) == [clash]


@pytest.mark.django_db(transaction=True)
def test_an_act_under_way_keeps_its_calendar_and_the_day_waits(
    case: Case, ilse: User, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a term that starts this very moment would miss the day. Nobody waits in a circle: it gives up and says so."""
    monkeypatch.setattr(hold, "ATTEMPTS", 1)
    busy = connection.copy()
    with transaction.atomic():  # only to close it at the end, whatever happens
        try:
            with busy.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT count(*) FROM cases_equatedday")
            with pytest.raises(CaseError, match=BUSY):
                add(DECIDE_BY, ilse, at)
        finally:
            busy.close()
    assert EquatedDay.objects.count() == 0
    assert len(add(DECIDE_BY, ilse, at).moved) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not settings.APP_DATABASE_URL, reason="one role for all")
def test_it_needs_no_more_than_the_application_may(case: Case, ilse: User, at: datetime) -> None:
    with connected_as_application():
        assert len(add(DECIDE_BY, ilse, at).moved) == 1
    assert decide(case).due_on == date(2027, 1, 20)
