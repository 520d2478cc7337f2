"""Several sweepers at once, sweepers that never see Redis, and the road through Celery: all on real servers."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import TypeVar

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from cases import events
from cases.actions.watch import Round, fire_due, sweep
from cases.models import Alarm, Case, Deadline, Heartbeat, MessageItem, Outbox, Signal, User
from cases.queries.clock import database_now
from socialdomain.embedded.state import ROOT
from tests.cases.watch.moments import moment
from tests.cases.watch.processes import HEARD, as_application, nowhere, running, wait_until
from tests.factories.case import make_case
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
LATE = moment("2027-03-01")


def together(count: int, work: Callable[[], T]) -> list[T]:
    """Do `work` in `count` threads that start at the same moment, each with its own connection."""
    gate = Barrier(count)

    def one() -> T:
        try:
            gate.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return [job.result() for job in [pool.submit(one) for _ in range(count)]]


def make_cases(user: User, at: datetime, count: int) -> list[Case]:
    person = make_person()
    household = make_household((person, "other"))
    return [make_case(user, at, handler=user, person=person, household=household) for _ in range(count)]


def test_sweepers_at_once_fire_each_alarm_once(fenna: User, at: datetime) -> None:
    make_cases(fenna, at, 15)
    rounds = together(4, lambda: sweep("many", at=LATE))
    rounds.append(sweep("rest", at=LATE))  # what one skipped because another held it
    # Of each case: the decision nears and is over, and what followed the own plan is over.
    assert sum(done.fired for done in rounds) == Signal.objects.count() == 45
    assert sum(done.acted for done in rounds) == Deadline.objects.filter(outcome="passed").count() == 15
    assert Deadline.objects.filter(term="toylaw.after_window").count() == 15
    assert sum(done.delivered for done in rounds) == Outbox.objects.exclude(sent_at=None).count() == 45
    assert not Alarm.objects.filter(fired_at=None).exists()
    assert MessageItem.objects.count() == 30  # the nearing ones were overtaken
    assert sum(done.failed for done in rounds) == 0


def test_a_case_that_somebody_works_on_is_skipped_and_comes_round(fenna: User, at: datetime) -> None:
    busy, quiet = make_cases(fenna, at, 2)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=busy.pk)
        list(Deadline.objects.select_for_update().filter(case=busy))
        [done] = together(1, lambda: sweep("other", at=LATE))
        assert done == Round(fired=3, acted=1, delivered=3, failed=0, more=False)
    assert set(Signal.objects.values_list("deadline__case", flat=True)) == {quiet.pk}
    assert sweep("other", at=LATE) == Round(fired=3, acted=1, delivered=3, failed=0, more=False)


def test_a_sweeper_that_dies_halfway_loses_nothing(fenna: User, at: datetime) -> None:
    make_cases(fenna, at, 2)
    with pytest.raises(KeyboardInterrupt):
        _die_after_the_claim()
    assert (Signal.objects.count(), Outbox.objects.count()) == (0, 0)
    assert fire_due(at=LATE, limit=10) == 4


def test_one_round_by_hand_says_what_it_did(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    Alarm.objects.filter(deadline__term="toylaw.decide", kind="nearing").update(at="2020-01-01T00:00Z")
    call_command("sweep")
    assert capsys.readouterr().out == (
        "Seintjes: 1. Vanzelf geëindigd of weer gaan lopen: 0. Berichten bezorgd: 1. Niet gelukt, wordt herhaald: 0.\n"
    )
    assert Heartbeat.objects.get().name == "hand"


@pytest.mark.servers
def test_the_sweeper_wakes_by_itself_survives_the_database_and_needs_no_redis(case: Case) -> None:
    """A round every 10 minutes: only LISTEN can wake it. Then its connections are cut, as in a restart."""
    before = database_now()
    delivered = "SELECT sent_at IS NOT NULL FROM cases_outbox WHERE key = %s"
    with running("manage.py", "sweep", "--forever", REDIS_URL=nowhere(), SWEEP_SECONDS="600") as sweeper:
        wait_until(HEARD, before, "sweep")
        ask("first")
        wait_until(delivered, "first")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND backend_start > %s",
                [before],  # a browser of another test may still hold its own
            )
            assert cursor.fetchone() == (2,)
        cut = database_now()
        wait_until(HEARD, cut, "sweep")
        ask("second")
        wait_until(delivered, "second")
        sweeper.send_signal(signal.SIGTERM)
        assert sweeper.wait(30) == 0


@pytest.mark.servers
@pytest.mark.skipif(not settings.APP_DATABASE_URL, reason="one role for all")
def test_a_round_needs_no_more_than_the_application_may(case: Case) -> None:
    """As the role that owns nothing: signals, a window that closes, a message, and the log's next partition."""
    Alarm.objects.update(at="2020-01-01T00:00Z")
    case.deadlines.filter(term="toylaw.window").update(due_at="2020-01-01T00:00Z", due_on="2019-12-31")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_char(current_date + interval '3 months', '\"cases_event\"_YYYY_MM')")
        part = cursor.fetchone()[0]
        cursor.execute(f"DROP TABLE {part}, {part.replace('event', 'readlog')}")
    with running("manage.py", "sweep", REDIS_URL=nowhere(), MIGRATE_DATABASE_URL=as_application()) as round_by_hand:
        assert round_by_hand.wait(60) == 0
    assert Heartbeat.objects.get().name == "hand"
    assert case.deadlines.get(term="toylaw.window").outcome == "passed"
    assert not Outbox.objects.filter(sent_at=None).exists()
    assert MessageItem.objects.count() > 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [part])
        assert cursor.fetchone() == (True,)


@pytest.mark.servers
def test_a_program_that_freezes_in_a_transaction_gives_its_locks_back() -> None:
    """Without the application's own limit it would hold the head of the log for ever, and nobody could act."""
    ask = "SHOW idle_in_transaction_session_timeout", "SHOW tcp_keepalives_idle"
    script = (
        f"from django.db import connection as c; k = c.cursor(); print([k.execute(s).fetchone()[0] for s in {ask}])"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "socialdomain.settings", "DATABASE_URL": as_application()}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script],
        cwd=ROOT, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "['1min', '30']"


@pytest.mark.servers
def test_beat_asks_and_a_worker_sweeps(case: Case, tmp_path: object) -> None:
    Alarm.objects.filter(deadline__term="toylaw.decide", kind="nearing").update(at="2020-01-01T00:00Z")
    before = database_now()
    celery = ("-m", "celery", "--quiet", "-A", "socialdomain")
    with (
        running(*celery, "worker", "--pool", "solo", "--without-mingle", "--without-gossip") as worker,
        running(*celery, "beat", "--schedule", f"{tmp_path}/beat", SWEEP_SECONDS="1"),
    ):
        wait_until(HEARD, before, "beat")
        wait_until("SELECT count(*) = 1 FROM cases_messageitem WHERE signal_kind = 'nearing'")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0


@transaction.atomic
def _die_after_the_claim() -> None:
    assert fire_due(at=LATE, limit=10) == 4
    raise KeyboardInterrupt


def ask(key: str) -> None:
    """Put something in the outbox, as an act does: with a notification in the same transaction."""
    with transaction.atomic():
        now = database_now()
        payload = {"law": "toylaw", "handler": "remember", "event": 7}
        Outbox.objects.create(key=key, kind="reaction", payload=payload, created_at=now, not_before=now)
        events.nudge()
