"""The Wmo through the API: the main road to a sent beschikking, and moments that the page writes the same."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, Event, Letter, User
from cases.rules.calendar import local_day
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db
MELDING = {"safe_contact": "06 00 00 00 00", "own_words": "Ik kom niet meer bij de winkel."} | dict.fromkeys(
    ("danger", "no_basics", "eviction", "help_lost"), "nee"
)
VERSLAG = {
    "problems": "Lopen gaat niet",
    "needed": "Zelf naar de winkel",
    "own_strength": "De bus",
    "remainder": "Vervoer",
}
PLAN = {"plan_wish": "no", "medium": "telefoon", "also_carer": False}


@pytest.fixture
def start() -> datetime:
    return timezone.now() - timedelta(days=3)


@pytest.fixture
def fenna(client: Client) -> User:
    user = make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", team=make_team())
    client.force_login(user)
    return user


def melding(user: User, start: datetime, **changes: str) -> Case:
    return make_case(user, start, law="wmo", key="register_melding", data=MELDING | changes)


def take(client: Client, case: Case, key: str, given: dict[str, Any]) -> None:
    """See that the step is there with these fields, and take it."""
    address = f"/api/v1/zaken/{case.uuid}/handelingen"
    offered = client.get(address).json()
    step = next(row for row in offered["handelingen"] if row["handeling"] == key)
    fields = {row["naam"]: row["verplicht"] for row in step["velden"]}
    assert step["mogelijk"], step["reden"]
    assert {name for name, required in fields.items() if required} <= given.keys() <= fields.keys()
    body = {"handeling": key, "versie": offered["versie"], "sleutel": str(uuid4()), "gegevens": given}
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert answer.json()["versie"] == offered["versie"] + 1


def test_from_melding_to_a_sent_beschikking(client: Client, fenna: User, start: datetime) -> None:
    case = melding(fenna, start)
    for key, given in (
        ("confirm_melding", {}),
        ("offer_clientondersteuning", PLAN),
        ("start_onderzoek", {}),
        ("give_verslag", VERSLAG),
        ("file_aanvraag", {}),
        ("grant", {"category": "12", "starts_on": local_day(timezone.now()).isoformat(), "amount": 2.5, "unit": "04"}),
        ("publish_grant", {}),
    ):
        take(client, case, key, given)
    body = client.get(f"/api/v1/zaken/{case.uuid}").json()
    assert (body["toestand"]["code"], body["fase"]) == ("beschikking_toegekend", "uitvoering")
    terms = {row["code"]: row["toestand"] for row in body["termijnen"]}
    assert terms["wmo.aanvraag_beschikking"] == "gehaald"
    assert terms["awb.bezwaar"] == "loopt"
    assert Letter.objects.get(case=case, kind="beschikking").state == "sent"
    lines = Event.objects.filter(case_id=case.pk).exclude(kind="wmo.register_melding")  # the opening was a page's
    assert "cases.send_letter" in lines.values_list("kind", flat=True)
    assert set(lines.values_list("access_point", flat=True)) == {"api"}


def test_a_moment_is_the_same_through_page_and_api(client: Client, fenna: User, start: datetime) -> None:
    by_page, by_api = (melding(fenna, start, danger="ja") for _ in range(2))
    moment = timezone.localtime(start + timedelta(hours=2)).replace(second=0, microsecond=0)
    typed = {"happened_at_dag": f"{moment:%d-%m-%Y}", "happened_at_tijd": f"{moment:%H.%M}", "how": "Gebeld"}
    page = f"/zaken/{by_page.uuid}/stap/record_safe_contact"
    assert client.post(page, typed | {"seen": "1", "once": str(uuid4())}).status_code == 302
    sent = moment.astimezone(tz=timezone.get_fixed_timezone(-300)).isoformat()
    take(client, by_api, "record_safe_contact", {"happened_at": sent, "how": "Gebeld"})
    one, other = (Event.objects.get(kind="wmo.record_safe_contact", case_id=case.pk) for case in (by_page, by_api))
    assert one.payload == other.payload
    assert datetime.fromisoformat(one.payload["happened_at"]) == moment
