"""Acts through the API: the same steps, the same forms and the same events as on the page."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.api.errors import problem
from cases.contract import InvalidError
from cases.models import Case, Event, OnceKey, User
from tests.cases.api.conftest import is_problem, opened, params, post
from tests.factories.case import act, make_team, make_user

pytestmark = pytest.mark.django_db
HEARING = {"hearing_on": "2099-06-01"}


def steps(client: Client, case: Case) -> dict[str, Any]:
    body = client.get(f"/api/v1/zaken/{case.uuid}/handelingen").json()
    assert body["versie"] == Case.objects.get(pk=case.pk).version
    return {row["handeling"]: row for row in body["handelingen"]}


def test_every_step_of_the_role_with_its_fields(api: Client, case: Case) -> None:
    found = steps(api, case)
    assert found.keys() >= {"ask_more", "completed", "extend", "plan_hearing", "withdraw", "give_notice"}
    # another role's, another state's, the system's, an opening one, and the lane of an urgent case
    assert not found.keys() & {"grant", "publish", "pay", "let_lapse", "request", "contact", "attempt"}
    assert steps(api, opened(key="urgent_request")).keys() >= {"contact", "attempt"}
    assert found["plan_hearing"] == {
        "handeling": "plan_hearing",
        "naam": "Plan gesprek",
        "mogelijk": True,
        "reden": None,
        "artikel": None,
        "velden": [{"naam": "hearing_on", "label": "Datum van het gesprek", "verplicht": True, "soort": "dag"}],
    }
    assert found["extend"]["velden"][0]["soort"] == "getal"
    assert found["withdraw"]["velden"] == []


def test_a_refused_step_says_why_with_its_article(client: Client, case: Case) -> None:
    boss = make_user("baas", "toylaw.decide", team=make_team())
    client.force_login(boss)
    Case.objects.filter(pk=case.pk).update(handler=boss)
    (row,) = steps(client, case).values()
    assert (row["handeling"], row["mogelijk"]) == ("grant", False)
    assert row["reden"] == "Wie de zaak behandelt, beslist niet zelf."
    assert row["artikel"] == {"tekst": "Speelwet art. 9", "url": "https://wetten.example/speelwet/9"}

    body = is_problem(post(client, case, "grant", gegevens={"weeks": 4}), 409, "voorwaarde")
    assert (body["detail"], body["artikel"]) == (row["reden"], row["artikel"])


def test_a_closed_case_has_no_steps(api: Client, fenna: User) -> None:
    assert steps(api, act(opened(), "withdraw", fenna, timezone.now())) == {}


def test_a_step_is_taken_and_the_answer_is_the_case(api: Client, case: Case, fenna: User) -> None:
    response = post(api, case, gegevens=HEARING)
    assert response.status_code == 201
    assert response["API-Version"] == "1.0.0"
    assert response["Location"] == f"/api/v1/zaken/{case.uuid}"
    body = response.json()
    assert (body["uuid"], body["versie"]) == (str(case.uuid), 2)
    assert "toylaw.papers" in {row["code"] for row in body["termijnen"]}
    assert api.get(response["Location"]).json()["versie"] == 2
    event = Event.objects.get(kind="toylaw.plan_hearing")
    assert (event.access_point, event.actor_id, event.case_id) == ("api", fenna.pk, case.pk)
    assert event.payload == {"hearing_on": "2099-06-01", "state": "asked", "version": 2}


@pytest.mark.parametrize(
    ("key", "typed", "sent"),
    [
        ("plan_hearing", {"hearing_on": "1 6 2099"}, {"hearing_on": "2099-06-01"}),
        ("ask_more", {"until": "01-06-2099"}, {"until": "2099-06-01"}),
        ("extend", {"weeks": "2"}, {"weeks": 2}),
        ("contact", {}, {}),
        ("withdraw", {}, {}),
    ],
)
def test_page_and_api_write_the_same_event(api: Client, key: str, typed: dict[str, str], sent: dict[str, Any]) -> None:
    by_page, by_api = opened(), opened()
    hidden = {"seen": "1", "once": str(uuid4())}
    assert api.post(f"/zaken/{by_page.uuid}/stap/{key}", typed | hidden).status_code == 302
    assert post(api, by_api, key, gegevens=sent).status_code == 201
    one, other = (Event.objects.get(kind=f"toylaw.{key}", case_id=case.pk) for case in (by_page, by_api))
    assert one.payload == other.payload
    assert (one.access_point, other.access_point) == ("page", "api")
    ends = [
        list(case.deadlines.order_by("term").values_list("term", "due_on", "outcome")) for case in (by_page, by_api)
    ]
    assert ends[0] == ends[1]


def test_the_same_key_gives_the_first_answer(api: Client, case: Case) -> None:
    once = str(uuid4())
    first = post(api, case, versie=1, sleutel=once, gegevens=HEARING)
    again = post(api, case, versie=1, sleutel=once, gegevens=HEARING)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["versie"] == again.json()["versie"] == 2
    assert Event.objects.filter(kind="toylaw.plan_hearing").count() == 1
    assert OnceKey.objects.filter(key=UUID(once)).count() == 1
    is_problem(post(api, case, "contact", sleutel=once), 409, "geweigerd")  # used for something else


def test_an_old_version_is_a_conflict_that_names_the_current_one(api: Client, case: Case) -> None:
    assert post(api, case, "attempt").status_code == 201
    body = is_problem(post(api, case, versie=1, gegevens=HEARING), 409, "conflict")
    assert body["versie"] == 2
    assert not Event.objects.filter(kind="toylaw.plan_hearing").exists()


def test_a_step_that_does_not_follow_or_does_not_exist(api: Client, case: Case, fenna: User) -> None:
    assert "past niet" in is_problem(post(api, case, "pay"), 409, "stap-past-niet")["detail"]
    assert "past niet" in is_problem(post(api, case, "request"), 409, "stap-past-niet")["detail"]
    assert "systeem zelf" in is_problem(post(api, case, "let_lapse"), 409, "stap-past-niet")["detail"]
    is_problem(post(api, case, "onbekend"), 409, "stap-past-niet")
    act(case, "withdraw", fenna, timezone.now())
    assert "gesloten" in is_problem(post(api, case), 409, "stap-past-niet")["detail"]


def test_a_step_of_another_role_does_not_exist(api: Client, case: Case) -> None:
    is_problem(post(api, case, "grant", gegevens={"weeks": 4}), 404, "geen-toegang")
    assert Case.objects.get(pk=case.pk).version == 1


def test_all_errors_of_the_form_at_once_in_dutch(api: Client, case: Case) -> None:
    response = post(api, case, gegevens={"hearing_on": "2026-02-30"})
    body = is_problem(response, 400, "invoer")
    assert body["invalidParams"] == [
        {"name": "hearing_on", "code": "invalid", "reason": "Vul een datum in die bestaat, zoals 24 11 2026"}
    ]
    assert params(post(api, case)) == {"hearing_on": "Vul een datum in bij “Datum van het gesprek”, zoals 24 11 2026"}
    assert "10 of minder" in params(post(api, case, "extend", gegevens={"weeks": 11}))["weeks"]
    assert Case.objects.get(pk=case.pk).version == 1


def test_an_act_that_refuses_a_field_by_itself_names_it_too() -> None:
    response = problem(InvalidError({"bsn": ["Kies een ander nummer", "Vul negen cijfers in"]}), {})
    assert response is not None
    assert [(row["name"], row["reason"]) for row in response.data["invalidParams"]] == [
        ("bsn", "Kies een ander nummer"),
        ("bsn", "Vul negen cijfers in"),
    ]


def test_a_defect_of_ours_stays_one() -> None:
    assert problem(ValueError("kapot"), {}) is None
