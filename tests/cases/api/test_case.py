"""GET /api/v1/zaken/{uuid}: the case with the proof of its terms, behind the gate and with its line in the read log."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case, Deadline, ReadLog, User
from cases.queries.terms import calendar, proof_of
from cases.rules.calendar import local_day
from tests.cases.api.conftest import BSN, is_problem, opened
from tests.factories.case import act, make_team, make_user

pytestmark = pytest.mark.django_db


def terms(client: Client, case: Case) -> dict[str, Any]:
    return {row["code"]: row for row in client.get(f"/api/v1/zaken/{case.uuid}").json()["termijnen"]}


def test_the_case_with_the_proof_of_each_term(api: Client, case: Case) -> None:
    body = api.get(f"/api/v1/zaken/{case.uuid}").json()
    assert (body["nummer"], body["versie"], body["toestand"]["naam"]) == (case.number, 1, "Gevraagd")
    found = {row["code"]: row for row in body["termijnen"]}
    assert found.keys() == {"toylaw.decide", "toylaw.window"}
    decide = found["toylaw.decide"]
    proof = proof_of(Deadline.objects.get(term="toylaw.decide"), calendar(), timezone.now())
    assert decide["bewijs"] == proof.as_dict()
    assert decide["uiterlijk"] == proof.due_on.isoformat() == decide["bewijs"]["steps"][-1]["day"]
    assert (decide["aard"], decide["toestand"], decide["teLaat"], decide["spoed"]) == ("wet", "loopt", False, False)
    assert decide["geeindigdOp"] is None
    assert found["toylaw.window"]["aard"] == "venster"


def test_a_term_that_stands_still_is_late_or_ended(api: Client, fenna: User) -> None:
    late = opened(days_ago=90)
    assert {key for key, row in terms(api, late).items() if row["teLaat"]} == {"toylaw.decide"}  # a window never is

    waiting = opened()
    act(waiting, "ask_more", fenna, timezone.now(), until=local_day(timezone.now()).replace(year=2099).isoformat())
    row = terms(api, waiting)["toylaw.decide"]
    assert (row["toestand"], row["uiterlijk"], row["bewijs"]["suspended"]) == ("staatStil", None, True)

    ended = act(opened(), "withdraw", fenna, timezone.now())
    row = terms(api, ended)["toylaw.decide"]
    assert (row["toestand"], row["geeindigdOp"]) == ("vervallen", local_day(timezone.now()).isoformat())
    assert row["bewijs"]["steps"]


def test_a_term_met_after_its_last_day_stays_late(api: Client, fenna: User) -> None:
    late = opened(days_ago=90)
    boss = make_user("baas", "toylaw.decide", team=make_team())
    act(late, "grant", boss, timezone.now(), weeks="4")
    row = terms(api, late)["toylaw.decide"]
    assert (row["toestand"], row["teLaat"]) == ("gehaald", True)


def test_no_bsn_and_no_name_of_a_resident_goes_out(api: Client, case: Case) -> None:
    for address in ("/api/v1/zaken", f"/api/v1/zaken/{case.uuid}", f"/api/v1/zaken/{case.uuid}/handelingen"):
        text = api.get(address).content.decode()
        assert str(case.uuid) in text or "plan_hearing" in text
        assert BSN not in text
        assert "Postma" not in text


@pytest.mark.parametrize("address", ["/api/v1/zaken/{}", "/api/v1/zaken/{}/handelingen"])
def test_opening_leaves_its_line(api: Client, case: Case, fenna: User, address: str) -> None:
    assert api.get(address.format(case.uuid)).status_code == 200
    line = ReadLog.objects.get()
    assert (line.kind, line.outcome, line.access_point) == ("cases.open_casefile", "ok", "api")
    assert (line.actor_id, line.case_id, line.ground) == (fenna.pk, case.pk, "team")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/api/v1/zaken/{}", "/api/v1/zaken/{}/handelingen"])
def test_what_may_not_be_seen_does_not_exist_and_the_attempt_is_written(
    api: Client, fenna: User, address: str, method: str
) -> None:
    hidden = opened(team=make_team("west", "Wijkteam West"))
    if method == "post" and not address.endswith("handelingen"):
        return
    answers = [
        getattr(api, method)(address.format(uuid), content_type="application/json") for uuid in (hidden.uuid, uuid4())
    ]
    for answer in answers:
        is_problem(answer, 404, "geen-toegang")
    assert answers[0].content == answers[1].content
    line = ReadLog.objects.get()
    assert (line.outcome, line.access_point, line.case_id, line.actor_id) == ("refused", "api", hidden.pk, fenna.pk)


def test_as_many_statements_for_many_terms_as_for_few(api: Client, case: Case, fenna: User) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert api.get(f"/api/v1/zaken/{case.uuid}").status_code == 200
        return len(found)

    statements()
    few = statements()
    now = timezone.now()
    act(case, "ask_more", fenna, now, until=local_day(now).replace(year=2099).isoformat())
    act(case, "completed", fenna, now)
    act(case, "give_notice", fenna, now)
    act(case, "extend", fenna, now, weeks="2")
    act(case, "plan_hearing", fenna, now, hearing_on=local_day(now).replace(year=2099).isoformat())
    assert Deadline.objects.filter(case=case).count() == 4
    assert statements() == few
