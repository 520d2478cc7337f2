"""GET /api/v1/zaken: only what the gate gives, by pages, with filters that mean what they say."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, User
from tests.cases.api.conftest import is_problem, opened, params
from tests.factories.case import act, make_team, make_user

pytestmark = pytest.mark.django_db


def copies(case: Case, count: int) -> None:
    fields = {
        f.attname: getattr(case, f.attname)
        for f in Case._meta.concrete_fields
        if f.name not in ("id", "uuid", "number")
    }
    Case.objects.bulk_create(Case(**fields, number=f"2026-9{n:04}") for n in range(count))


def test_a_row_says_which_case_it_is_in_dutch_camel_case_and_no_more(api: Client, case: Case, fenna: User) -> None:
    Case.objects.filter(pk=case.pk).update(handler=fenna)
    response = api.get("/api/v1/zaken")
    assert response["Content-Type"] == "application/json"
    assert response["API-Version"] == "1.0.0"
    assert response["Cache-Control"] == "no-store"
    assert "Link" not in response
    (row,) = response.json()["results"]
    assert row.pop("geopendOp").endswith("Z")
    assert row == {
        "uuid": str(case.uuid),
        "nummer": case.number,
        "wet": {"code": "toylaw", "naam": "Speel"},
        "fase": "onderzoek",
        "toestand": {"code": "asked", "naam": "Gevraagd"},
        "onderwerp": "Een vraag",
        "team": {"code": "oost", "naam": "Wijkteam Oost"},
        "behandelaar": {"naam": "Fenna de Boer"},
        "versie": 1,
        "geslotenOp": None,
    }


def test_what_the_gate_hides_is_not_in_the_list(api: Client, case: Case) -> None:
    opened(team=make_team("west", "Wijkteam West"))
    assert [row["uuid"] for row in api.get("/api/v1/zaken").json()["results"]] == [str(case.uuid)]


def test_who_knows_no_law_gets_an_empty_list(client: Client, case: Case) -> None:
    client.force_login(make_user("zonder", team=make_team()))
    assert client.get("/api/v1/zaken").json() == {"next": None, "results": []}


def test_pages_give_every_case_once_also_when_one_comes_in_between(api: Client, case: Case) -> None:
    copies(case, 119)
    wanted = {str(uuid) for uuid in Case.objects.values_list("uuid", flat=True)}
    found: list[str] = []
    url: str | None = "/api/v1/zaken?wet=toylaw&fase=onderzoek"
    pages = 0
    while url:
        response = api.get(url)
        body = response.json()
        found += [row["uuid"] for row in body["results"]]
        url, pages = body["next"], pages + 1
        assert response.headers.get("Link") == (f'<{url}>; rel="next"' if url else None)
        assert url is None or ("wet=toylaw" in url and "fase=onderzoek" in url)
        opened()  # a newer one belongs on the first page: it moves nothing
    assert pages == 3
    assert len(found) == 120
    assert set(found) == wanted
    assert found == sorted(found, reverse=True)


def test_an_exact_page_has_no_next(api: Client, case: Case) -> None:
    copies(case, 49)
    body = api.get("/api/v1/zaken").json()
    assert (len(body["results"]), body["next"]) == (50, None)


def test_filters(api: Client, case: Case, fenna: User) -> None:
    closed = act(opened(), "withdraw", fenna, case.opened_at)

    def uuids(query: str) -> list[str]:
        return [row["uuid"] for row in api.get(f"/api/v1/zaken?{query}").json()["results"]]

    assert uuids("fase=gesloten") == [str(closed.uuid)]
    assert uuids("fase=onderzoek") == [str(case.uuid)]
    assert uuids("fase=besluit") == []
    assert uuids("wet=wmo") == []
    assert len(uuids("wet=toylaw&fase=")) == 2


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("wet=onbekend", "wet"),
        ("fase=assessment", "fase"),
        ("fase=%00", "fase"),
        ("cursor=1", "cursor"),
        ("cursor=%27%3B--", "cursor"),
        ("phase=closed", "phase"),
        ("format=api", "format"),
        ("bsn=1", "bsn"),
    ],
)
def test_a_filter_that_is_not_known_is_refused_not_ignored(api: Client, query: str, name: str) -> None:
    response = api.get(f"/api/v1/zaken?{query}")
    is_problem(response, 400, "vorm")
    assert list(params(response)) == [name]


def test_as_many_statements_for_30_rows_as_for_1(api: Client, case: Case, fenna: User) -> None:
    case.handler = fenna
    case.save()
    api.get("/api/v1/zaken")  # the first request also fills the session
    with CaptureQueriesContext(connection) as one:
        assert len(api.get("/api/v1/zaken").json()["results"]) == 1
    copies(case, 29)
    with CaptureQueriesContext(connection) as thirty:
        assert len(api.get("/api/v1/zaken").json()["results"]) == 30
    assert len(thirty) == len(one)
