"""No page waits for a server but PostgreSQL: Python itself reports each connection that is opened while they are shown.

libpq makes its connections outside Python, so anything seen here is a broker, a mail server or something worse.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from redis import Redis

from cases.actions.watch import sweep
from tests.architecture.test_routes import OPEN, PAGES, addresses, signed_in
from tests.architecture.test_routes import case as case  # noqa: PLC0414 - a fixture
from tests.factories.case import act, make_user

pytestmark = pytest.mark.django_db
_seen: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _seen is not None and event in {"socket.connect", "socket.getaddrinfo"}:
        _seen.append(f"{event} {arguments[1:]}")


sys.addaudithook(_hear)  # for good: Python knows no way to take it off; it does nothing while nobody listens


@contextmanager
def connections() -> Iterator[list[str]]:
    global _seen  # noqa: PLW0603 - the hook outlives us
    _seen = heard = []
    try:
        yield heard
    finally:
        _seen = None


def test_a_connection_to_the_broker_would_be_seen():
    with connections() as heard, Redis.from_url(settings.REDIS_URL) as broker:
        broker.ping()
    assert heard


def test_no_page_and_no_act_opens_a_connection(case, at):
    permissions = (
        "cases.assign",
        "cases.register",
        "cases.manage_terms",
        "cases.manage_letters",
        "cases.confirm_terms",
    )
    fenna = make_user("fenna", "toylaw.work", "toylaw.decide", "cases.read_log", *permissions, team=case.team)
    client = signed_in(fenna)
    shown = 0
    with connections() as heard:
        for pattern in PAGES:
            for address in addresses(pattern, case):
                shown += client.get(address).status_code == 200
        for pattern in sorted(OPEN):
            Client().get("/" + pattern)
        act(case, "extend", fenna, at, weeks=2)
        answer = client.post(
            f"/zaken/{case.uuid}/notities", {"kind": "call", "text": "Gebeld.", "happened_on": date.today()}
        )
        sweep("sweep", at=at)
    assert answer.status_code < 500
    assert shown > 15
    assert heard == []
