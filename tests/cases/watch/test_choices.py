"""What a law leaves to the municipality: a dated yes or no, with who set it and an event."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.actions.local_setting import add_local_setting
from cases.contract import CaseError, InvalidError, NoAccessError
from cases.models import Case, Event, LocalSetting, User
from cases.queries.choices import settings_of
from tests.factories.case import make_municipality, make_user

pytestmark = pytest.mark.django_db
URL, SLOW = "/beheer/keuzes", "toylaw.slow"


@pytest.fixture
def ilse() -> User:
    return make_user("ilse", "cases.manage_terms")


@pytest.fixture
def typed() -> dict[str, str]:
    return {
        "choice": SLOW,
        "municipality": make_municipality().pk,
        "value": "ja",
        "source": "Collegebesluit 2026/12",
        "valid_from": "1-12-2026",
    }


def wanted(actor: User, at: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "choice": SLOW,
        "municipality": make_municipality(),
        "value": True,
        "source": "Collegebesluit 2026/12",
        "valid_from": date(2026, 12, 1),
        "actor": actor,
        "at": at,
    } | changes


def test_an_answer_counts_from_its_day(ilse: User, at: datetime) -> None:
    add_local_setting(**wanted(ilse, at))
    assert settings_of("0000", date(2026, 11, 30)) == {}
    assert settings_of("0000", date(2026, 12, 1)) == {SLOW: True}
    event = Event.objects.get(kind="cases.local_setting_added")
    assert (event.actor_id, event.payload) == (
        ilse.pk, {"choice": SLOW, "municipality": "0000", "value": True, "valid_from": "2026-12-01"},
    )  # fmt: skip


def test_it_is_refused_without_a_source_on_a_taken_day_or_by_another(ilse: User, fenna: User, at: datetime) -> None:
    with pytest.raises(NoAccessError):
        add_local_setting(**wanted(fenna, at))
    with pytest.raises(CaseError, match="laat geen wet"):
        add_local_setting(**wanted(ilse, at, choice="toylaw.nothing"))
    with pytest.raises(InvalidError) as caught:
        add_local_setting(**wanted(ilse, at, source=" "))
    assert set(caught.value.errors) == {"source"}
    add_local_setting(**wanted(ilse, at))
    with pytest.raises(InvalidError) as caught:
        add_local_setting(**wanted(ilse, at, value=False))
    assert set(caught.value.errors) == {"valid_from"}
    assert (LocalSetting.objects.count(), Event.objects.count()) == (1, 1)


def test_the_page_shows_each_choice_and_takes_an_answer(client: Client, ilse: User, typed: dict[str, str]) -> None:
    client.force_login(ilse)
    page = client.get(URL).content.decode()
    assert "Doen we het rustig aan?" in page
    assert "Zo lang is het antwoord: nee." in page
    page = client.post(URL, typed, follow=True).content.decode()
    assert "Het antwoord is bewaard" in page
    assert "<b>Ja</b> vanaf 1 december 2026" in page
    assert "Collegebesluit 2026/12" in page


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"value": "", "source": ""}, "Los eerst 2 dingen op"),
        ({"valid_from": "31-2-2026"}, "Vul een datum in die bestaat"),
        ({"choice": "toylaw.nothing"}, "laat geen wet aan de gemeente"),
    ],
)
def test_bad_input_says_what_to_do(
    client: Client, ilse: User, typed: dict[str, str], bad: dict[str, str], sentence: str
) -> None:
    client.force_login(ilse)
    answer = client.post(URL, typed | bad)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert LocalSetting.objects.count() == 0


def test_others_do_not_know_the_page(client: Client, case: Case, fenna: User, typed: dict[str, str]) -> None:
    client.force_login(fenna)
    assert client.get(URL).status_code == 404
    assert client.post(URL, typed).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_as_many_statements_for_thirty_answers(
    client: Client, ilse: User, at: datetime, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        add_local_setting(**wanted(ilse, at, valid_from=date(2026, 1, 1) + timedelta(number)))
    client.force_login(ilse)
    client.get(URL)
    with django_assert_num_queries(4):
        page = client.get(URL).content.decode()
    assert page.count("Collegebesluit") == count
