"""The broker refuses or hangs, PostgreSQL restarts: pages go on, terms are watched, and all comes back by itself."""

import http.client
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from cases.queries.clock import database_now
from socialdomain.embedded.servers import free_port
from tests.cases.watch.processes import HEARD, as_application, running, wait_until
from tests.cases.watch.proxy import OPEN, SHUT, SILENT, Door, door_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]
CELERY = ("-m", "celery", "--quiet", "-A", "socialdomain")
PAGE = "/inloggen"
LONGER_THAN_IT_WAITS = timedelta(seconds=settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"] + 1)
WEB = ("-m", "gunicorn", "-c", "python:socialdomain.gunicorn", "socialdomain.wsgi")


def through(url: str, door: Door) -> str:
    """The same address, by way of the door."""
    parts = urlsplit(url)
    who = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{who}@127.0.0.1:{door.port}" if who else f"127.0.0.1:{door.port}"))


@pytest.fixture
def broker() -> Iterator[Door]:
    place = urlsplit(settings.REDIS_URL)
    with door_to(place.hostname or "127.0.0.1", place.port or 6379) as door:
        yield door


@pytest.fixture
def database() -> Iterator[Door]:
    with door_to(str(connection.settings_dict["HOST"]), int(connection.settings_dict["PORT"])) as door:
        yield door


def ask(port: int, path: str) -> tuple[int, bytes]:
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        web.request("GET", path, headers={"Cookie": "sessie=" + "a" * 32})  # so that it asks for a session
        answer = web.getresponse()
        return answer.status, answer.read()
    finally:
        web.close()


def test_all_programs_come_back_after_the_broker_and_the_database_were_away(
    broker: Door, database: Door, tmp_path: Path
) -> None:
    port = free_port()
    changes = {
        "REDIS_URL": through(settings.REDIS_URL, broker),
        "MIGRATE_DATABASE_URL": through(as_application_or_owner(), database),
        "SWEEP_SECONDS": "1",
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": "1",
    }
    before = database_now()
    with ExitStack() as stack:
        for argv in (
            (*CELERY, "worker", "--pool", "solo", "--without-mingle", "--without-gossip"),
            (*CELERY, "beat", "--schedule", f"{tmp_path}/beat"),
            ("manage.py", "sweep", "--forever"),
            WEB,
        ):
            stack.enter_context(running(*argv, **changes))
        wait_for_both(before)
        wait_for_web(port)
        for state in (SHUT, SILENT):
            broker.turn(state)
            now = database_now()
            wait_until(HEARD, now + LONGER_THAN_IT_WAITS, "sweep")  # terms are watched
            assert ask(port, PAGE)[0] == 200
            broker.turn(OPEN)
            wait_for_both(database_now())
        database.turn(SHUT)
        status, page = ask(port, PAGE)
        assert (status, b"Dat lukt nu even niet" in page) == (503, True)
        assert ask(port, "/healthz")[0] == 503
        database.turn(OPEN)
        assert ask(port, "/healthz") == (200, json.dumps({"status": "ok"}).encode())  # at once, no hand needed
        wait_for_both(database_now())


def as_application_or_owner() -> str:
    return as_application() if settings.APP_DATABASE_URL else os.environ["MIGRATE_DATABASE_URL"]


def wait_for_both(after: object) -> None:
    for name in ("sweep", "beat"):
        wait_until(HEARD, after, name)


def wait_for_web(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if ask(port, "/healthz")[0] == 200:
                return
        except OSError:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.1)")
    raise AssertionError("the web does not answer")
