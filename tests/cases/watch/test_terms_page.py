"""Beheer: the rules with their certainty, a day that is looked at before it is added, a lawyer's confirmation."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cases.actions.calendar import add_equated_day
from cases.actions.watch import sweep
from cases.models import Case, EquatedDay, Outbox, User
from cases.queries.clock import database_now
from cases.queries.rulebook import GENERAL, holidays, rulebook, tabs
from tests.cases.watch.moments import moment
from tests.factories.case import make_case, make_user

pytestmark = pytest.mark.django_db
URL = "/beheer/termijnen"
DAY = {"day": "19-01-2027", "name": "Extra dag", "source": "Stcrt. 2026, 99999"}


@pytest.fixture
def ilse(client: Client) -> User:
    user = make_user("ilse", "cases.manage_terms")
    client.force_login(user)
    return user


def text(client: Client, **query: str) -> str:
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_who_manages_terms_knows_the_page(client: Client, fenna: User) -> None:
    assert reverse("terms") == URL
    assert client.get(URL).status_code == 302
    client.force_login(fenna)
    assert client.get(URL).status_code == 404
    assert client.post(URL, DAY | {"actie": "voeg_toe"}).status_code == 404
    assert EquatedDay.objects.count() == 0


def test_every_rule_stands_under_its_law_with_its_certainty(client: Client, ilse: User) -> None:
    page = text(client, wet="toylaw")
    assert "Stukken inleveren" in page
    assert "Speelwet art. 7" in page
    assert "nog niet bevestigd" in page
    assert "uit het geheugen" in page
    assert "€ 12,50" in page
    assert "de gemeente mag dit anders bepalen" in page
    book = rulebook()
    assert {tab.key: tab.unconfirmed for tab in tabs(book)}["toylaw"] == 3
    assert "awb.beslis_8w@2026-07-01" in {rule.reference for rule in book[GENERAL]}
    assert [rule.still for rule in book["toylaw"] if rule.label == "Besluit"] == ["", "ja, Speelwet art. 3"]


def test_a_day_is_looked_at_before_it_is_added(client: Client, case: Case, ilse: User) -> None:
    page = client.post(URL, DAY | {"actie": "bekijk"}).content.decode()
    assert "Dinsdag 19 januari 2027: 1 lopende termijn verschuift" in page
    assert case.number in page
    assert case.household.name not in page
    assert EquatedDay.objects.count() == 0
    answer = client.post(URL, DAY | {"actie": "voeg_toe"}, follow=True)
    assert answer.redirect_chain == [(f"{URL}?jaar=2027#vrij", 302)]
    page = answer.content.decode()
    assert "Dinsdag 19 januari 2027 telt niet meer mee. Er verschoof 1 termijn." in page
    assert "Extra dag" in page
    assert case.deadlines.get(term="toylaw.decide").due_on == date(2027, 1, 20)


def test_all_errors_come_at_once_and_the_typed_text_stays(client: Client, ilse: User) -> None:
    answer = client.post(URL, {"actie": "bekijk", "day": "31-2-2027", "name": "", "source": "Stcrt. 1"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Los eerst 2 dingen op" in page
    assert 'value="31-2-2027"' in page
    assert 'value="Stcrt. 1"' in page


@pytest.mark.parametrize("action", ["bekijk", "voeg_toe"])
def test_a_day_that_is_closed_already_is_refused_at_its_field(client: Client, ilse: User, action: str) -> None:
    answer = client.post(URL, DAY | {"day": "25-12-2026", "actie": action})
    assert answer.status_code == 400
    assert "Vr 25 dec 2026 telt al niet mee: Eerste Kerstdag" in answer.content.decode()
    assert EquatedDay.objects.count() == 0


def test_the_second_of_two_clicks_says_that_the_day_is_there(client: Client, ilse: User) -> None:
    for status in (302, 400):
        assert client.post(URL, DAY | {"actie": "voeg_toe"}).status_code == status
    assert EquatedDay.objects.count() == 1


def test_the_days_of_a_year_are_those_of_the_law_and_of_the_administrator(ilse: User) -> None:
    add_equated_day(**DAY | {"day": date(2027, 1, 19)}, actor=ilse, at=database_now())
    rows = [(row.closed.day, row.closed.name, row.added is not None) for row in holidays(2027)]
    assert rows[:3] == [
        (date(2027, 1, 1), "Nieuwjaarsdag", False),
        (date(2027, 1, 19), "Extra dag", True),
        (date(2027, 3, 26), "Goede Vrijdag", False),
    ]
    assert len(rows) == 11  # eight of the law, Good Friday, one decree that was shipped, and the new one
    assert all(row.closed.day.year == 2026 for row in holidays(2026))


def test_nonsense_in_the_address_shows_the_ordinary_page(client: Client, ilse: User) -> None:
    assert "Vrije dagen" in text(client, wet="nergens", jaar="0000", regel="x")
    assert "Vrije dagen" in text(client, jaar="drie")


@pytest.mark.parametrize("count", [1, 30])
def test_looking_takes_as_many_statements_for_one_case_as_for_thirty(
    client: Client, ilse: User, fenna: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_case(fenna, moment("2026-11-24 9.42"), handler=fenna)
    client.post(URL, DAY | {"actie": "bekijk"})
    with django_assert_num_queries(15):
        page = client.post(URL, DAY | {"actie": "bekijk"}).content.decode()
    assert f"{count} lopende termijn" in page


def test_what_keeps_failing_is_there_to_see(client: Client, case: Case, ilse: User) -> None:
    assert "Dit lukt nog niet" not in text(client)
    window = case.deadlines.get(term="toylaw.window")
    type(window).objects.filter(pk=window.pk).update(term="toylaw.vanished")
    now = database_now()
    Outbox.objects.create(key="poison", kind="nonsense", payload={}, created_at=now, not_before=now)
    sweep("sweep", at=moment("2026-12-02"))
    page = text(client)
    assert "Dit lukt nog niet" in page
    assert f"<code>{case.number}: toylaw.vanished</code>" in page
    assert "<code>poison</code>" in page
    assert "ContractError" in page
    assert case.household.name not in page
