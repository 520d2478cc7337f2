"""Who gets in, and what every answer carries: 401, 403, 404, 405, 406 and 415 as problems too."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Case, User
from tests.cases.api.conftest import is_problem, post

pytestmark = pytest.mark.django_db


def test_nobody_is_sent_to_the_log_in_page(client: Client, case: Case) -> None:
    for address in ("zaken", f"zaken/{case.uuid}", f"zaken/{case.uuid}/handelingen", "iets"):
        response = client.get(f"/api/v1/{address}")
        is_problem(response, 401, "niet-ingelogd")
        assert response["WWW-Authenticate"].startswith("Session ")
    is_problem(post(client, case), 401, "niet-ingelogd")


def test_who_left_is_not_let_in(api: Client, fenna: User) -> None:
    User.objects.filter(pk=fenna.pk).update(is_active=False)
    is_problem(api.get("/api/v1/zaken"), 401, "niet-ingelogd")


def test_an_act_needs_the_csrf_token(case: Case, fenna: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(fenna)
    is_problem(post(client, case, "withdraw"), 403, "csrf")
    assert Case.objects.get(pk=case.pk).version == 1
    client.get(f"/zaken/{case.uuid}")  # a page brings the token
    address = f"/api/v1/zaken/{case.uuid}/handelingen"
    body = {"handeling": "withdraw", "versie": 1, "sleutel": "0198c3b0-0000-7000-8000-000000000001"}
    token = client.cookies["csrftoken"].value
    response = client.post(address, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert response.status_code == 201


def test_no_slash_at_the_end_and_no_redirect(api: Client, case: Case) -> None:
    for address in (
        "zaken/",
        f"zaken/{case.uuid}/",
        f"zaken/{case.uuid}/handelingen/",
        "",
        "zaken/geen-uuid",
        "x.json",
    ):
        is_problem(api.get(f"/api/v1/{address}"), 404, "geen-toegang")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods(api: Client, case: Case, method: str) -> None:
    response = getattr(api, method)(f"/api/v1/zaken/{case.uuid}/handelingen")
    is_problem(response, 405, "methode")
    assert response["Allow"] == "GET, HEAD, POST"
    assert "POST" not in api.put("/api/v1/zaken")["Allow"]


@pytest.mark.parametrize(
    "type_", ["application/x-www-form-urlencoded", "text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_only_json_is_read(api: Client, case: Case, type_: str) -> None:
    response = api.post(f"/api/v1/zaken/{case.uuid}/handelingen", "handeling=withdraw&versie=1", content_type=type_)
    is_problem(response, 415, "mediatype")
    assert Case.objects.get(pk=case.pk).version == 1


def test_only_json_is_written(api: Client) -> None:
    is_problem(api.get("/api/v1/zaken", headers={"Accept": "text/html"}), 406, "antwoordvorm")
    browser: dict[str, Any] = {"Accept": "text/html,*/*;q=0.8"}
    assert api.get("/api/v1/zaken", headers=browser)["Content-Type"] == "application/json"


def test_head_has_the_headers_and_no_body(api: Client, case: Case) -> None:
    response = api.head("/api/v1/zaken")
    assert (response.status_code, response.content) == (200, b"")
    assert response["API-Version"] == "1.0.0"
