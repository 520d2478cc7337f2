"""What acts do to terms, each kind of term in turn. The days are reckoned by hand; 24 November 2026 is a Tuesday."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.actions.deadline import close_window, let_suspension_run_out
from cases.contract import CaseError
from cases.models import Alarm, Deadline, Event
from cases.queries.timeline import events_of, timeline
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def on(text):
    """Ten in the morning of a day in Amsterdam."""
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), AMSTERDAM) + timedelta(hours=10)


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})


def term(case, key):
    return Deadline.objects.filter(case=case, term=key).latest("pk")


def close(deadline, moment):
    return close_window(deadline_id=deadline.pk, at=moment)


def facts(deadline):
    return (deadline.outcome, str(deadline.ended_on), deadline.ended_by)


# The act with what was posted, the term it starts, the day it counts from, the last day, and why.
STARTS = [
    ("received 24 November", "request", {}, "toylaw.decide", "2026-11-24", "2027-01-19", "8 weeks"),
    ("received 10 October", "request", {"received_on": "2026-10-10"}, "toylaw.window", "2026-10-10", "2026-10-19",
     "7 days end on Saturday 17 October, so Monday"),
    ("received in June", "request", {"received_on": "2026-06-30"}, "toylaw.decide", "2026-06-30", "2026-08-25",
     "8 weeks under the text of 2020"),
    ("own plan", "request", {"own_plan": "on"}, "toylaw.own_plan", "2026-11-24", "2026-11-26", "2 working days"),
    ("hearing 18 December", "plan_hearing", {"hearing_on": "2026-12-18"}, "toylaw.papers", "2026-12-18", "2026-12-08",
     "10 days counted back"),
    ("notice", "give_notice", {}, "toylaw.notice", "2026-11-24", "2026-12-08", "14 days"),
    ("grant", "grant", {"weeks": 4}, "toylaw.pay", "2026-11-24", "2026-12-22", "4 weeks"),
    ("grant for 3 weeks", "grant", {"weeks": 3}, "toylaw.evaluate", "2026-11-24", "2026-12-15", "what the act said"),
]  # fmt: skip


@pytest.mark.parametrize("row", STARTS, ids=[row[0] for row in STARTS])
def test_act_starts_its_term(fenna, at, row):
    _, key, data, expected, starts_on, due_on, _ = row
    opening = {"received_on": at.date(), "wish": "Fiets"} | (data if key == "request" else {})
    case = make_case(fenna, at, data=opening)
    if key != "request":
        act(case, key, fenna, at, **data)
    found = term(case, expected)
    assert (str(found.starts_on), str(found.due_on)) == (starts_on, due_on)
    assert (found.ended_at, found.suspended, found.due_version) == (None, False, 1)


def test_due_at_is_the_first_moment_after_the_last_day_in_amsterdam(case):
    assert term(case, "toylaw.decide").due_at == datetime(2027, 1, 19, 23, tzinfo=UTC)


def test_text_of_a_term_is_the_one_in_force_on_the_day_it_counts_from(fenna):
    summer = on("2026-07-02")
    before = make_case(fenna, summer, data={"received_on": date(2026, 6, 30)})
    after = make_case(fenna, summer, data={"received_on": date(2026, 7, 1)})
    assert str(term(before, "toylaw.decide").term_valid_from) == "2020-01-01"
    assert str(term(after, "toylaw.decide").term_valid_from) == "2026-07-01"
    # The text of 2020 knows no pause, so the same act stops the one clock and not the other.
    for case in (before, after):
        act(case, "ask_more", fenna, summer, until=date(2026, 7, 20))
    assert term(before, "toylaw.decide").suspended is False
    assert term(after, "toylaw.decide").suspended is True


def test_term_that_does_not_apply_does_not_start(case):
    assert not Deadline.objects.filter(case=case, term="toylaw.own_plan").exists()


# --- repeating, counted back -------------------------------------------------------------------------------


def test_repeating_term_starts_again_on_the_day_it_was_met(fenna, case, at):
    act(case, "grant", fenna, at, weeks=4)
    act(case, "pay", fenna, on("2026-12-10"))
    first, second = Deadline.objects.filter(case=case, term="toylaw.pay").order_by("pk")
    assert facts(first) == ("met", "2026-12-10", "pay")
    assert (str(second.starts_on), str(second.due_on), second.follows_id) == ("2026-12-10", "2027-01-07", first.pk)


def test_repeating_term_does_not_start_again_on_a_closed_case(fenna, case, at):
    act(case, "grant", fenna, at, weeks=4)
    act(case, "finish", fenna, on("2026-12-10"))
    pay = Deadline.objects.get(case=case, term="toylaw.pay")
    assert facts(pay) == ("lapsed", "2026-12-10", "finish")


def test_term_counted_back_warns_ahead_of_its_last_day(fenna, case, at):
    act(case, "plan_hearing", fenna, at, hearing_on=date(2026, 12, 18))
    alarms = dict(term(case, "toylaw.papers").alarms.values_list("kind", "at"))
    # Five working days ahead of Tuesday 8 December; and the moment at which the window is over.
    assert alarms == {
        "nearing": datetime(2026, 11, 30, 23, tzinfo=UTC),
        "closes": datetime(2026, 12, 8, 23, tzinfo=UTC),
    }


# --- what starts at the end of another term ---------------------------------------------------------------------


def test_window_closes_without_anybody_being_late_and_its_follower_starts_on_its_last_day(case):
    window = term(case, "toylaw.window")
    assert close(window, window.due_at - timedelta(seconds=1)) is False
    assert close(window, window.due_at + timedelta(hours=3)) is True
    window.refresh_from_db()
    assert facts(window) == ("passed", "2026-12-01", "closes")
    follower = term(case, "toylaw.after_window")
    assert (str(follower.starts_on), str(follower.due_on), follower.follows_id) == (
        "2026-12-01",
        "2026-12-04",
        window.pk,
    )
    event = Event.objects.get(kind="cases.window_closed")
    assert (event.actor_id, event.access_point, event.law, event.case_id) == (None, "watcher", "toylaw", case.pk)
    assert event.payload == {"term": "toylaw.window", "due_on": "2026-12-01"}


def test_window_closes_once(case):
    window = term(case, "toylaw.window")
    assert close(window, window.due_at) is True
    assert close(window, window.due_at) is False
    assert Deadline.objects.filter(term="toylaw.after_window").count() == 1


def test_follower_of_a_window_used_early_counts_from_its_last_day(fenna, case, at):
    """Awb 7:10: the term for the decision starts at the end of the bezwaartermijn, whenever the bezwaar came in."""
    act(case, "grant", fenna, at, weeks=4)
    act(case, "publish", fenna, at, sent_on=at.date())
    assert str(term(case, "awb.bezwaar").due_on) == "2027-01-05"
    act(case, "object", fenna, on("2026-12-02"))
    assert facts(term(case, "awb.bezwaar")) == ("met", "2026-12-02", "object")
    decision = term(case, "awb.beslissing_bezwaar")
    assert (str(decision.starts_on), str(decision.due_on)) == ("2027-01-05", "2027-02-16")


def test_own_term_that_passed_stays_open_and_its_follower_starts(fenna, case, at):
    """Awb 4:17: once the two weeks are over the dwangsom runs, and the decision is still due."""
    act(case, "give_notice", fenna, at)
    notice = term(case, "toylaw.notice")
    assert close(notice, notice.due_at) is True
    assert close(notice, notice.due_at + timedelta(days=1)) is False
    notice.refresh_from_db()
    assert notice.ended_at is None
    penalty = term(case, "toylaw.penalty")
    assert (str(penalty.starts_on), str(penalty.due_on)) == ("2026-12-08", "2027-01-19")
    assert Event.objects.filter(kind="cases.term_passed").count() == 1
    assert timeline(case, events_of(case), {})[0].title == "Laatste twee weken: de laatste dag is voorbij"
    act(case, "grant", fenna, on("2026-12-20"), weeks=4)
    assert {d.outcome for d in Deadline.objects.filter(term__in=["toylaw.notice", "toylaw.penalty"])} == {"met"}


def test_own_term_met_in_time_starts_nothing(fenna, case, at):
    act(case, "give_notice", fenna, at)
    act(case, "grant", fenna, on("2026-12-01"), weeks=4)
    assert not Deadline.objects.filter(term="toylaw.penalty").exists()


# --- standing still, and longer ------------------------------------------------------------------------------------


def test_pause_takes_the_end_away_and_completion_adds_the_days_between(fenna, case, at):
    act(case, "ask_more", fenna, at, until=date(2026, 12, 8))
    still = term(case, "toylaw.decide")
    assert (still.suspended, still.due_on, still.due_at, still.due_version) == (True, None, None, 2)
    assert list(still.alarms.values_list("kind", "at")) == [("resumes", datetime(2026, 12, 8, 23, tzinfo=UTC))]
    act(case, "completed", fenna, on("2026-12-02"))
    runs = term(case, "toylaw.decide")
    # Asked on 24 November, completed on 2 December: seven whole days in between.
    assert (runs.suspended, str(runs.due_on), runs.due_version) == (False, "2027-01-26", 3)
    assert set(runs.alarms.values_list("kind", flat=True)) == {"nearing", "breach"}


def test_recorded_days_of_asking_and_of_completion_count_not_those_of_the_clicks(fenna, case, at):
    """Asked on Monday 23 November, the papers in the letter box on Friday 27: three whole days, recorded days later."""
    act(case, "ask_more", fenna, at, asked_on=date(2026, 11, 23), until=date(2026, 12, 8))
    act(case, "completed", fenna, on("2026-12-02"), completed_on=date(2026, 11, 27))
    pause = term(case, "toylaw.decide").suspensions.get()
    assert (str(pause.invited_on), str(pause.completed_on)) == ("2026-11-23", "2026-11-27")
    # Received on 24 November: of the three days 24, 25 and 26 only two lie in the term.
    assert str(term(case, "toylaw.decide").due_on) == "2027-01-21"


def test_completion_on_the_same_day_adds_nothing(fenna, case, at):
    act(case, "ask_more", fenna, at, until=date(2026, 12, 8))
    act(case, "completed", fenna, at)
    assert str(term(case, "toylaw.decide").due_on) == "2027-01-19"


def test_pause_runs_out_on_its_last_day(fenna, case, at):
    act(case, "ask_more", fenna, at, until=date(2026, 12, 8))
    deadline = term(case, "toylaw.decide")
    assert let_suspension_run_out(deadline_id=deadline.pk, at=on("2026-12-08")) is False
    assert let_suspension_run_out(deadline_id=deadline.pk, at=on("2026-12-09")) is True
    assert let_suspension_run_out(deadline_id=deadline.pk, at=on("2026-12-09")) is False
    deadline.refresh_from_db()
    # From 25 November to 7 December: thirteen days.
    assert (deadline.suspended, str(deadline.due_on)) == (False, "2027-02-01")
    assert Event.objects.get(kind="cases.suspension_ran_out").payload == {
        "term": "toylaw.decide",
        "due_on": "2027-02-01",
    }


def test_second_pause_while_standing_still_is_refused(fenna, case, at):
    act(case, "ask_more", fenna, at, until=date(2026, 12, 8))
    with pytest.raises(CaseError, match="staat al stil"):
        act(case, "ask_more", fenna, on("2026-11-30"), until=date(2026, 12, 20))


def test_pause_that_ran_out_does_not_stand_in_the_way_of_a_second(fenna, case, at):
    """Also where the watcher did not come by yet."""
    act(case, "ask_more", fenna, at, until=date(2026, 12, 8))
    act(case, "ask_more", fenna, on("2026-12-10"), until=date(2026, 12, 20))
    found = term(case, "toylaw.decide")
    assert found.suspended is True
    assert [str(row.completed_on) for row in found.suspensions.order_by("pk")] == ["2026-12-08", "None"]


def test_extension_is_added_to_the_end(fenna, case, at):
    act(case, "extend", fenna, at, weeks=2)
    found = term(case, "toylaw.decide")
    assert (str(found.due_on), found.due_version) == ("2027-02-02", 2)


def test_alarms_move_with_the_end(fenna, case, at):
    before = set(Alarm.objects.filter(deadline__term="toylaw.decide").values_list("kind", "due_version"))
    act(case, "extend", fenna, at, weeks=2)
    after = set(Alarm.objects.filter(deadline__term="toylaw.decide").values_list("kind", "due_version"))
    assert before == {("nearing", 1), ("breach", 1)}
    assert after == {("nearing", 2), ("breach", 2)}


# --- the end ----------------------------------------------------------------------------------------------------------


def test_term_ends_unmet_with_the_act_as_reason(fenna, case, at):
    act(case, "withdraw", fenna, on("2026-12-01"))
    assert facts(term(case, "toylaw.decide")) == ("lapsed", "2026-12-01", "withdraw")


def test_closing_ends_every_open_term_as_lapsed(fenna, case, at):
    act(case, "withdraw", fenna, on("2026-12-01"))
    assert facts(term(case, "toylaw.window")) == ("lapsed", "2026-12-01", "case_closed")
    assert not Deadline.objects.filter(case=case, ended_at=None).exists()
    assert not Alarm.objects.filter(deadline__case=case).exists()


def test_window_of_a_closed_case_closes_no_more(fenna, case, at):
    window = term(case, "toylaw.window")
    act(case, "withdraw", fenna, at)
    assert close(window, window.due_at) is False
    assert not Deadline.objects.filter(term="toylaw.after_window").exists()


def test_longer_than_the_law_allows_is_refused(fenna, case, at):
    with pytest.raises(CaseError, match="Deze termijn mag hoogstens 8 weken duren"):
        act(case, "grant", fenna, at, weeks=9)
