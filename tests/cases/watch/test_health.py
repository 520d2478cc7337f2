"""What a monitoring system gets, and the bars that every colleague sees."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from cases.actions.watch import beat, sweep
from cases.models import Alarm, Case, Outbox, User
from cases.models.deadline import WATCHERS
from cases.queries.clock import database_now
from cases.rules.calendar import local_day
from tests.cases.watch.moments import moment
from tests.factories.case import make_case

pytestmark = pytest.mark.django_db
STALLED = settings.SWEEP_STALLED_AFTER_SECONDS


def age(seconds: float, table: str = "cases_heartbeat", column: str = "at") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = clock_timestamp() - make_interval(secs => %s)", [seconds])


def test_the_process_answers_without_a_log_in(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_a_process_without_its_database_says_so(client: Client) -> None:
    with connection.execute_wrapper(_refuse):
        answers = [client.get("/healthz"), client.get("/healthz/deadlines")]
    assert [answer.status_code for answer in answers] == [503, 503]


def _refuse(*_: object) -> None:
    raise OperationalError("no connection")


def test_it_is_not_well_before_the_first_round(client: Client) -> None:
    answer = client.get("/healthz/deadlines")
    assert answer.status_code == 503
    assert answer.json() == {
        "sweep_age_seconds": None,
        "watchers": {"beat": None, "sweep": None},
        "outbox_oldest_seconds": None,
        "failing": 0,
        "stalled": True,
    }


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (STALLED - 5, 200), (STALLED + 5, 503)])
def test_it_is_well_while_rounds_go_on(client: Client, seconds: int, status: int) -> None:
    beat("sweep")
    age(seconds)
    answer = client.get("/healthz/deadlines")
    assert answer.status_code == status
    assert answer.json()["stalled"] is (status == 503)
    assert seconds <= answer.json()["sweep_age_seconds"] < seconds + 60


def test_the_bar_is_there_within_what_is_promised(client: Client, fenna: User) -> None:
    """90 seconds after the stop, with some to spare for the page itself: the last round may be just before it."""
    beat("sweep")
    age(85)
    client.force_login(fenna)
    assert "Termijnbewaking ligt stil sinds" in client.get("/werkvoorraad").content.decode()
    assert client.get("/healthz/deadlines").status_code == 503


def test_one_living_sweeper_is_enough(client: Client) -> None:
    beat("beat")
    age(1000)
    beat("sweep")
    assert client.get("/healthz/deadlines").status_code == 200


def test_it_counts_what_waits_and_what_fails(client: Client, case: Case) -> None:
    beat("sweep")
    now = database_now()
    Outbox.objects.create(key="poison", kind="nonsense", payload={}, created_at=now, not_before=now)
    age(600, "cases_outbox", "created_at")
    Alarm.objects.filter(deadline__term="toylaw.window").update(attempts=3)
    sweep("sweep", at=moment("2026-11-25"))
    found = client.get("/healthz/deadlines").json()
    assert (found["failing"], found["stalled"]) == (2, False)
    assert 600 <= found["outbox_oldest_seconds"] < 660


def test_every_page_shows_that_the_watcher_stands_still_and_what_ends_today(client: Client, fenna: User) -> None:
    now = database_now()
    ends_today = make_case(fenna, now, handler=fenna)
    ends_today.deadlines.filter(term="toylaw.decide").update(due_on=local_day(now))
    client.force_login(fenna)
    page = client.get(reverse("messages")).content.decode()
    assert "Termijnbewaking is nog niet gestart" in page
    assert ends_today.number in page
    beat("sweep")
    beat("beat")
    assert "Termijnbewaking" not in client.get(reverse("messages")).content.decode()
    age(STALLED + 5)
    page = client.get(reverse("messages")).content.decode()
    assert "Termijnbewaking ligt stil sinds" in page
    assert ends_today.number in page


@pytest.mark.parametrize("silent", WATCHERS)
def test_a_bar_says_that_only_one_of_the_two_watchers_works(client: Client, fenna: User, silent: str) -> None:
    for name in WATCHERS:
        beat(name)
    age(STALLED + 5)
    beat(*{*WATCHERS} - {silent})
    client.force_login(fenna)
    page = client.get(reverse("messages")).content.decode()
    assert "Termijnbewaking loopt, maar op één been" in page
    assert "Een van de twee bewakers is stil sinds" in page
    assert "Termijnbewaking ligt stil" not in page
    found = client.get("/healthz/deadlines")
    assert found.status_code == 200
    assert found.json()["watchers"][silent] > STALLED
    beat(silent)
    assert "op één been" not in client.get(reverse("messages")).content.decode()


def test_a_watcher_that_never_came_is_said_so(client: Client, fenna: User) -> None:
    beat("sweep")
    client.force_login(fenna)
    assert "Een van de twee bewakers is nog niet gestart" in client.get(reverse("messages")).content.decode()


def test_every_page_shows_that_messages_wait(client: Client, fenna: User) -> None:
    beat("sweep")
    now = database_now()
    Outbox.objects.create(key="late", kind="reaction", payload={}, created_at=now, not_before=now)
    client.force_login(fenna)
    assert "Berichten lopen achter" not in client.get(reverse("messages")).content.decode()
    age(600, "cases_outbox", "created_at")
    assert "Er wacht 1 bericht" in client.get(reverse("messages")).content.decode()
