"""What was typed at the melding as a safe way to be reached is taken over at the person with one click."""

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Event, Person
from tests.factories.case import make_case, make_team, make_user
from tests.wmo.examples import MELDING

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "field"),
    [("06 00 00 00 09", "phone"), ("a@voorbeeld.nl", "email"), ("via haar zus, alleen 's avonds", "contact_note")],
)
def test_the_safe_contact_becomes_the_person_s_own(client: Client, typed: str, field: str) -> None:
    fenna = make_user("fenna", "wmo.intake", "wmo.work", "cases.register", team=make_team())
    data = {name: value for name, value in (MELDING | {"safe_contact": typed}).items() if value is not None}
    case = make_case(fenna, timezone.now(), law="wmo", key="register_melding", data=data)
    client.force_login(fenna)
    address = f"/personen/{case.person.uuid}"
    assert "Neem over" in client.get(address).content.decode()
    stale = client.post(f"{address}/overnemen", {"zaak": case.uuid, "seen": 7}, follow=True)
    assert "Iemand anders wijzigde" in stale.content.decode()
    done = client.post(f"{address}/overnemen", {"zaak": case.uuid, "seen": 1}, follow=True).content.decode()
    assert "Overgenomen bij de persoon" in done
    assert "Neem over" not in done
    assert getattr(Person.objects.get(pk=case.person_id), field) == typed
    assert Event.objects.get(kind="cases.person_reach_changed").payload == {"fields": [field]}
    again = client.post(f"{address}/overnemen", {"zaak": case.uuid, "seen": 2}, follow=True).content.decode()
    assert "al overgenomen" in again
