"""Each warning goes off once for each end of a term, and for nothing that ended."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from cases.actions.watch import Round, fire_due, sweep
from cases.models import Alarm, Case, Heartbeat, Outbox, Signal, User
from cases.queries.clock import database_now
from cases.rules.calendar import AMSTERDAM
from tests.cases.watch.moments import moment
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db


def fired() -> list[tuple[str, str, int]]:
    rows = Signal.objects.order_by("at", "deadline__term", "kind")
    return list(rows.values_list("deadline__term", "kind", "due_version"))


def test_a_warning_goes_off_at_its_moment_and_not_before(case: Case) -> None:
    warned = Alarm.objects.get(deadline__term="toylaw.decide", kind="nearing")
    assert warned.at == moment("2027-01-12")
    assert fire_due(at=warned.at - timedelta(microseconds=1), limit=10) == 0
    assert fired() == []
    assert fire_due(at=warned.at, limit=10) == 1
    assert fired() == [("toylaw.decide", "nearing", 1)]
    assert Signal.objects.get().at == warned.at


def test_a_warning_goes_off_once(case: Case) -> None:
    day = moment("2027-01-12 8.00")
    assert [fire_due(at=day, limit=10), fire_due(at=day, limit=10), sweep("b", at=day).delivered] == [1, 0, 2]
    deadline = case.deadlines.get(term="toylaw.decide").pk
    assert fired() == [("toylaw.after_window", "breach", 1), ("toylaw.decide", "nearing", 1)]
    box = Outbox.objects.get(payload__deadline=deadline)
    assert box.key == f"signal:{deadline}:nearing:1"
    assert box.payload == {"deadline": deadline, "kind": "nearing", "version": 1}
    assert box.sent_at is not None


def test_both_warnings_of_a_term_go_off_in_the_end(case: Case) -> None:
    sweep("a", at=moment("2027-01-12"))
    sweep("a", at=moment("2027-01-20"))
    assert [row for row in fired() if row[0] == "toylaw.decide"] == [
        ("toylaw.decide", "nearing", 1),
        ("toylaw.decide", "breach", 1),
    ]


def test_a_term_that_moved_signals_again(case: Case, fenna: User) -> None:
    sweep("a", at=moment("2027-01-12 8.00"))
    act(case, "extend", fenna, moment("2027-01-13 9.00"), weeks=2)
    sweep("a", at=moment("2027-01-25"))
    sweep("a", at=moment("2027-01-26"))
    assert [row for row in fired() if row[0] == "toylaw.decide"] == [
        ("toylaw.decide", "nearing", 1),
        ("toylaw.decide", "nearing", 2),
    ]


def test_an_alarm_of_an_earlier_end_stays_silent(case: Case) -> None:
    """Also if its row were left behind: the version decides."""
    deadline = case.deadlines.get(term="toylaw.decide")
    type(deadline).objects.filter(pk=deadline.pk).update(due_version=2)
    assert fire_due(at=moment("2027-03-01"), limit=10) == 0


def test_a_term_that_was_met_signals_nothing(case: Case, fenna: User) -> None:
    act(case, "withdraw", fenna, moment("2026-12-15"))
    assert sweep("a", at=moment("2027-06-01")).fired == 0
    assert fired() == []


def test_a_term_that_stands_still_signals_nothing(case: Case, fenna: User) -> None:
    act(case, "ask_more", fenna, moment("2027-01-04 9.00"), until="2027-02-15")
    sweep("a", at=moment("2027-02-10"))
    assert [row for row in fired() if row[0] == "toylaw.decide"] == []


@pytest.mark.parametrize(
    ("start", "due", "wall_clock"),
    [
        ("2027-03-27 20.00", "2027-03-29 21.00", "the night the clock goes forward has 23 hours"),
        ("2026-10-24 20.00", "2026-10-26 19.00", "the night the clock goes back has 25 hours"),
        ("2026-12-04 23.30", "2026-12-06 23.30", "Friday night runs through the weekend"),
    ],
)
def test_hours_are_hours_at_night_in_the_weekend_and_over_a_clock_change(
    fenna: User, start: str, due: str, wall_clock: str
) -> None:
    opened, end = moment(start), moment(due)
    case = make_case(fenna, opened, key="urgent_request", data={"received_on": opened.date()}, handler=fenna)
    term = case.deadlines.get(term="toylaw.urgent")
    assert term.due_at is not None
    assert term.due_at.astimezone(AMSTERDAM) == end, wall_clock
    assert term.due_at - opened == timedelta(hours=48)
    warned = term.due_at - timedelta(hours=6)
    moments = (opened, warned - timedelta(seconds=1), warned, term.due_at)
    assert [sweep("a", at=now).fired for now in moments] == [1, 0, 1, 1]
    assert fired() == [("toylaw.urgent", kind, 1) for kind in ("begun", "nearing", "breach")]


def test_the_whole_team_hears_at_once_of_an_urgent_case(fenna: User, at: datetime) -> None:
    colleague = make_user("karim", "toylaw.work", team=make_team())
    outsider = make_user("noor", "toylaw.work", team=make_team("noord", "Wijkteam Noord"))
    make_case(fenna, at, key="urgent_request", handler=fenna)
    sweep("a", at=at)
    told = [user.messages.filter(kind="single").count() for user in (fenna, colleague, outsider)]
    assert told == [1, 1, 0]


def test_a_batch_is_as_large_as_asked_and_a_round_goes_on_until_nothing_is_due(fenna: User, at: datetime) -> None:
    for _ in range(3):
        make_case(fenna, at, handler=fenna)
    day = moment("2027-01-12")
    assert [fire_due(at=day, limit=2), fire_due(at=day, limit=2), fire_due(at=day, limit=2)] == [2, 1, 0]


def test_a_round_counts_what_it_did_and_shows_that_it_was_there(case: Case) -> None:
    done = sweep("beat", at=moment("2027-01-12"))
    # The own plan closed, and the term that started at its end was over too: one act, two warnings.
    assert done == Round(fired=2, acted=1, delivered=2, failed=0, more=False)
    heart = Heartbeat.objects.get()
    assert (heart.name, heart.fired) == ("beat", 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp() - %s < interval '1 minute'", [heart.at])
        assert cursor.fetchone() == (True,)


def test_a_long_queue_does_not_hold_up_what_falls_due_nor_the_heartbeat(case: Case) -> None:
    """Forty seconds of messages on a slow machine: meanwhile terms fall due, and pages ask for a heartbeat."""
    now = database_now()
    old = [
        Outbox(
            key=f"old:{n}",
            kind="signal",
            payload={"deadline": 0, "kind": "breach", "version": 1},
            created_at=now,
            not_before=now,
        )
        for n in range(450)
    ]
    Outbox.objects.bulk_create(old)
    rounds = [sweep("sweep", at=moment("2026-11-25"))]
    assert Heartbeat.objects.get(name="sweep").at >= now
    while rounds[-1].more:
        rounds.append(sweep("sweep", at=moment("2026-11-25")))
    assert [done.delivered for done in rounds] == [200, 200, 50]
    assert not Outbox.objects.filter(sent_at=None).exists()


def test_a_round_makes_the_partitions_of_the_coming_months(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_char(current_date + interval '3 months', '_YYYY_MM')")
        suffix = cursor.fetchone()[0]
        for table in ("cases_event", "cases_readlog"):
            cursor.execute(f"DROP TABLE {table}{suffix}")
        sweep("a", at=moment("2027-01-12"))
        cursor.execute("SELECT to_regclass(%s), to_regclass(%s)", [f"cases_event{suffix}", f"cases_readlog{suffix}"])
        assert cursor.fetchone() == (f"cases_event{suffix}", f"cases_readlog{suffix}")
