"""A signed-in colleague, and the API as a client sees it. Times are those of the real clock: views read it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, User
from cases.rules.calendar import local_day
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import bsn_at, make_person

Api = Callable[..., Any]
PROBLEM = "application/problem+json"
BSN = bsn_at(7)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def api(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


@pytest.fixture
def case() -> Case:
    return opened(person=make_person("Anna", "Postma", bsn=BSN))


def opened(*, days_ago: int = 0, **extra: Any) -> Case:
    at = timezone.now() - timedelta(days=days_ago)
    return make_case(None, at, data={"received_on": local_day(at), "wish": "Een vraag"}, **extra)


def post(client: Client, case: Case, key: str = "plan_hearing", **changes: Any) -> Any:
    """POST an act on the version the case has now; `changes` replace parts of the message, None leaves one out."""
    version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    whole = {"handeling": key, "versie": version, "sleutel": str(uuid4()), "gegevens": {}} | changes
    body = {name: value for name, value in whole.items() if value is not None}
    return client.post(f"/api/v1/zaken/{case.uuid}/handelingen", body, content_type="application/json")


def is_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The body of a problem, after a look at all that each has."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == PROBLEM
    assert response["API-Version"] == "1.0.0"
    assert response["Cache-Control"] == "no-store"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["code"] == code
    assert body["title"]
    assert body["detail"].endswith(".")
    return body


def params(response: Any) -> dict[str, str]:
    return {row["name"]: row["reason"] for row in response.json()["invalidParams"]}
