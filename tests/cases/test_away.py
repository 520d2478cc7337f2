"""PostgreSQL is away for a moment: a page of its own that needs no database and keeps what was typed."""

import html
import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from psycopg import errors

from cases.models import Case, Note, User
from cases.queries.away import database_is_away
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db
WORDS = "Gebeld met de huisarts.\r\n<b>Morgen</b> & “later” verder."


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(fenna: User, at: datetime) -> Case:
    return make_case(fenna, at, handler=fenna)


@pytest.fixture
def browser(fenna: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(fenna)
    return client


def gone(*_: object) -> None:
    raise OperationalError("the connection is closed")


def refused(state: type[Exception]) -> OperationalError:
    error = OperationalError("it says why")
    error.__cause__ = state("it says why")
    return error


@pytest.mark.parametrize("state", [errors.AdminShutdown, errors.CannotConnectNow, errors.TooManyConnections])
def test_a_server_that_stops_starts_or_is_full_is_away(state: type[Exception]) -> None:
    assert database_is_away(refused(state))


@pytest.mark.parametrize("state", [errors.DeadlockDetected, errors.LockNotAvailable, errors.DiskFull])
def test_a_statement_that_was_refused_is_an_answer(state: type[Exception]) -> None:
    assert not database_is_away(refused(state))


def test_a_line_that_broke_is_away_and_another_error_is_not() -> None:
    assert database_is_away(OperationalError("server closed the connection unexpectedly"))
    assert database_is_away(InterfaceError("connection already closed"))
    assert not database_is_away(ValueError("nee"))


def test_a_page_says_so_and_offers_to_try_again(browser: Client, case: Case) -> None:
    address = reverse("case", args=[case.uuid])
    with connection.execute_wrapper(gone):
        answer = browser.get(address)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "no-store" in answer["Cache-Control"]
    assert "Dat lukt nu even niet" in page
    assert f'href="{address}"' in page


def test_what_was_typed_waits_on_the_page(browser: Client, case: Case) -> None:
    """The button of the page posts the very same fields, with the one-time key: twice is still once."""
    address = reverse("note", args=[case.uuid])
    today = case.opened_at.date()
    typed = {
        "kind": "call",
        "text": WORDS,
        "happened_on_0": today.day,
        "happened_on_1": today.month,
        "happened_on_2": today.year,
        "once": str(uuid4()),
    }
    with connection.execute_wrapper(gone):
        page = browser.post(address, typed).content.decode()
    assert "Wat je typte staat er nog" in page
    assert "nooit dubbel" in page
    assert "<b>Morgen</b>" not in page
    assert not Note.objects.filter(case=case).exists()
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    again = {html.unescape(name): html.unescape(value) for name, value in found}
    assert again == {name: str(value) for name, value in typed.items()}
    assert f'action="{address}"' in page


@pytest.mark.parametrize("field", ["password", "code"])
def test_a_password_or_a_code_is_not_written_into_a_page(field: str) -> None:
    with connection.execute_wrapper(gone):
        answer = Client(raise_request_exception=False).post(reverse("login"), {"username": "fenna", field: "s3cret!"})
    assert answer.status_code == 503
    assert "s3cret!" not in answer.content.decode()


def test_the_api_says_so_in_its_own_words(browser: Client, case: Case) -> None:
    with connection.execute_wrapper(_gone_for_cases):
        answer = browser.get(f"/api/v1/zaken/{case.uuid}")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "database"


def _gone_for_cases(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if 'FROM "cases_case"' in sql:
        raise OperationalError("the connection is closed")
    return execute(sql, params, many, context)


def test_another_error_is_still_a_fault_of_ours(browser: Client, case: Case) -> None:
    with connection.execute_wrapper(_fault):
        answer = browser.get(reverse("case", args=[case.uuid]))
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()


def test_a_fault_of_ours_gives_back_what_was_typed(browser: Client, case: Case) -> None:
    """Such as a full disk: the same post, with its one-time key, waits on the page."""
    typed = {"text": "Ik belde <drie> keer", "kind": "call", "once": str(uuid4())}
    with connection.execute_wrapper(_full):
        answer = browser.post(reverse("note", args=[case.uuid]), typed)
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "Wat je typte staat er nog" in text
    assert all(f'name="{name}" value="{html.escape(value)}"' in text for name, value in typed.items())
    assert answer["Cache-Control"] == "no-store, private"


def _full(*_: object) -> None:
    raise OperationalError("no space left on device") from errors.DiskFull()


def _fault(*_: object) -> None:
    raise ValueError("een fout")
