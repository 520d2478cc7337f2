"""The list of households: one finds only those of one's own work, and no secret address by its postcode."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Household, ReadLog, User
from tests.cases.test_household_change import RIGHTS, household, person, text
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", *RIGHTS, team=make_team())


@pytest.fixture
def client(fenna: User) -> Client:
    found = Client()
    found.force_login(fenna)
    return found


@pytest.fixture
def home(fenna: User) -> Household:
    return household("Mia", "Jos")


def test_a_list_finds_by_name_number_and_postcode_among_ones_own(client: Client, home: Household) -> None:
    hidden = household("Zoë", family="Verborgen")
    hidden.team = make_team("west", "West")
    hidden.save()

    def find(words: str) -> str:
        response = client.post("/huishoudens", {"zoek": words})
        assert response.status_code == 200
        return text(response)

    assert home.number in text(client.get("/huishoudens"))
    for words in ("kuip", "Jos", home.number, home.number.removeprefix("H-"), "9712ab", "9712 AB 8"):
        assert str(home.uuid) in find(words), words
        assert str(hidden.uuid) not in find(words)
    for words in ("Verborgen", hidden.number, "1111 AA", "12", "'; --"):
        assert "Niets gevonden" in find(words), words
    assert "Vul een naam, een nummer of een postcode in" in text(client.post("/huishoudens", {"zoek": ""}))
    assert ReadLog.objects.filter(kind="cases.search_household").count() >= 17
    assert "kuip" not in str(list(ReadLog.objects.values_list("payload", flat=True)))


def test_a_secret_address_is_not_found_by_its_postcode(client: Client, home: Household) -> None:
    mia = person(home, "Mia")
    mia.address_secret = True
    mia.save()
    assert "Niets gevonden" in text(client.post("/huishoudens", {"zoek": "9712 AB"}))
    by_name = text(client.post("/huishoudens", {"zoek": "Kuipers"}))
    assert "adres is geheim" in by_name
    assert "Merelstraat" not in by_name


def test_a_shelter_hides_the_address_while_it_lasts(client: Client, home: Household) -> None:
    jos = person(home, "Jos")
    row = jos.situations.create(kind="shelter", starts_on=date(2026, 1, 1))
    for address in ("/huishoudens", f"/huishoudens/{home.uuid}", f"/huishoudens/{home.uuid}/wijzigen/adres"):
        assert "Merelstraat" not in text(client.get(address)), address
    assert "Niets gevonden" in text(client.post("/huishoudens", {"zoek": "9712 AB"}))
    row.ends_on = date(2026, 2, 1)
    row.save()
    assert "Merelstraat" in text(client.get(f"/huishoudens/{home.uuid}"))


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_takes_as_many_statements_for_30_as_for_1(
    client: Client, fenna: User, many: int, django_assert_num_queries: Any
) -> None:
    for n in range(many):
        make_case(fenna, timezone.now(), household=household(f"Mia{n}", f"Jos{n}"))
    client.get("/huishoudens")
    with django_assert_num_queries(9):
        assert client.get("/huishoudens").content.count(b"werk__naam") == many
