"""What ends by itself: a window closes and its successor starts, a hersteltermijn runs out. One bad row holds up none."""

from datetime import date, datetime

import pytest

from cases.actions.watch import act_on_due, sweep
from cases.models import Alarm, Case, Deadline, Event, Signal, User
from tests.cases.watch.moments import moment
from tests.factories.case import act, make_case

pytestmark = pytest.mark.django_db
AFTER = moment("2026-12-02")  # the own plan could come in uiterlijk 1 December


def window(case: Case) -> Deadline:
    return case.deadlines.get(term="toylaw.window")


def test_a_window_closes_after_its_last_day_and_nobody_is_late(case: Case) -> None:
    assert sweep("a", at=moment("2026-12-01 23.59")).acted == 0
    assert sweep("a", at=AFTER).acted == 1
    closed = window(case)
    assert (closed.outcome, closed.ended_on, closed.ended_at) == ("passed", date(2026, 12, 1), AFTER)
    assert not Signal.objects.filter(deadline=closed).exists()
    event = Event.objects.get(kind="cases.window_closed")
    assert (event.case_id, event.actor_id, event.access_point) == (case.pk, None, "watcher")


def test_what_starts_at_the_end_of_a_window_starts_on_its_last_day(case: Case) -> None:
    sweep("a", at=moment("2026-12-05 3.00"))  # late: the watcher stood still for three days
    successor = case.deadlines.get(term="toylaw.after_window")
    assert (successor.starts_on, successor.due_on) == (date(2026, 12, 1), date(2026, 12, 4))
    assert successor.follows == window(case)


def test_a_second_round_closes_nothing_twice(case: Case) -> None:
    assert [sweep("a", at=AFTER).acted, sweep("b", at=AFTER).acted] == [1, 0]
    assert case.deadlines.filter(term="toylaw.after_window").count() == 1


def test_a_hersteltermijn_that_runs_out_sets_the_clock_going_again(case: Case, fenna: User) -> None:
    act(case, "ask_more", fenna, moment("2026-12-01 9.00"), until="2026-12-15")
    still = case.deadlines.get(term="toylaw.decide")
    assert (still.suspended, still.due_on) == (True, None)
    sweep("a", at=moment("2026-12-15 23.59"))
    still.refresh_from_db()
    assert still.suspended
    sweep("a", at=moment("2026-12-16"))
    still.refresh_from_db()
    # 2 to 14 December stood still: 13 days later than Tuesday 19 January.
    assert (still.suspended, still.due_on, still.due_version) == (False, date(2027, 2, 1), 3)
    assert still.suspensions.get().completed_on == date(2026, 12, 15)
    assert Event.objects.filter(kind="cases.suspension_ran_out", case_id=case.pk).count() == 1


def test_a_poison_row_backs_off_and_holds_up_no_other(case: Case, fenna: User, at: datetime) -> None:
    other = make_case(fenna, at, handler=fenna)
    bad = window(case)
    Deadline.objects.filter(pk=bad.pk).update(term="toylaw.vanished")  # its law no longer knows the term
    assert act_on_due(at=AFTER, limit=10) == (1, 1)
    assert window(other).outcome == "passed"
    alarm = Alarm.objects.get(deadline=bad, kind="closes")
    assert (alarm.fired_at, alarm.attempts) == (None, 1)
    assert alarm.next_try_at is not None
    bad.refresh_from_db()
    assert bad.ended_at is None


def test_a_row_that_failed_waits_before_it_is_tried_again_and_then_succeeds(case: Case) -> None:
    bad = window(case)
    Deadline.objects.filter(pk=bad.pk).update(term="toylaw.vanished")
    assert [act_on_due(at=AFTER, limit=10), act_on_due(at=AFTER, limit=10)] == [(0, 1), (0, 0)]
    Deadline.objects.filter(pk=bad.pk).update(term="toylaw.window")
    Alarm.objects.filter(deadline=bad).update(next_try_at=None)  # the wait is over
    assert act_on_due(at=AFTER, limit=10) == (1, 0)
    assert window(case).outcome == "passed"


def test_a_failed_act_leaves_nothing_half_done(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event is the last thing an act writes; when that fails the window is still open."""
    monkeypatch.setattr("cases.events.nudge", _broken)
    assert act_on_due(at=AFTER, limit=10) == (0, 1)
    assert window(case).ended_at is None
    assert not case.deadlines.filter(term="toylaw.after_window").exists()
    assert not Event.objects.filter(kind="cases.window_closed").exists()


def _broken() -> None:
    raise RuntimeError("de lijn is weg")
