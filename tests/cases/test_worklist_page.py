"""The page of the work list over HTTP: its address, its states, its links. Times are those of the real clock."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, Deadline, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


def opened(name: str, *, days_ago: int = 0, key: str = "request", **extra: Any) -> Case:
    at = timezone.now() - timedelta(days=days_ago)
    person = make_person()
    data = {"received_on": at.date(), "wish": f"Vraag van {name}"}
    household = make_household((person, "other"), name=name)
    return make_case(None, at, key=key, data=data, household=household, person=person, **extra)


def text(client: Client, address: str = "/werkvoorraad") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_row_links_to_its_case_by_uuid_and_shows_its_parts(signed_in: Client, fenna: User) -> None:
    case = opened("Postma", key="urgent_request", handler=fenna)
    page = text(signed_in)
    assert f'href="/zaken/{case.uuid}"' in page
    for part in ("Vraag van Postma", "Spoed: handel binnen 48 uur", "Norm van de gemeente", "Eerste contact: <b>nog niet</b>",
                 "nog 48 uur", "Nu bij jou", "1 met spoed", "1 huishouden ·", "wet: besluit uiterlijk"):  # fmt: skip
        assert part in page, part
    assert "te laat" not in page
    assert "staat stil" not in page.replace("staat nooit stil", "")
    assert "vóór" not in page


def test_late_counts_in_the_head_and_tells_what_the_law_says(signed_in: Client, fenna: User) -> None:
    case = opened("Postma", days_ago=90, handler=fenna)
    Deadline.objects.filter(case=case).exclude(term="toylaw.decide").delete()
    page = text(signed_in)
    assert "· 1 te laat" in page
    assert "De laatste dag is voorbij." in page


def test_the_address_is_the_list(signed_in: Client, fenna: User) -> None:
    opened("Mijnhuis", handler=fenna)
    opened("Vrijhuis")
    assert "Vrijhuis" not in text(signed_in)
    both = text(signed_in, "/werkvoorraad?lijst=team&team=oost&groepeer=fase")
    assert both.count('class="werk__naam"') == 2
    assert '<option value="fase" selected>' in both
    assert "Vrijhuis" in text(signed_in, "/werkvoorraad?lijst=vrij")
    odd = text(
        signed_in, "/werkvoorraad?lijst=x&wet=x&fase=x&groepeer=x&toon=-1&team=x"
    )  # an old or broken link still works
    assert "Mijnhuis" in odd
    assert "Wis de filters" not in odd


def test_filters_stay_when_the_list_changes_and_can_be_cleared(signed_in: Client, fenna: User) -> None:
    opened("Postma", handler=fenna)
    page = text(signed_in, "/werkvoorraad?fase=execution")
    assert "Niets gevonden met deze filters" in page
    assert "?fase=execution&amp;lijst=vrij" in page
    assert 'href="?"' in page or 'href="/werkvoorraad"' in page or "Wis de filters" in page


def test_more_rows_on_a_link_that_needs_no_script(signed_in: Client, fenna: User) -> None:
    first = opened("Huis", handler=fenna)
    fields = {
        f.attname: getattr(first, f.attname)
        for f in Case._meta.concrete_fields
        if f.name not in ("id", "uuid", "number")
    }
    Case.objects.bulk_create(Case(**fields, number=f"2026-9{n:04}") for n in range(51))
    page = text(signed_in)
    assert page.count('class="werk__naam"') == 50
    later = Case.objects.order_by("pk")[50].number
    assert f'href="?toon=100#zaak-{later}"' in page
    assert "Van mij (52)" in page
    whole = text(signed_in, "/werkvoorraad?toon=100")
    assert whole.count('class="werk__naam"') == 52
    assert "Toon meer zaken" not in whole


def test_empty_lists_say_what_to_do(signed_in: Client) -> None:
    assert "Je hebt nu geen werk in deze lijst" in text(signed_in)
    assert "Alles is verdeeld" in text(signed_in, "/werkvoorraad?lijst=vrij")
    opened("Postma")
    page = text(signed_in)
    assert "In Wijkteam Oost ligt 1 zaak die nog niet verdeeld is" in page
    assert "?lijst=vrij" in page


def test_who_is_in_no_team_hears_what_to_ask(client: Client) -> None:
    client.force_login(make_user("nieuw", "toylaw.work"))
    assert "Je zit nog niet in een team" in text(client)


def test_only_who_registers_gets_the_button(client: Client) -> None:
    for rights, shown in (("toylaw.work",), False), (("toylaw.work", "cases.register"), True):
        client.force_login(make_user(f"u{shown}", *rights, team=make_team()))
        assert ('<a class="knop" href="/melding">Nieuwe melding</a>' in text(client)) is shown


def test_names_are_written_as_text(signed_in: Client, fenna: User) -> None:
    opened("<script>alert(1)</script>", handler=fenna)
    page = text(signed_in)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
